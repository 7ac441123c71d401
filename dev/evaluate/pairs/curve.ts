import type { Pair } from "../input/pairs.ts";
import { share, type Share } from "../statistics/share.ts";

/** What a threshold does to a set of pairs. */
export interface Point {
  /** A pair is a hit when its distance is less than this. */
  threshold: number;
  /** Hits, of all pairs. */
  hits: Share;
  /** Hits that are not the same question, of the hits. */
  wrong: Share;
  /** Hits, of the pairs that are the same question. */
  recall: Share;
}

/** 0.01 to 0.6, beyond which everything is a hit. */
export const THRESHOLDS = Array.from({ length: 60 }, (_, i) => (i + 1) / 100);

/** The figures at each threshold. */
export function curve(pairs: readonly Pair[], distances: readonly (number | null)[]): Point[] {
  return THRESHOLDS.map((threshold) => point(pairs, distances, threshold));
}

/** The figures at one threshold. */
export function point(
  pairs: readonly Pair[],
  distances: readonly (number | null)[],
  threshold: number,
): Point {
  let right = 0;
  let wrong = 0;
  pairs.forEach(({ same }, i) => {
    const distance = distances[i] ?? null;
    if (distance === null || distance >= threshold) return;
    if (same) right++;
    else wrong++;
  });
  const hits = right + wrong;
  const alike = pairs.filter(({ same }) => same).length;
  return {
    threshold,
    hits: share(hits, pairs.length),
    wrong: share(wrong, hits),
    recall: share(right, alike),
  };
}
