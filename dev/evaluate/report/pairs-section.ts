import type { Point } from "../pairs/curve.ts";
import type { PairsReport } from "../pairs/evaluate.ts";
import type { Refused } from "../pairs/guards.ts";
import { draw } from "../../report/chart.ts";
import { html, Html, table } from "../../report/html.ts";
import { pairsChart } from "./pairs-chart.ts";
import { withInterval } from "./words.ts";

/** Thresholds that are told in numbers; the plot and report.json have all of them. */
const TOLD = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4];
const HEAD = ["threshold", "hits", "wrong, of the hits", "recall", "wrong with guards", "recall with guards"];

/** All that the page says about one set of pairs. */
export async function pairsSection(report: PairsReport): Promise<Html> {
  const { file, pairs, same, exact, unguarded, guarded, guards, worst } = report;
  const chart = await draw(pairsChart(report));
  const rows = TOLD.map((threshold) => row(at(unguarded, threshold), at(guarded, threshold)));
  return html`
    <h2>Pairs ${file}</h2>
    <p>${pairs} pairs, ${same} of them the same question, ${exact} word by word.</p>
    ${table(HEAD, rows)}
    <p>${new Html(chart)}</p>
    <p>
      At any distance the guards keep ${withInterval(guards.keptRight)} of the right hits and
      ${withInterval(guards.keptWrong)} of the wrong ones.
    </p>
    ${list("Right hits that the guards refuse", guards.refusedRight)}
    ${list("Wrong hits to read, the nearest first", worst)}
  `;
}

/** The point at a threshold. */
export function at(points: readonly Point[], threshold: number): Point {
  return points.find((point) => point.threshold === threshold)!;
}

function row(unguarded: Point, guarded: Point): string[] {
  return [
    String(unguarded.threshold),
    withInterval(unguarded.hits),
    withInterval(unguarded.wrong),
    withInterval(unguarded.recall),
    withInterval(guarded.wrong),
    withInterval(guarded.recall),
  ];
}

function list(title: string, pairs: readonly Refused[]): Html {
  if (pairs.length === 0) return html``;
  const rows = pairs.map(({ distance, a, b }) => [distance.toFixed(4), a, b]);
  return html`<h3>${title}</h3>
    ${table(["distance", "known", "asked"], rows)}`;
}
