import type { Row } from "../../../../dev/evaluate/input/rows.ts";
import { Outcome, type Outcomes } from "../../../../dev/evaluate/stream/outcome.ts";

/** One question and what became of it: its truth, the kind, and for hits the row served and the distance. */
export type Told = [truth: string, kind: keyof typeof Outcome, served?: number, distance?: number];

/** A stream whose end is known. */
export function told(...all: Told[]): { rows: Row[]; outcomes: Outcomes } {
  const rows = all.map(([truth], i) => ({ question: `question ${i}`, answer: `about ${truth}`, truth }));
  const outcomes = {
    kinds: Uint8Array.from(all, ([, kind]) => Outcome[kind]),
    served: Int32Array.from(all, ([, , served]) => served ?? -1),
    distances: Float64Array.from(all, ([, , , distance]) => distance ?? NaN),
    missing: [],
  };
  return { rows, outcomes };
}
