import type { Row } from "../input/rows.ts";
import { isWrong } from "../statistics/figures.ts";
import { share, type Share } from "../statistics/share.ts";
import { Outcome, type Outcomes } from "./outcome.ts";

/** A wrong hit, to be read. */
export interface WrongHit {
  distance: number;
  asked: string;
  /** What the question's own answer is. */
  truth: string;
  /** The question whose answer was served. */
  takenFor: string;
  served: string;
}

/** Wrong hits that are told. */
const TOLD = 50;

/** The wrong hits of a run, the nearest first: those that no smaller threshold prevents. */
export function worstHits(rows: readonly Row[], outcomes: Outcomes): WrongHit[] {
  const hits = rows.flatMap((row, i): WrongHit[] => {
    if (outcomes.kinds[i] !== Outcome.Semantic || !isWrong(rows, outcomes, i)) return [];
    const other = rows[outcomes.served[i]!]!;
    const distance = outcomes.distances[i]!;
    return [
      { distance, asked: row.question, truth: row.truth, takenFor: other.question, served: other.truth },
    ];
  });
  return hits.sort((a, b) => a.distance - b.distance).slice(0, TOLD);
}

/** The semantic hits whose distance is at least `from` and less than `to`. */
export interface Bin {
  from: number;
  to: number;
  /** Those that are wrong, of them. */
  wrong: Share;
}

const BINS_IN_ONE = 50;

/** Semantic hits by their distance, in bins of 0.02; empty ones are left out. */
export function byDistance(rows: readonly Row[], outcomes: Outcomes): Bin[] {
  const bins = new Map<number, { wrong: number; of: number }>();
  rows.forEach((_, i) => {
    if (outcomes.kinds[i] !== Outcome.Semantic) return;
    const at = Math.floor(outcomes.distances[i]! * BINS_IN_ONE);
    const { wrong, of } = bins.get(at) ?? { wrong: 0, of: 0 };
    bins.set(at, { wrong: wrong + (isWrong(rows, outcomes, i) ? 1 : 0), of: of + 1 });
  });
  const sorted = [...bins].sort(([a], [b]) => a - b);
  return sorted.map(([at, { wrong, of }]) => ({
    from: at / BINS_IN_ONE,
    to: (at + 1) / BINS_IN_ONE,
    wrong: share(wrong, of),
  }));
}
