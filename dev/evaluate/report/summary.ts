import type { PairsReport } from "../pairs/evaluate.ts";
import type { AutoReport } from "../stream/auto.ts";
import type { Tried } from "../stream/best.ts";
import type { EnvoyReport } from "../stream/envoy-report.ts";
import type { BudgetReport, StreamReport } from "../stream/evaluate.ts";
import { at } from "./pairs-section.ts";
import type { Report } from "./report.ts";
import { manner, percent, times, told, withInterval } from "./words.ts";

/** Threshold that a set of pairs is summed up at: the module's default. */
const DEFAULT = 0.1;

/** The report in a few lines, for the terminal. */
export function summary(report: Report): string {
  return [...report.streams.map(streamLines), ...report.pairs.map(pairsLines)].flat().join("\n");
}

function streamLines(stream: StreamReport): string[] {
  const { input, questions, defaults, budgets, envoy, auto } = stream;
  return [
    `Stream ${input.file}: ${questions} questions, ${manner(input)}`,
    `  as configured: ${withInterval(defaults.hits)} hits, ${withInterval(defaults.wrong)} of them wrong`,
    ...budgets.flatMap(budgetLines),
    ...(envoy ? [envoyLine(envoy)] : []),
    ...("unknown" in auto
      ? ["  auto: this module has no threshold that finds itself"]
      : auto.reports.map(autoLine)),
  ];
}

function budgetLines({ budget, fixed, ours, ratio, recommended }: BudgetReport): string[] {
  const line = (name: string, tried: Tried | null): string => {
    if (!tried) return `    ${name}: nothing that was tried keeps it`;
    return `    ${name}: ${withInterval(tried.figures.hits)} hits with ${told(tried.setting)}`;
  };
  return [
    `  at most ${percent(budget)} wrong:`,
    line("fixed", fixed),
    line("ours", ours),
    `    ours / fixed: ${times(ratio)}`,
    ...(recommended ? [`    ${JSON.stringify(recommended)}`] : []),
  ];
}

function envoyLine({ setting, figures, different }: EnvoyReport): string {
  const shares = `${withInterval(figures.hits)} hits, ${withInterval(figures.wrong)} of them wrong`;
  return `  in a real Envoy with ${told(setting)}: ${shares}; ${different} questions differ`;
}

function autoLine({ budget, secondHalf, bestOurs }: AutoReport): string {
  const of = bestOurs ? `, ${percent(bestOurs.ratio)} of the best setting's hits` : "";
  return `  auto, budget ${percent(budget)}: ${withInterval(secondHalf.wrong)} wrong${of}`;
}

function pairsLines({ file, pairs, same, unguarded, guarded, guards }: PairsReport): string[] {
  const [without, with_] = [at(unguarded, DEFAULT), at(guarded, DEFAULT)];
  return [
    `Pairs ${file}: ${pairs}, ${same} of them the same question`,
    `  at ${DEFAULT} without guards: recall ${withInterval(without.recall)}, wrong ${withInterval(without.wrong)}`,
    `  at ${DEFAULT} with guards: recall ${withInterval(with_.recall)}, wrong ${withInterval(with_.wrong)}`,
    `  guards keep ${withInterval(guards.keptRight)} of the right hits`,
  ];
}
