import { ByteWriter } from "../bytes/byte-writer";
import { areSame } from "../bytes/sixteen";
import { Slice } from "../bytes/slice";
import { skipString } from "../json/scan";

/**
 * The bytes of a chunk around the one text that it adds. Most chunks of a stream differ in nothing but that text, and what
 * else they say has been taken when the first of them was read: so of the others only the text is.
 */
export class Frame {
  private chunk: Slice = Slice.EMPTY;
  /** Texts that the chunk adds. */
  private count: i32 = 0;
  /** Where the last of them stands in it, between its quotes, and where it has been added. */
  private from: i32 = 0;
  private to: i32 = 0;
  private out: ByteWriter | null = null;

  /** Another chunk is read. */
  begin(chunk: Slice): void {
    this.chunk = chunk;
    this.count = 0;
  }

  /** Adds a text of the chunk, which stands in bytes `[from, to)` of it. */
  add(from: i32, to: i32, out: ByteWriter): void {
    this.count++;
    this.from = from;
    this.to = to;
    this.out = out.piece(this.chunk, from, to);
  }

  /** Adds the text of a chunk that is the same but for it; false where it is not, or adds more than one. */
  takes(chunk: Slice): bool {
    if (this.count != 1) return false;
    const from = this.from;
    const behind = this.chunk.length - this.to;
    if (chunk.length < from + behind || !areSame(chunk.pointer, this.chunk.pointer, from)) return false;
    const to = skipString(chunk, from - 1) - 1;
    if (to < 0 || chunk.length - to != behind) return false;
    if (!areSame(chunk.pointer + <usize>to, this.chunk.pointer + <usize>this.to, behind)) return false;
    this.out!.piece(chunk, from, to);
    return true;
  }
}
