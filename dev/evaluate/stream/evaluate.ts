import type { Context } from "../context.ts";
import type { Order } from "../input/order.ts";
import { ordered } from "../input/order.ts";
import { paraphrased } from "../input/paraphrase.ts";
import { readRows, type Row } from "../input/rows.ts";
import type { Section } from "../merged.ts";
import { type Figures, figures } from "../statistics/figures.ts";
import { type AutoReport, runAuto } from "./auto.ts";
import { bestWithin, type Tried } from "./best.ts";
import { compareWithEnvoy, type EnvoyReport } from "./envoy-report.ts";
import { GRID } from "./grid.ts";
import { Lab } from "./lab.ts";
import { type Run, Search } from "./search.ts";
import { type Bin, byDistance, type WrongHit, worstHits } from "./wrong-hits.ts";

/** A stream, and how it is asked. */
export interface StreamInput extends Order {
  file: string;
  /** Whether the answers come in varying words. */
  paraphrase: boolean;
}

/** The best settings within one budget. */
export interface BudgetReport {
  budget: number;
  /** Null where no setting that was tried keeps the budget. */
  fixed: Tried | null;
  ours: Tried | null;
  /** Hits of ours, of the fixed threshold's; null where either is missing or has none. */
  ratio: number | null;
  /** To be merged into the module's configuration; null with `ours`. */
  recommended: Section | null;
}

/** What came of one stream; `docs/evaluation.md` tells of every field. */
export interface StreamReport {
  input: StreamInput;
  questions: number;
  truths: number;
  /** The module as it is when nothing is set. */
  defaults: Figures;
  budgets: BudgetReport[];
  auto: { reports: AutoReport[] } | { unknown: string };
  /** Ours within the first budget in a real Envoy; null where that was not asked for, or nothing keeps the budget. */
  envoy: EnvoyReport | null;
  /** Of the loosest fixed threshold: how wrong a hit is at which distance. */
  byDistance: Bin[];
  /** Of ours, within the first budget; of the defaults where nothing keeps it. */
  worst: WrongHit[];
  grid: typeof GRID;
  tried: Tried[];
  seconds: number;
}

/** Measures a stream: the defaults, both families over their grids, and the automatic threshold. */
export async function evaluateStream(context: Context, input: StreamInput): Promise<StreamReport> {
  const begun = performance.now();
  const rows = readStream(input);
  const lab = await Lab.open(context, rows);
  try {
    const report = await measure(lab, context);
    const truths = new Set(rows.map(({ truth }) => truth)).size;
    const seconds = (performance.now() - begun) / 1000;
    return { input, questions: rows.length, truths, ...report, seconds };
  } finally {
    await lab.close();
  }
}

type Measured = Omit<StreamReport, "input" | "questions" | "truths" | "seconds">;

async function measure(lab: Lab, context: Context): Promise<Measured> {
  const { rows } = lab;
  const [defaults] = await lab.run([context.config]);
  const search = new Search(lab, context);
  await search.go("fixed");
  await search.go("ours");
  const auto = await runAuto(lab, context, search.all);
  const main = bestWithin(search.all, "ours", context.budgets[0]!);
  return {
    defaults: figures(rows, defaults!),
    budgets: context.budgets.map((budget) => budgetReport(search.all, budget)),
    auto,
    envoy: context.envoy && main ? await compareWithEnvoy(context, rows, main) : null,
    byDistance: byDistance(rows, loosest(search.all).outcomes),
    worst: worstHits(rows, main?.outcomes ?? defaults!),
    grid: GRID,
    tried: search.all.map(bare),
  };
}

/** The rows of a stream in the order and the words in which they are asked and answered. */
export function readStream(input: StreamInput): Row[] {
  const rows = ordered(readRows(input.file), input);
  return input.paraphrase ? paraphrased(rows) : rows;
}

function budgetReport(runs: readonly Run[], budget: number): BudgetReport {
  const fixed = bestWithin(runs, "fixed", budget);
  const ours = bestWithin(runs, "ours", budget);
  const base = fixed?.figures.hits.count ?? 0;
  return {
    budget,
    fixed: fixed && bare(fixed),
    ours: ours && bare(ours),
    ratio: ours && base > 0 ? ours.figures.hits.count / base : null,
    recommended: ours && {
      vector: { threshold: ours.setting.threshold, margin: ours.setting.margin },
    },
  };
}

/** A run without its outcomes, which are too many for a report. */
function bare({ setting, figures }: Run): Tried {
  return { setting, figures };
}

function loosest(runs: readonly Run[]): Run {
  const fixed = runs.filter(({ setting }) => setting.family === "fixed");
  return fixed.reduce((a, b) => (b.setting.threshold > a.setting.threshold ? b : a));
}
