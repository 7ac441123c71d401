import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { fileOf, folder } from "./support/files.ts";

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the tool with these variables and nothing of the developer's own. */
function evaluate(env: Record<string, string>): Promise<Ended> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve) => {
    const args = ["--import", "tsx", join(PROJECT, "dev/evaluate/main.ts")];
    const child = execFile(
      process.execPath,
      args,
      { cwd: PROJECT, env: { PATH, HOME, ...env } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test("told nothing it says how it is used, and does nothing", async (t) => {
  const out = join(folder(t), "out");
  const { code, stdout } = await evaluate({ OUT: out });
  assert.equal(code, 0);
  assert.match(stdout, /make evaluate STREAM=log\.csv/);
  assert.equal(existsSync(out), false);
});

test("bad input ends it before anything is done, with the file and the line and no stack", async (t) => {
  const out = join(folder(t), "out");
  const file = fileOf(t, "log.csv", "question,answer\nWhat?,\n");
  const good = fileOf(t, "log.csv", "What?,That.\n");
  const { code, stdout, stderr } = await evaluate({
    OUT: out,
    STREAM: `${good},${file}`,
    EMBEDDER: "hashed",
  });
  assert.deepEqual([code, stdout], [1, ""]);
  assert.equal(stderr, `${file}:2: expected an answer, got none\n`);
  assert.equal(existsSync(out), false);
});

test("a stream and pairs make one report as JSON, as a page and in words, and their vectors are kept", async (t) => {
  const out = folder(t);
  const stream = fileOf(t, "log.csv", "where is my card,card\nmy card where is,card\nhelp,pin\n");
  const pairs = fileOf(t, "pairs.jsonl", '{"a":"where is my card","b":"my card where is","label":1}\n');
  const env = { OUT: out, STREAM: stream, PAIRS: pairs, EMBEDDER: "hashed", BUDGET: "0.1", SHUFFLE: "0" };
  const { code, stdout, stderr } = await evaluate(env);
  assert.equal(code, 0, stderr);
  const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
  assert.deepEqual(
    [report.budgets, report.embedder],
    [[0.1, 0.02, 0.05], { name: "hashed", model: "words", dimension: 384 }],
  );
  assert.deepEqual(
    [report.streams[0].questions, report.streams[0].defaults.hits.count, report.pairs[0].pairs],
    [3, 1, 1],
  );
  assert.match(readFileSync(join(out, "report.html"), "utf8"), /^<!doctype html>/);
  assert.match(stdout, /as configured: 33\.3 % .* hits, 0\.0 % .* of them wrong/);
  assert.match(stderr, /^Embedding with words: 2 of 2 in/m);
  const again = await evaluate({ OUT: out, PAIRS: pairs, EMBEDDER: "hashed" });
  assert.doesNotMatch(again.stderr, /Embedding/);
});
