import { endOfPlain } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { Numbers } from "./numbers";
import { passValue, skipSpace, skipValue } from "./scan";
import { decodeText } from "./text";
import { Elements, findMember, Members } from "./walks";

export { Elements, ElementsBackwards, Members } from "./walks";

/** One well-formed JSON value: the bytes it is written in, read on demand. */
export class JsonValue {
  /**
   * The value in bytes `[from, end)` of a text, without space around it.
   * @param end -1 where it is not known yet
   */
  constructor(
    readonly within: Slice,
    readonly from: i32,
    private end: i32,
  ) {}

  /** `raw` is exactly one well-formed value without space around it. */
  static of(raw: Slice): JsonValue {
    return new JsonValue(raw, 0, raw.length);
  }

  /** The value that is the whole of `text`; null where that is malformed or nested too deep. */
  static parse(text: Slice): JsonValue | null {
    const from = skipSpace(text, 0);
    const to = skipValue(text, from);
    if (to < 0 || skipSpace(text, to) != text.length) return null;
    return new JsonValue(text, from, to);
  }

  /** Where it ends in its text. */
  get to(): i32 {
    if (this.end < 0) this.end = passValue(this.within, this.from);
    return this.end;
  }

  /** Tells where it ends, who has come to its end. */
  endsAt(to: i32): void {
    this.end = to;
  }

  /** The bytes it is written in. */
  get raw(): Slice {
    return this.within.slice(this.from, this.to);
  }

  private get first(): u8 {
    return this.within.at(this.from);
  }

  get isObject(): bool {
    return this.first == 0x7b;
  }

  get isArray(): bool {
    return this.first == 0x5b;
  }

  get isText(): bool {
    return this.first == 0x22;
  }

  get isNumber(): bool {
    const first = this.first;
    return first == 0x2d || (first >= 0x30 && first <= 0x39);
  }

  get isNull(): bool {
    return this.first == 0x6e;
  }

  get isTrue(): bool {
    return this.first == 0x74;
  }

  get isBoolean(): bool {
    return this.first == 0x74 || this.first == 0x66;
  }

  /** What stands between the quotes, escapes as they are; for a string only. */
  get inner(): Slice {
    return this.within.slice(this.from + 1, this.to - 1);
  }

  /** The UTF-8 text of a string; null for other values and for text that is no Unicode. */
  text(): Slice | null {
    return this.isText ? decodeText(this.inner) : null;
  }

  /** Whether this is the string `text` (ASCII). */
  isString(text: string): bool {
    if (!this.isText) return false;
    const extra = this.to - this.from - 2 - text.length;
    if (extra <= 0) return extra == 0 && this.within.holds(text, this.from + 1);
    // What is longer may be the same, written with escapes.
    if (endOfPlain(this.within, this.from + 1) == this.to - 1) return false;
    const value = this.text();
    return value != null && value.equals(text);
  }

  /** The number, or NaN for any other value. */
  number(): f64 {
    if (!this.isNumber) return NaN;
    const whole = wholeNumber(this.within, this.from, this.to);
    if (whole >= 0) return <f64>whole;
    const numbers = new Numbers(this.within, this.from);
    numbers.next();
    return numbers.value;
  }

  /** The value of member `name` (ASCII) of an object; null where there is none. */
  member(name: string): JsonValue | null {
    const at = findMember(this.within, this.from, name);
    return at < 0 ? null : new JsonValue(this.within, at, -1);
  }

  /** The same for a name that need not be ASCII, in UTF-8. */
  memberNamed(name: Slice): JsonValue | null {
    const members = new Members(this);
    while (members.next()) if (members.isKeyText && members.key.equalsSlice(name)) return members.value;
    return null;
  }

  /** Follows member names and, in arrays, indexes (`"0"`); null where the path ends early. */
  at(path: StaticArray<string>): JsonValue | null {
    let value: JsonValue = this;
    for (let i = 0; i < path.length; i++) {
      const next = value.isArray ? value.element(readIndex(path[i])) : value.member(path[i]);
      if (next == null) return null;
      value = next;
    }
    return value;
  }

  /** Element `index` of an array; null where there is none. */
  element(index: i32): JsonValue | null {
    const elements = new Elements(this);
    for (let i = 0; elements.next(); i++) if (i == index) return elements.value;
    return null;
  }
}

/** The number that the bytes `[from, to)` spell in digits alone; -1 for more of them than an `f64` has room for, and others. */
function wholeNumber(text: Slice, from: i32, to: i32): i64 {
  if (to - from > 15) return -1;
  let number: i64 = 0;
  for (let i = from; i < to; i++) {
    const digit = <i32>text.at(i) - 0x30;
    if (<u32>digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** The index that `digits` spells in decimal, or -1 where it spells none. */
export function readIndex(digits: string): i32 {
  // Nine digits do not overflow, and no array is longer.
  if (digits.length == 0 || digits.length > 9) return -1;
  let index = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    index = index * 10 + digit;
  }
  return index;
}
