import type { Family, Setting } from "./settings.ts";

/** Where the search of a family begins, and how fine it ends. */
interface Axes {
  thresholds: number[];
  margins: number[];
  /** Steps around the best setting so far, from coarse to fine. */
  steps: { threshold: number; margin: number }[];
}

/** The grid of each family, as the report tells it. */
export const GRID: Record<Family, Axes> = {
  fixed: {
    thresholds: [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4],
    margins: [0],
    steps: [
      { threshold: 0.02, margin: 0 },
      { threshold: 0.01, margin: 0 },
      { threshold: 0.005, margin: 0 },
    ],
  },
  ours: {
    thresholds: [0.1, 0.2, 0.3, 0.4, 0.5],
    margins: [0, 0.05, 0.1, 0.15, 0.2],
    steps: [
      { threshold: 0.05, margin: 0.025 },
      { threshold: 0.025, margin: 0.0125 },
      { threshold: 0.01, margin: 0.005 },
      { threshold: 0.005, margin: 0 },
    ],
  },
};

/** Decimals of a threshold or margin. */
const PRECISION = 1e4;

/** Steps on the axes of threshold and margin. */
const MOVES = [
  [-1, -1],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** Every setting that a family's search begins with. */
export function coarse(family: Family): Setting[] {
  const { thresholds, margins } = GRID[family];
  return thresholds.flatMap((threshold) => margins.map((margin) => ({ family, threshold, margin })));
}

/**
 * The settings a step away from `best`, itself left out: up and down on each axis, and on both at once. A higher
 * threshold and a lower margin do the same, so the two are not moved against each other.
 */
export function around(best: Setting, step: { threshold: number; margin: number }): Setting[] {
  const moves = step.margin > 0 ? MOVES : MOVES.filter(([, m]) => m === 0);
  return moves
    .map(([t, m]) => ({
      family: best.family,
      threshold: rounded(best.threshold + t * step.threshold),
      margin: rounded(best.margin + m * step.margin),
    }))
    .filter(({ threshold, margin }) => threshold > 0 && margin >= 0);
}

function rounded(value: number): number {
  return Math.round(value * PRECISION) / PRECISION;
}
