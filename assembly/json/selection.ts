import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { JsonWriter } from "./json-writer";
import { Elements, JsonValue } from "./value";

/** What a path has found in a JSON text: one value of it, a list of such values, or a number of elements. */
export class Selection {
  private constructor(
    /** Null for a list. */
    private readonly value: JsonValue | null,
    private readonly list: Selection[] | null,
    /** Whether `value` stands in the text. */
    private readonly isPart: bool,
  ) {}

  /** A value of the text. */
  static of(value: JsonValue): Selection {
    return new Selection(value, null, true);
  }

  static ofList(list: Selection[]): Selection {
    return new Selection(null, list, false);
  }

  static ofCount(count: i32): Selection {
    return new Selection(new JsonValue(Slice.of(count.toString())), null, false);
  }

  /** Member `name` of an object, or element `index` of a list or an array; null where there is none. */
  child(name: string, index: i32): Selection | null {
    const list = this.list;
    if (list != null) return index >= 0 && index < list.length ? list[index] : null;
    const value = this.value!;
    const child = value.isArray ? value.element(index) : value.member(name);
    return child == null ? null : Selection.of(child);
  }

  /** The elements of a list or an array; null for anything else. */
  elements(): Selection[] | null {
    const list = this.list;
    if (list != null) return list;
    const value = this.value!;
    if (!value.isArray) return null;
    const elements = new Array<Selection>();
    const walk = new Elements(value);
    while (walk.next()) elements.push(Selection.of(walk.value));
    return elements;
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
    const elements = this.elements();
    if (elements != null && elements.length == 0) return Slice.EMPTY;
    if (value != null) return value.raw;
    const out = new ByteWriter();
    this.write(new JsonWriter(out));
    return out.finish();
  }

  /** Adds the places in memory at which the values that it is made of stand in the text. */
  addPlaces(places: Set<usize>): void {
    const value = this.value;
    const list = this.list;
    if (value != null && this.isPart) places.add(value.raw.pointer);
    if (list != null) for (let i = 0; i < list.length; i++) list[i].addPlaces(places);
  }

  private write(out: JsonWriter): void {
    const value = this.value;
    if (value != null) {
      out.raw(value.raw);
      return;
    }
    const list = this.list!;
    out.openArray();
    for (let i = 0; i < list.length; i++) list[i].write(out);
    out.closeArray();
  }
}
