import type { Pair } from "../input/pairs.ts";
import { share, type Share } from "../statistics/share.ts";

/** A pair that the guards refused. */
export interface Refused {
  distance: number;
  a: string;
  b: string;
}

/** What the guards do, at any distance. */
export interface Guards {
  /** Right hits that are left with them, of those without. */
  keptRight: Share;
  /** Wrong hits that are left with them, of those without. */
  keptWrong: Share;
  /** Right hits that they refuse, the nearest first. */
  refusedRight: Refused[];
}

type Distances = readonly (number | null)[];

/** Refused pairs that are told. */
const TOLD = 50;

/** Compares the distances of the hits with guards and without. */
export function compareGuards(pairs: readonly Pair[], without: Distances, guarded: Distances): Guards {
  const kept = (same: boolean): Share => {
    const hits = pairs.flatMap((pair, i) => (pair.same === same && without[i] !== null ? [i] : []));
    return share(hits.filter((i) => guarded[i] !== null).length, hits.length);
  };
  const refused = pairs.flatMap(({ a, b, same }, i): Refused[] => {
    const distance = without[i] ?? null;
    return same && distance !== null && guarded[i] === null ? [{ distance, a, b }] : [];
  });
  refused.sort((x, y) => x.distance - y.distance);
  return { keptRight: kept(true), keptWrong: kept(false), refusedRight: refused.slice(0, TOLD) };
}
