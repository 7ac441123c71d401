import { ByteWriter } from "./byte-writer";
import { Slice } from "./slice";

/** Bytes that arrive in pieces: kept as they come, and joined only once. */
export class Fragments {
  private first: Slice | null = null;
  /** Those behind it; null before there is one, as most bodies come in one piece. */
  private others: Slice[] | null = null;
  private size: i32 = 0;

  /** Bytes so far. */
  get length(): i32 {
    return this.size;
  }

  add(piece: Slice): void {
    if (piece.length == 0) return;
    this.size += piece.length;
    const others = this.others;
    if (this.first == null) this.first = piece;
    else if (others == null) this.others = [piece];
    else others.push(piece);
  }

  /** All of them in a row; the very piece where there is only one. */
  join(): Slice {
    const first = this.first;
    const others = this.others;
    if (first == null) return Slice.EMPTY;
    if (others == null) return first;
    const out = new ByteWriter(this.size).slice(first);
    for (let i = 0; i < others.length; i++) out.slice(others[i]);
    return out.finish();
  }

  /** Lets go of them. */
  clear(): void {
    this.first = null;
    this.others = null;
    this.size = 0;
  }
}
