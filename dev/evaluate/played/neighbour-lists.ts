import type { Vectors } from "../embeddings/vectors.ts";
import { Nearest } from "./nearest.ts";

/** Neighbours that are kept of each row. */
export const LIST = 200;

/** The neighbours of every listed row, the nearest first, itself among them: `size` rows for each. */
export interface NeighbourLists {
  size: number;
  rows: Int32Array;
}

/** Fills in the lists of the rows from `from` up to `to`. */
export function fillLists(vectors: Vectors, { size, rows }: NeighbourLists, from: number, to: number): void {
  const nearest = new Nearest(size);
  for (let row = from; row < to; row++) {
    nearest.clear();
    for (let other = 0; other < vectors.shared.listed; other++)
      nearest.add(other, vectors.distance(row, other));
    rows.set(nearest.rows, row * size);
  }
}
