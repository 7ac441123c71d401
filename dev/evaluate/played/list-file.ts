import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SharedVectors } from "../embeddings/vectors.ts";
import { LIST, type NeighbourLists } from "./neighbour-lists.ts";

/** Lists of neighbours on disk, by the SHA-256 of the vectors that they are about. */
export class ListFile {
  private readonly path: string;
  private readonly listed: number;

  constructor(folder: string, { values, dimension, listed }: SharedVectors) {
    const about = Buffer.from(values.buffer, 0, 4 * dimension * listed);
    const hash = createHash("sha256").update(`${LIST} ${dimension} `).update(about).digest("hex");
    this.path = join(folder, `${hash.slice(0, 32)}.i32`);
    this.listed = listed;
  }

  /** Lists that are to be filled in, or were and are known; in memory that workers share. */
  read(): { lists: NeighbourLists; isFilled: boolean } {
    const size = Math.min(LIST, this.listed);
    const rows = new Int32Array(new SharedArrayBuffer(4 * size * this.listed));
    const bytes = existsSync(this.path) ? readFileSync(this.path) : null;
    const isFilled = bytes?.length === rows.byteLength;
    if (bytes && isFilled) new Uint8Array(rows.buffer).set(bytes);
    return { lists: { size, rows }, isFilled };
  }

  write({ rows }: NeighbourLists): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const other = `${this.path}.${process.pid}`;
    writeFileSync(other, new Uint8Array(rows.buffer));
    renameSync(other, this.path);
  }
}
