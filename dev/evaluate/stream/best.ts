import type { Figures } from "../statistics/figures.ts";
import type { Family, Setting } from "./settings.ts";

/** A setting and what came of it. */
export interface Tried {
  setting: Setting;
  figures: Figures;
}

/** The setting of `family` with the most hits of those whose share of wrong hits is within `budget`; null for none. */
export function bestWithin<T extends Tried>(tried: readonly T[], family: Family, budget: number): T | null {
  let best: T | null = null;
  for (const one of tried) {
    if (one.setting.family !== family || one.figures.wrong.share > budget) continue;
    if (!best || one.figures.hits.count > best.figures.hits.count) best = one;
  }
  return best;
}
