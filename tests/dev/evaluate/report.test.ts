import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { evaluatePairs } from "../../../dev/evaluate/pairs/evaluate.ts";
import { html, table } from "../../../dev/report/html.ts";
import { page } from "../../../dev/evaluate/report/page.ts";
import { replaced, tables } from "../../../dev/evaluate/report/readme.ts";
import { newReport, type Report } from "../../../dev/evaluate/report/report.ts";
import { summary } from "../../../dev/evaluate/report/summary.ts";
import { coarse } from "../../../dev/evaluate/stream/grid.ts";
import { evaluateStream } from "../../../dev/evaluate/stream/evaluate.ts";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { contextOf } from "./support/context.ts";
import { fileOf } from "./support/files.ts";

const TOPICS = ["card", "pin", "loan"];
const WAYS = [
  "where is my @",
  "my @ where is",
  "is my @ where",
  "please tell where is my @",
  "where is <b>my</b> @",
];
const QUESTIONS = TOPICS.flatMap((topic) => WAYS.map((way) => [way.replace("@", topic), topic] as const));
const CSV = `question,answer\n${QUESTIONS.map((row) => row.join()).join("\n")}\n`;
const PAIRS = [
  { a: "where is my card", b: "my card where is", label: 1 },
  { a: "where is my card", b: "where is my pin", label: 0 },
];

/** Every path in `value`, items of a list under `[]`, without what is in a setting's configuration. */
function paths(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => paths(item, `${at}[]`));
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([name, item]) => paths(item, at === "" ? name : `${at}.${name}`));
}

let made: Promise<Report> | null = null;

/** A report of a small stream and two pairs, made once. */
function reportOf(t: Parameters<typeof contextOf>[0]): Promise<Report> {
  return (made ??= make(t));
}

async function make(t: Parameters<typeof contextOf>[0]): Promise<Report> {
  const context = contextOf(t);
  const report = newReport(context, new Date(0));
  const pairs = fileOf(t, "pairs.jsonl", PAIRS.map((pair) => JSON.stringify(pair)).join("\n"));
  report.pairs.push(await evaluatePairs(context, pairs));
  const file = fileOf(t, "log.csv", CSV);
  report.streams.push(await evaluateStream(context, { file, shuffle: 1, limit: null, paraphrase: false }));
  report.embedder.dimension = context.file.dimension;
  return report;
}

test("each field of report.json is on the page that tells of them", async (t) => {
  const document = readFileSync(join(PROJECT, "docs/evaluation.md"), "utf8");
  const text = JSON.stringify(await reportOf(t));
  const names = new Set(paths(JSON.parse(text)).flatMap((path) => path.replaceAll("[]", "").split(".")));
  // Of a recommended configuration, and of the coarse grid, which tell of themselves.
  for (const known of ["vector", "steps", "0", "1"]) names.delete(known);
  for (const name of names) assert.ok(document.includes(`\`${name}\``), `\`${name}\` is not told of`);
});

test("a small stream is measured in both ways, and ours is never worse than a fixed threshold", async (t) => {
  const { streams, version, created } = await reportOf(t);
  assert.deepEqual([version, created], [1, "1970-01-01T00:00:00.000Z"]);
  const [{ questions, truths, budgets, tried, input }] = streams as [Report["streams"][0]];
  assert.deepEqual([questions, truths, input.shuffle], [15, 3, 1]);
  assert.equal(new Set(tried.map(({ setting }) => JSON.stringify(setting))).size, tried.length);
  assert.ok(tried.length > coarse("fixed").length + coarse("ours").length, "it went on around the best");
  for (const { budget, fixed, ours, ratio, recommended } of budgets) {
    assert.ok(fixed!.figures.wrong.share <= budget && ours!.figures.wrong.share <= budget);
    assert.equal(ratio, ours!.figures.hits.count / fixed!.figures.hits.count);
    assert.ok(ratio >= 1, `${ratio}`);
    const { threshold, margin } = ours!.setting;
    assert.deepEqual(recommended, { vector: { threshold, margin } });
  }
});

test("pairs are measured with guards and without", async (t) => {
  const [{ pairs, same, unguarded, guards }] = (await reportOf(t)).pairs as [Report["pairs"][0]];
  assert.deepEqual([pairs, same], [2, 1]);
  assert.deepEqual([unguarded.at(-1)!.hits.count, unguarded[0]!.hits.count], [2, 0]);
  assert.equal(guards.keptRight.of, 1);
});

test("the page loads nothing, shows its plots, and escapes what it quotes", async (t) => {
  const text = await page(await reportOf(t));
  assert.doesNotMatch(text, /<script|<link|<img|src=|@import|url\(http/);
  assert.equal(text.match(/<svg /g)!.length, 3, "a stream's two plots, and that of the pairs");
  assert.match(text, /fixed, at most 2\.0 % wrong/);
  assert.doesNotMatch(text, /where is <b>my/);
});

test("HTML is escaped unless it is HTML, and lists are joined", () => {
  const cell = html`<i>${"<&'\">"}</i>`;
  assert.equal(cell.text, "<i>&#60;&#38;&#39;&#34;&#62;</i>");
  assert.match(table(["a"], [[cell], [1]]).text, /<td><i>&#60;.*<td>1<\/td>/s);
});

test("the terminal and the README get the same figures", async (t) => {
  const report = await reportOf(t);
  const { fixed, ours } = report.streams[0]!.budgets[0]!;
  const lines = tables(report);
  for (const { figures } of [fixed!, ours!]) {
    const share = `${(100 * figures.hits.share).toFixed(1)} %`;
    assert.ok(lines.includes(share), lines);
    assert.ok(summary(report).includes(share));
  }
  assert.match(lines, /\| pairs\.jsonl \| 100\.0 % \(/);
  assert.match(lines, /^\| 15 of log\.csv \| 2 % \|.*\| \d+\.\d\d × \|/m);
  assert.match(lines, /^\| 15 of log\.csv \| 5 % \|( \d+\.\d % \([^|]*\|){2} (none keeps it|\d+\.\d %) \|$/m);
});

test("what is between the marks of the README is replaced, and nothing else", () => {
  const begin = "<!-- evaluation: written by `make evaluate SHIPPED=1` -->";
  const text = `before\n${begin}\nold\n<!-- /evaluation -->\nafter`;
  assert.equal(replaced(text, "new"), `before\n${begin}\n\nnew\n\n<!-- /evaluation -->\nafter`);
  assert.throws(() => replaced("no marks", "new"), /the README has no/);
});
