import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { JsonWriter } from "./json-writer";
import { Places } from "./places";
import { Elements, ElementsBackwards, JsonValue } from "./value";

/** What a path has found in a JSON text: one value of it, a list of such values, or a number of elements. */
export class Selection {
  private constructor(
    /** Null for a list. */
    private readonly value: JsonValue | null,
    private readonly list: Selection[] | null,
    /** Whether `value` stands in the text. */
    private readonly isPart: bool,
    /** Whether `value` is an array that is read from its end. */
    private readonly isReversed: bool = false,
  ) {}

  /** A value of the text. */
  static of(value: JsonValue): Selection {
    return new Selection(value, null, true);
  }

  static ofList(list: Selection[]): Selection {
    return new Selection(null, list, false);
  }

  static ofCount(count: i32): Selection {
    return new Selection(JsonValue.of(Slice.of(count.toString())), null, false);
  }

  /** Member `name` of an object, or element `index` of a list or an array; null where there is none. */
  child(name: Slice, index: i32): Selection | null {
    const walk = this.walk();
    if (walk == null) {
      const member = this.value!.memberNamed(name);
      return member == null ? null : Selection.of(member);
    }
    if (index < 0) return null;
    let element = walk.next();
    for (let i = 0; i < index && element != null; i++) element = walk.next();
    return element;
  }

  /** Walks the elements of a list or an array; null for anything else. */
  walk(): Walk | null {
    const list = this.list;
    if (list != null) return new Walk(list, null);
    const value = this.value!;
    if (!value.isArray) return null;
    return new Walk(null, this.isReversed ? new ElementsBackwards(value) : new Elements(value));
  }

  /** A list or an array the other way round; anything else as it is. */
  reversed(): Selection {
    const list = this.list;
    if (list != null) return Selection.ofList(list.slice(0).reverse());
    return this.value!.isArray ? new Selection(this.value, null, this.isPart, !this.isReversed) : this;
  }

  /** The value; null for a list. */
  get single(): JsonValue | null {
    return this.value;
  }

  /**
   * What it says: the text of a string, JSON for the rest, nothing for `null` and for an empty list. Null where a
   * string is no Unicode text.
   */
  text(): Slice | null {
    const value = this.value;
    if (value != null && value.isText) return value.text();
    if (value != null && value.isNull) return Slice.EMPTY;
    const walk = this.walk();
    if (walk != null && walk.next() == null) return Slice.EMPTY;
    if (value != null && !this.isReversed) return value.raw;
    const out = new ByteWriter();
    this.write(new JsonWriter(out));
    return out.finish();
  }

  /** Adds where the values that it is made of begin in the text. */
  addPlaces(places: Places): void {
    const value = this.value;
    const list = this.list;
    if (value != null && this.isPart) places.add(value.from);
    if (list != null) for (let i = 0; i < list.length; i++) list[i].addPlaces(places);
  }

  private write(out: JsonWriter): void {
    const value = this.value;
    if (value != null && !this.isReversed) {
      out.raw(value.raw);
      return;
    }
    const walk = this.walk()!;
    out.openArray();
    for (let element = walk.next(); element != null; element = walk.next()) element.write(out);
    out.closeArray();
  }
}

/** Walks the elements of what has been found, without holding those of an array all at once. */
export class Walk {
  private at: i32 = 0;

  /** Of `list`, or where that is null, of `elements`. */
  constructor(
    private readonly list: Selection[] | null,
    private readonly elements: Elements | null,
  ) {}

  /** The next element; null when there is none. */
  next(): Selection | null {
    const list = this.list;
    if (list != null) return this.at < list.length ? list[this.at++] : null;
    const elements = this.elements!;
    return elements.next() ? Selection.of(elements.value) : null;
  }
}
