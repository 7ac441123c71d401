import type { Context } from "../context.ts";
import type { Row } from "../input/rows.ts";
import { merged, type Section } from "../merged.ts";
import { Gateway, GatewayError } from "../played/gateway.ts";
import { shareVectors, Vectors } from "../embeddings/vectors.ts";
import { type Figures, figures } from "../statistics/figures.ts";
import { bestWithin, type Tried } from "./best.ts";
import type { Lab } from "./lab.ts";
import { Outcome, type Outcomes } from "./outcome.ts";
import type { Run } from "./search.ts";
import type { Family, Setting } from "./settings.ts";

/** Share of would-be hits that are audited. */
export const AUDIT_RATE = 0.1;

/** How the module that finds its own threshold fares against the settings that would have been best. */
export interface AutoReport {
  budget: number;
  /** The whole stream. */
  whole: Figures;
  /** The second half without what was audited, as are all figures below. */
  secondHalf: Figures;
  /** Whether its share of wrong hits is within the budget. */
  isWithin: boolean;
  /** The setting of ours that is best in hindsight, and of the fixed thresholds; null where none keeps the budget. */
  bestOurs: Hindsight | null;
  bestFixed: Hindsight | null;
}

/** A setting of the grid over the questions that the other is judged by. */
export interface Hindsight {
  setting: Setting;
  figures: Figures;
  /** Hits of the automatic threshold, of the hits of this setting. */
  ratio: number;
}

/** Lets the module find its threshold itself within each budget; the reason where it cannot. */
export async function runAuto(
  lab: Lab,
  context: Context,
  runs: readonly Run[],
): Promise<{ reports: AutoReport[] } | { unknown: string }> {
  const configs = context.budgets.map((budget) => autoConfig(context.config, budget));
  const refusal = await refusalOf(context.wasm, configs[0]!);
  if (refusal !== null) return { unknown: refusal };
  const bar = context.progress.begin("Trying auto", configs.length);
  const results = await lab.run(configs, bar);
  bar.end();
  return {
    reports: results.map((outcomes, i) => autoReport(lab.rows, outcomes, runs, context.budgets[i]!)),
  };
}

/** How a run with the automatic threshold compares with `runs`, which were made with settled ones. */
export function autoReport(
  rows: readonly Row[],
  outcomes: Outcomes,
  runs: readonly Run[],
  budget: number,
): AutoReport {
  const half = rows.length / 2;
  const counted = (row: number): boolean => row >= half && outcomes.kinds[row] !== Outcome.Audited;
  const secondHalf = figures(rows, outcomes, counted);
  const again: Tried[] = runs.map(({ setting, outcomes }) => ({
    setting,
    figures: figures(rows, outcomes, counted),
  }));
  const best = (family: Family) => hindsight(again, family, budget, secondHalf.hits.count);
  return {
    budget,
    whole: figures(rows, outcomes),
    secondHalf,
    isWithin: secondHalf.wrong.share <= budget,
    bestOurs: best("ours"),
    bestFixed: best("fixed"),
  };
}

function autoConfig(config: Section, maxWrongHitRate: number): Section {
  return merged(config, {
    vector: { threshold: "auto" },
    audit: { rate: AUDIT_RATE, maxWrongHitRate },
  });
}

/** Why the module refuses a configuration; null where it takes it. */
async function refusalOf(wasm: string, config: Section): Promise<string | null> {
  try {
    await Gateway.open(wasm, new Vectors(shareVectors([], [], () => undefined)), null, config);
    return null;
  } catch (error) {
    if (error instanceof GatewayError) return error.message;
    throw error;
  }
}

/** The best of a family, had one known; null where none keeps the budget, or has a hit. */
function hindsight(tried: readonly Tried[], family: Family, budget: number, hits: number): Hindsight | null {
  const best = bestWithin(tried, family, budget);
  if (!best || best.figures.hits.count === 0) return null;
  return { ...best, ratio: hits / best.figures.hits.count };
}
