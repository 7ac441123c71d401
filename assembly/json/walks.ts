import { endOfPlain } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { passString, passValue, skipSpace } from "./scan";
import { decodeText } from "./text";
import { JsonValue } from "./value";

/** Walks the members of an object in the order in which they stand; of any other value, none. */
export class Members {
  private readonly text: Slice;
  private isOver: bool;
  /** The present member's value, once it was asked for: who has walked it knows where it ends. */
  private present: JsonValue | null = null;
  /** Where the present member's name begins and ends, between its quotes. */
  keyFrom: i32 = 0;
  keyTo: i32 = 0;
  /** Whether that name is written with escapes. */
  isKeyEscaped: bool = false;
  /** Where the present member's value begins. */
  valueFrom: i32 = 0;
  /** Where it ends; -1 as long as that need not be known, as a list may be long and nothing behind it be asked for. */
  valueTo: i32;

  constructor(private readonly container: JsonValue) {
    this.text = container.within;
    this.valueTo = container.from + 1;
    this.isOver = !container.isObject;
  }

  /** Steps to the next member; false when there is none. Nothing is made of it until it is asked for. */
  next(): bool {
    if (this.isOver) return false;
    const text = this.text;
    let from = skipSpace(text, this.end);
    if (text.at(from) == 0x2c) from = skipSpace(text, from + 1);
    if (text.at(from) != 0x22) {
      this.isOver = true;
      this.container.endsAt(from + 1);
      return false;
    }
    this.present = null;
    const plain = endOfPlain(text, from + 1);
    this.isKeyEscaped = text.at(plain) != 0x22;
    const keyEnd = this.isKeyEscaped ? passString(text, from) : plain + 1;
    this.keyFrom = from + 1;
    this.keyTo = keyEnd - 1;
    this.valueFrom = skipSpace(text, skipSpace(text, keyEnd) + 1);
    this.valueTo = endOfScalar(text, this.valueFrom);
    return true;
  }

  /** The present member's name, decoded; as it is written where it is no Unicode. */
  get key(): Slice {
    const written = this.text.slice(this.keyFrom, this.keyTo);
    const text: Slice | null = this.isKeyEscaped ? decodeText(written) : written;
    return text == null ? written : text;
  }

  /** A hash of the present member's name, decoded. */
  get keyHash(): u32 {
    if (!this.isKeyEscaped) return hashOf(this.text, this.keyFrom, this.keyTo);
    const key = this.key;
    return hashOf(key, 0, key.length);
  }

  /** Whether the present member's name is Unicode text. */
  get isKeyText(): bool {
    return !this.isKeyEscaped || decodeText(this.text.slice(this.keyFrom, this.keyTo)) != null;
  }

  /** Whether the present member's name is the ASCII text `name`. */
  isNamed(name: string): bool {
    if (this.isKeyEscaped) return this.isKeyText && this.key.equals(name);
    return name.length == this.keyTo - this.keyFrom && this.text.holds(name, this.keyFrom);
  }

  /** Whether its value is `null`. */
  get isNull(): bool {
    return this.text.at(this.valueFrom) == 0x6e;
  }

  /** The present member's value. */
  get value(): JsonValue {
    let value = this.present;
    if (value == null) {
      value = new JsonValue(this.text, this.valueFrom, this.valueTo);
      this.present = value;
    }
    return value;
  }

  /** The text of its value; null where that is no string, or no Unicode. */
  valueText(): Slice | null {
    if (this.text.at(this.valueFrom) != 0x22) return null;
    return decodeText(this.text.slice(this.valueFrom + 1, this.valueTo - 1));
  }

  /** Where the present member's value ends. */
  private get end(): i32 {
    if (this.valueTo >= 0) return this.valueTo;
    const value = this.present;
    return value == null ? passValue(this.text, this.valueFrom) : value.to;
  }
}

/** A hash of the name that is written in `[from, to)`, between its quotes, decoded; as it is written where it is no Unicode. */
export function hashOfName(text: Slice, from: i32, to: i32): u32 {
  if (endOfPlain(text, from) == to) return hashOf(text, from, to);
  const written = text.slice(from, to);
  const name = decodeText(written);
  return name == null ? hashOf(written, 0, written.length) : hashOf(name, 0, name.length);
}

/** FNV-1a over the bytes `[from, to)`. */
function hashOf(text: Slice, from: i32, to: i32): u32 {
  let hash: u32 = 2166136261;
  for (let i = from; i < to; i++) hash = (hash ^ text.at(i)) * 16777619;
  return hash;
}

/** Where the value of member `name` (ASCII) of the object at `at` begins; -1 where there is none, or no object. */
export function findMember(text: Slice, at: i32, name: string): i32 {
  if (text.at(at) != 0x7b) return -1;
  at = skipSpace(text, at + 1);
  while (text.at(at) == 0x22) {
    const from = at + 1;
    const plain = endOfPlain(text, from);
    const isEscaped = text.at(plain) != 0x22;
    const end = isEscaped ? passString(text, at) : plain + 1;
    at = skipSpace(text, skipSpace(text, end) + 1);
    if (
      isEscaped
        ? isWritten(text.slice(from, end - 1), name)
        : end - 1 - from == name.length && text.holds(name, from)
    )
      return at;
    at = skipSpace(text, passValue(text, at));
    if (text.at(at) == 0x2c) at = skipSpace(text, at + 1);
  }
  return -1;
}

/** Whether `inner`, as it stands between quotes, means the ASCII text `name`. */
function isWritten(inner: Slice, name: string): bool {
  const text = decodeText(inner);
  return text != null && text.equals(name);
}

/** Walks the elements of an array; of any other value, none. */
export class Elements {
  protected readonly text: Slice;
  protected from: i32 = 0;
  /** Where the present element ends; -1 as long as that need not be known. */
  protected to: i32;
  private isOver: bool;
  /** The present element, once it was asked for. */
  private present: JsonValue | null = null;

  constructor(private readonly container: JsonValue) {
    this.text = container.within;
    this.to = container.from + 1;
    this.isOver = !container.isArray;
  }

  /** Steps to the next element; false when there is none. */
  next(): bool {
    if (this.isOver) return false;
    const text = this.text;
    let from = skipSpace(text, this.end);
    if (text.at(from) == 0x2c) from = skipSpace(text, from + 1);
    if (text.at(from) == 0x5d) {
      this.isOver = true;
      this.container.endsAt(from + 1);
      return false;
    }
    this.stepTo(from, endOfScalar(text, from));
    return true;
  }

  /** The present element. */
  get value(): JsonValue {
    let value = this.present;
    if (value == null) {
      value = new JsonValue(this.text, this.from, this.to);
      this.present = value;
    }
    return value;
  }

  /** @param to -1 where the element's end is not known yet */
  protected stepTo(from: i32, to: i32): void {
    this.from = from;
    this.to = to;
    this.present = null;
  }

  /** Where the present element ends. */
  private get end(): i32 {
    if (this.to >= 0) return this.to;
    const value = this.present;
    return value == null ? passValue(this.text, this.from) : value.to;
  }
}

/** Walks the elements of an array from its end; of any other value, none. Four bytes for each are kept meanwhile. */
export class ElementsBackwards extends Elements {
  /** Where the elements that are still to come begin. */
  private readonly starts: i32[] = [];

  constructor(container: JsonValue) {
    super(container);
    while (super.next()) this.starts.push(this.from);
  }

  override next(): bool {
    if (this.starts.length == 0) return false;
    const from = this.starts.pop();
    this.stepTo(from, passValue(this.text, from));
    return true;
  }
}

/** Where the scalar at `at` ends; -1 for an object or an array, whose end is looked for when it has to be known. */
function endOfScalar(text: Slice, at: i32): i32 {
  const first = text.at(at);
  return first == 0x7b || first == 0x5b ? -1 : passValue(text, at);
}
