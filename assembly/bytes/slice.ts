import { isAscii, storeAscii } from "./ascii";
import { areSame, firstOf, Kind } from "./sixteen";

/**
 * An immutable view of bytes: `buffer[start, end)`. Bodies, answers and vectors travel through the filter as
 * slices of the buffer the proxy filled; decoding to a string is for what a human will read.
 */
export class Slice {
  static readonly EMPTY: Slice = new Slice(new ArrayBuffer(0), 0, 0);

  constructor(
    readonly buffer: ArrayBuffer,
    readonly start: i32,
    readonly end: i32,
  ) {}

  /** The UTF-8 bytes of `text`. */
  static of(text: string): Slice {
    if (!isAscii(text)) return Slice.wrap(String.UTF8.encode(text));
    const buffer = new ArrayBuffer(text.length);
    storeAscii(text, changetype<usize>(buffer));
    return Slice.wrap(buffer);
  }

  /** All of `buffer`. */
  static wrap(buffer: ArrayBuffer): Slice {
    return new Slice(buffer, 0, buffer.byteLength);
  }

  /** Number of bytes. */
  @inline
  get length(): i32 {
    return this.end - this.start;
  }

  /** The byte at `index`, counted from the start of this view; the caller keeps within `length`. */
  @inline
  at(index: i32): u8 {
    return load<u8>(changetype<usize>(this.buffer) + <usize>(this.start + index));
  }

  /** Address of the first byte, valid while `buffer` is referenced. */
  @inline
  get pointer(): usize {
    return changetype<usize>(this.buffer) + <usize>this.start;
  }

  /** The view of bytes `[from, to)` of this one, on the same buffer. */
  slice(from: i32, to: i32 = i32.MAX_VALUE): Slice {
    const end = min(this.start + min(to, this.length), this.end);
    return new Slice(this.buffer, min(this.start + from, end), end);
  }

  /** Whether the bytes are exactly the ASCII text `text`. */
  equals(text: string): bool {
    return text.length == this.length && this.startsWith(text);
  }

  /** Whether the bytes begin with the ASCII text `text`. */
  startsWith(text: string): bool {
    return this.holds(text, 0);
  }

  /** Whether the bytes end with the ASCII text `text`. */
  endsWith(text: string): bool {
    const from = this.length - text.length;
    return from >= 0 && this.holds(text, from);
  }

  /** Whether the ASCII text `text` stands at `from`. */
  holds(text: string, from: i32): bool {
    if (from + text.length > this.length) return false;
    let at = this.pointer + <usize>from;
    let letter = changetype<usize>(text);
    for (const end = at + <usize>text.length; at < end; at++, letter += 2) {
      if (load<u8>(at) != load<u16>(letter)) return false;
    }
    return true;
  }

  /** Whether both views hold the same bytes. */
  equalsSlice(other: Slice): bool {
    return this.length == other.length && areSame(this.pointer, other.pointer, this.length);
  }

  /** Bytewise order: negative, 0 or positive. */
  compare(other: Slice): i32 {
    const order = memory.compare(this.pointer, other.pointer, min(this.length, other.length));
    return order != 0 ? order : this.length - other.length;
  }

  /** Whether all bytes are ASCII. */
  get isAscii(): bool {
    const start = this.pointer;
    const end = start + <usize>this.length;
    return firstOf(Kind.NotAscii, start, end) == end;
  }

  /** Index of the first `byte` at or after `from`, or -1. */
  indexOf(byte: u8, from: i32 = 0): i32 {
    const start = this.pointer;
    const end = start + <usize>this.length;
    const at = firstOf(Kind.Equal, start + <usize>from, end, byte);
    return at < end ? <i32>(at - start) : -1;
  }

  /** The view without ASCII spaces and tabs at both ends. */
  trim(): Slice {
    let from = 0;
    let to = this.length;
    while (from < to && isBlank(this.at(from))) from++;
    while (to > from && isBlank(this.at(to - 1))) to--;
    return this.slice(from, to);
  }

  /** Whether both hold the same ASCII text, letter case aside (`lower` is in lower case). */
  equalsIgnoreCase(lower: string): bool {
    if (lower.length != this.length) return false;
    for (let i = 0; i < lower.length; i++) {
      let byte = this.at(i);
      if (byte >= 0x41 && byte <= 0x5a) byte |= 0x20;
      if (<i32>byte != lower.charCodeAt(i)) return false;
    }
    return true;
  }

  /** The text, decoded from UTF-8. */
  toString(): string {
    return String.UTF8.decodeUnsafe(this.pointer, this.length);
  }

  /** A buffer that holds exactly these bytes: the one beneath when it does already, else a copy. */
  toBuffer(): ArrayBuffer {
    if (this.start == 0 && this.end == this.buffer.byteLength) return this.buffer;
    return this.buffer.slice(this.start, this.end);
  }
}

function isBlank(byte: u8): bool {
  return byte == 0x20 || byte == 0x09;
}
