import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";

const page = readFileSync(join(PROJECT, "docs/operators/metrics.md"), "utf8");
const code = sources("assembly");
const metrics = readFileSync(join(PROJECT, "assembly/flow/metrics.ts"), "utf8");

/** The sources in a folder and below it, one after the other. */
function sources(folder: string): string {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(PROJECT, folder, name), "utf8"))
    .join("\n");
}

/** What the first groups of `pattern` are in `text`, each once. */
function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].sort();
}

/** The part of the page under the heading that holds `words`. */
function section(words: string): string {
  const part = page.split(/^## /m).find((text) => text.split("\n")[0]!.includes(words));
  assert.ok(part, words);
  return part;
}

/** The words in code font that begin the rows of the tables in `text`. */
function firstCells(text: string): string[] {
  return found(text, /^\| `([a-z_]+)` +\|/gm);
}

/** Words that the function or class of this name in `file` returns. */
function returned(file: string): string[] {
  return found(readFileSync(join(PROJECT, file), "utf8"), /return "([a-z_]+)"/g);
}

test("each metric of the code is on the page, and each of the page in the code", () => {
  assert.deepEqual(found(page, /^\| `(ai_cache_[a-z_]+)`/gm), found(metrics, /["`](ai_cache_[a-z_]+)/g));
});

test("no other metric is named on the page", () => {
  const defined = found(metrics, /["`](ai_cache_[a-z_]+)/g);
  const named = found(page, /(ai_cache_[a-z_]+)/g).map((name) => name.replace(/_(bucket|outcome_miss)$/, ""));
  for (const name of named) assert.ok(defined.includes(name), name);
});

test("each label of the code is on the page", () => {
  for (const label of found(metrics, /\.([a-z]+)\.["$]/g)) assert.ok(page.includes(`\`${label}\``), label);
});

test("each label of the code is one that the proxy takes out of the name", () => {
  const envoy = readFileSync(join(PROJECT, "envoy/envoy.yaml"), "utf8");
  const tags = found(envoy, /tag_name: ([a-z]+), regex: '\^wasmcustom\\\.ai_cache_/g);
  const names = found(envoy, /\(\\\.([a-z]+)\\\.\(/g);
  assert.deepEqual(tags, names, "each by its own name");
  assert.deepEqual(tags, found(metrics, /\.([a-z]+)\.["$]/g));
});

test("the outcomes and the reasons of a bypass are those of the code", () => {
  const bypasses = [
    ...found(code, /bypassAt(?:Headers|Body)\(\s*"([a-z_]+)"/g),
    ...found(code, /bypass = "([a-z_]+)"/g),
    ...found(code, /SKIPPED = "([a-z_]+)"/g),
  ];
  const outcomes = returned("assembly/flow/outcome.ts");
  assert.deepEqual(firstCells(section("ai_cache_requests_total")), [...outcomes, ...bypasses].sort());
});

test("the results of calls and stores are those of the code", () => {
  const results = (name: string): string[] => firstCells(section(name));
  assert.deepEqual(results("ai_cache_calls_total"), ["error", "ok", "refused", "skipped"]);
  assert.deepEqual(results("ai_cache_stores_total"), ["error", "ok"]);
  for (const word of ["error", "ok", "refused"]) assert.ok(code.includes(`"${word}"`), word);
});

test("the results of waits are those of the code", () => {
  const ended = found(code, /endWait\([^)]*?"([a-z]+)"/g);
  const left = found(code, /endWait\([^)]*"([a-z]+)"\)/g);
  assert.deepEqual(
    firstCells(section("ai_cache_waits_total")),
    [...new Set([...ended, ...left, "full"])].sort(),
  );
});

test("the reasons for refusing a store are those of the code", () => {
  const files = ["keeping", "recording"].map((name) => `assembly/flow/${name}.ts`);
  const flow = files.map((file) => readFileSync(join(PROJECT, file), "utf8")).join("\n");
  const reasons = new Set([
    ...found(flow, /refuse\("([a-z_]+)"\)/g),
    ...found(flow, /refusal = "([a-z_]+)"/g),
    ...found(sources("assembly/chat"), /refusal = "([a-z_]+)"/g),
    ...found(sources("assembly/chat"), /refusal = .*"([a-z_]+)"/g),
    ...returned("assembly/chat/completion.ts"),
  ]);
  assert.deepEqual(firstCells(section("ai_cache_stores_refused_total")), [...reasons].sort());
});

test("the reasons for refusing a neighbour are those of the code", () => {
  const judge = readFileSync(join(PROJECT, "assembly/judge/judge.ts"), "utf8");
  const files = ["lookup", "judging", "exact-only", "question-vector"].map(
    (name) => `assembly/flow/${name}.ts`,
  );
  const lookup = files.map((file) => readFileSync(join(PROJECT, file), "utf8")).join("\n");
  const preparation = readFileSync(join(PROJECT, "assembly/vector/preparation.ts"), "utf8");
  const reasons = [
    ...found(preparation, /[?:] "([a-z_]+)"/g),
    ...found(judge, /(?:refusal = .*|return .*)"([a-z_]+)"/g),
    ...found(lookup, /(?:refuse\(|refusal = |return |\? )"([a-z_]+)"/g),
  ];
  assert.deepEqual(firstCells(section("ai_cache_neighbours_refused_total")), reasons.sort());
});
