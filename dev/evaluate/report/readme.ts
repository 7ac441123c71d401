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
  const titles = report.streams.map(({ input }) =>
    input.paraphrase ? "answers in varying words" : "answers word by word",
  );
  writeFileSync(PLOT, await draw(tradeOff(report.streams, titles)));
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
    row(["answers", "wrong hits allowed", "fixed threshold: hits", "AI cache: hits", "", "with"]),
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
  return [...streams, "", ...pairs].join("\n");
}

function streamRows({ input, budgets }: StreamReport): string[] {
  const answers = input.paraphrase ? "in varying words" : "word by word";
  return budgets.map(({ budget, fixed, ours, ratio }) =>
    row([
      answers,
      percent(budget, 0),
      fixed ? withInterval(fixed.figures.hits) : "none",
      ours ? withInterval(ours.figures.hits) : "none",
      times(ratio),
      ours ? told(ours.setting) : "",
    ]),
  );
}

function row(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function nameOf(file: string): string {
  return file.split("/").at(-1)!;
}
