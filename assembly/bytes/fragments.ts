import { ByteWriter } from "./byte-writer";
import { Slice } from "./slice";

/** Bytes that arrive in pieces: kept as they come, and joined only once. */
export class Fragments {
  private pieces: Slice[] = [];
  private size: i32 = 0;

  /** Bytes so far. */
  get length(): i32 {
    return this.size;
  }

  add(piece: Slice): void {
    if (piece.length == 0) return;
    this.pieces.push(piece);
    this.size += piece.length;
  }

  /** All of them in a row; the very piece where there is only one. */
  join(): Slice {
    if (this.pieces.length == 1) return this.pieces[0];
    const out = new ByteWriter(this.size);
    for (let i = 0; i < this.pieces.length; i++) out.slice(this.pieces[i]);
    return out.finish();
  }

  /** Lets go of them. */
  clear(): void {
    this.pieces.length = 0;
    this.size = 0;
  }
}
