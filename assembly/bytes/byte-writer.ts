import { isAscii, storeAscii } from "./ascii";
import { Slice } from "./slice";

/** Bytes for which there is room at first: with what is before an object in memory, the most that a small block holds (host/lib/rt/pool.ts). */
const USUAL: i32 = 236;

/** A growing buffer of bytes: the one way in which bodies, keys and records are put together. */
export class ByteWriter {
  private buffer: ArrayBuffer;
  private size: i32 = 0;

  constructor(capacity: i32 = USUAL) {
    this.buffer = new ArrayBuffer(capacity);
  }

  /** Bytes written so far. */
  get length(): i32 {
    return this.size;
  }

  byte(value: u8): ByteWriter {
    store<u8>(this.reserve(1), value);
    return this;
  }

  /** Appends `text` as UTF-8. */
  text(value: string): ByteWriter {
    if (isAscii(value)) {
      storeAscii(value, this.reserve(value.length));
      return this;
    }
    const at = this.reserve(String.UTF8.byteLength(value));
    String.UTF8.encodeUnsafe(changetype<usize>(value), value.length, at);
    return this;
  }

  slice(value: Slice): ByteWriter {
    // The length first: growing may move the buffer, and `value` may be anywhere.
    const length = value.length;
    memory.copy(this.reserve(length), value.pointer, length);
    return this;
  }

  /** Appends the bytes `[from, to)` of a text. */
  piece(text: Slice, from: i32, to: i32): ByteWriter {
    memory.copy(this.reserve(to - from), text.pointer + <usize>from, to - from);
    return this;
  }

  /** Appends a number in decimal. */
  integer(value: i64): ByteWriter {
    return this.text(value.toString());
  }

  /** Appends a number of 32 bits (little-endian). */
  word(value: i32): ByteWriter {
    store<i32>(this.reserve(4), value);
    return this;
  }

  /** Appends a number of 64 bits (little-endian). */
  long(value: i64): ByteWriter {
    store<i64>(this.reserve(8), value);
    return this;
  }

  /** Appends a 32-bit length (little-endian) and the bytes, so that no two lists of parts look the same. */
  part(value: Slice): ByteWriter {
    store<u32>(this.reserve(4), value.length);
    return this.slice(value);
  }

  /** The same of a text, as UTF-8. */
  textPart(value: string): ByteWriter {
    store<u32>(this.reserve(4), isAscii(value) ? value.length : String.UTF8.byteLength(value));
    return this.text(value);
  }

  /** What has been written; the writer must not be used after it. */
  finish(): Slice {
    return new Slice(this.buffer, 0, this.size);
  }

  /** Makes room for `count` bytes and returns the address to write them to. */
  private reserve(count: i32): usize {
    const from = this.size;
    this.size = from + count;
    if (this.size > this.buffer.byteLength) this.grow();
    return changetype<usize>(this.buffer) + <usize>from;
  }

  private grow(): void {
    // What is larger than all before it, as a vector is, mostly has little after it.
    const capacity = max(this.size + (this.size >> 3), this.buffer.byteLength << 1);
    const larger = new ArrayBuffer(capacity);
    memory.copy(changetype<usize>(larger), changetype<usize>(this.buffer), this.buffer.byteLength);
    this.buffer = larger;
  }
}
