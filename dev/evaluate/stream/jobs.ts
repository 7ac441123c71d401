import type { SharedVectors } from "../embeddings/vectors.ts";
import type { Row } from "../input/rows.ts";
import type { Section } from "../merged.ts";
import type { NeighbourLists } from "../played/neighbour-lists.ts";
import type { Outcomes } from "./outcome.ts";

/** What a worker is given at its start. */
export interface WorkerGround {
  wasm: string;
  vectors: SharedVectors;
  /** Shared: one job fills them in, another reads them. */
  lists: NeighbourLists;
  rows: readonly Row[];
}

/** What a worker does next: neighbours of the rows from `from` up to `to`, or the whole stream under a configuration. */
export type Job = { from: number; to: number } | { config: Section };

/** What comes back: rows that are done, the outcomes, or what went wrong. */
export type Report = { done: number } | { outcomes: Outcomes } | { fault: string };
