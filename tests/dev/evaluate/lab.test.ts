import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { figures } from "../../../dev/evaluate/statistics/figures.ts";
import { Lab } from "../../../dev/evaluate/stream/lab.ts";
import { Outcome } from "../../../dev/evaluate/stream/outcome.ts";
import { contextOf } from "./support/context.ts";

const row = (question: string, truth: string) => ({ question, answer: truth, truth });
const ROWS = [
  row("where is my new card", "card"),
  row("how is the weather today", "weather"),
  row("my new card where is", "card"),
  row("today how is the weather", "weather"),
];

test("threads run a stream under many configurations, each as if it were alone", async (t) => {
  const context = contextOf(t);
  const lab = await Lab.open(context, ROWS);
  t.after(() => lab.close());
  const configs = [0, 0.1, 0, 0.1, 0.1].map((threshold) => ({ vector: { threshold } }));
  const hits = (await lab.run(configs)).map((outcomes) => figures(ROWS, outcomes).hits.count);
  assert.deepEqual(hits, [0, 1, 0, 1, 1]);
  assert.equal(readdirSync(context.lists).length, 1);
});

test("what the module wants embedded only under some configuration is embedded then, and the run done again", async (t) => {
  const context = contextOf(t);
  const lab = await Lab.open(context, ROWS);
  t.after(() => lab.close());
  assert.equal(context.file.vector(ROWS[1]!.question), undefined);
  const [usual, other] = await lab.run([{}, { volatile: false }]);
  const { Miss, Semantic } = Outcome;
  assert.deepEqual([[...usual!.kinds], usual!.missing], [[Miss, Miss, Semantic, Miss], []]);
  assert.deepEqual([[...other!.kinds], other!.missing], [[Miss, Miss, Semantic, Semantic], []]);
});

test("a configuration that the module refuses ends the run in the module's words", async (t) => {
  const lab = await Lab.open(contextOf(t), ROWS);
  t.after(() => lab.close());
  await assert.rejects(
    lab.run([{}, { vector: { topK: "ten" } }]),
    /^Error: the module refuses .*\n.*vector\.topK/,
  );
});
