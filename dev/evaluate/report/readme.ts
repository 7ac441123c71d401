import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { PROJECT } from "../../stack/binaries.ts";
import type { StreamReport } from "../stream/evaluate.ts";
import { draw } from "../../report/chart.ts";
import type { Report } from "./report.ts";
import { tradeOff } from "./stream-charts.ts";
import { percent, times, told, withInterval } from "./words.ts";

const README = join(PROJECT, "README.md");
const PLOT = join(PROJECT, "docs", "evaluation.svg");
const IMAGE = "![Hits against wrong hits, for a fixed threshold and for the module](docs/evaluation.svg)";
const BEGIN = "<!-- evaluation: written by `make evaluate SHIPPED=1` -->";
const END = "<!-- /evaluation -->";

/** Writes tables and plot between the marks in the README; the plot is a file beside the documents. */
export async function writeReadme(report: Report): Promise<void> {
  writeFileSync(PLOT, await draw(tradeOff(report.streams, report.streams.map(titleOf))));
  const text = replaced(readFileSync(README, "utf8"), `${IMAGE}\n\n${tables(report)}`);
  const options = await resolveConfig(README);
  writeFileSync(README, await format(text, { ...options, filepath: README }));
}

/** `text` with other words between the marks. */
export function replaced(text: string, between: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the README has no ${BEGIN} … ${END}`);
  return `${text.slice(0, from)}${BEGIN}\n\n${between}\n\n${text.slice(to)}`;
}

/** The figures of all streams and all pairs, as Markdown. */
export function tables(report: Report): string {
  const streams = [
    row(["questions", "wrong hits allowed", "fixed threshold: hits", "AI cache: hits", "", "with"]),
    row(["-", "-", "-", "-", "-", "-"]),
    ...report.streams.flatMap(streamRows),
  ];
  const pairs = [
    row(["pairs", "right hits that the guards keep", "wrong hits that they leave"]),
    row(["-", "-", "-"]),
    ...report.pairs.map(({ file, guards: { keptRight, keptWrong } }) =>
      row([nameOf(file), withInterval(keptRight), keptWrong.of === 0 ? "" : withInterval(keptWrong)]),
    ),
  ];
  const learnt = [
    row(['`threshold: "auto"`', "wrong hits allowed", "wrong hits", "hits", "of the best setting's hits"]),
    row(["-", "-", "-", "-", "-"]),
    ...report.streams.flatMap(autoRows),
  ];
  return [...streams, "", ...learnt, "", ...pairs].join("\n");
}

function streamRows(stream: StreamReport): string[] {
  return stream.budgets.map(({ budget, fixed, ours, ratio }) =>
    row([
      titleOf(stream),
      percent(budget, 0),
      fixed ? withInterval(fixed.figures.hits) : "none",
      ours ? withInterval(ours.figures.hits) : "none",
      times(ratio),
      ours ? told(ours.setting) : "",
    ]),
  );
}

/** Of the second half, without what was audited. */
function autoRows(stream: StreamReport): string[] {
  if ("unknown" in stream.auto) return [];
  return stream.auto.reports.map(({ budget, secondHalf, bestOurs }) =>
    row([
      titleOf(stream),
      percent(budget, 0),
      withInterval(secondHalf.wrong),
      withInterval(secondHalf.hits),
      bestOurs ? percent(bestOurs.ratio) : "none keeps it",
    ]),
  );
}

function titleOf({ input, questions }: StreamReport): string {
  const title = `${questions.toLocaleString("en")} of ${nameOf(input.file)}`;
  return input.paraphrase ? `${title}, answers in varying words` : title;
}

function row(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function nameOf(file: string): string {
  return file.split("/").at(-1)!;
}
