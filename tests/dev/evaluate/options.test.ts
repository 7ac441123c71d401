import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { readOptions } from "../../../dev/evaluate/options.ts";
import { SHIPPED_PAIRS, SHIPPED_STREAMS } from "../../../dev/evaluate/shipped.ts";
import { fileOf } from "./support/files.ts";

function faultsOf(env: Record<string, string>): string[] {
  try {
    readOptions(env);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
}

test("with nothing to evaluate there are no options", () => {
  assert.equal(readOptions({ EMBEDDER: "minilm", SHIPPED: "0" }), null);
});

test("files are separated by commas, a stream is shuffled unless told otherwise", (t) => {
  const [a, b] = [fileOf(t, "a.csv", ""), fileOf(t, "b.csv", "")];
  const { pairs, streams, budgets, source } = readOptions({ STREAM: `${a},${b}`, PAIRS: b })!;
  assert.deepEqual(pairs, [b]);
  const usual = { shuffle: 1, limit: null, paraphrase: false };
  assert.deepEqual(streams, [
    { file: a, ...usual },
    { file: b, ...usual },
  ]);
  assert.deepEqual([budgets, source.name], [[0.02, 0.05], "minilm"]);
});

test("order, words, budget and configuration may be given", (t) => {
  const file = fileOf(t, "a.csv", "");
  const env = { SHUFFLE: "0", LIMIT: "50", PARAPHRASE: "1", BUDGET: "0.05", CONFIG: '{"vector":{"topK":8}}' };
  const { streams, budgets, config } = readOptions({ STREAM: file, ...env })!;
  assert.deepEqual(streams, [{ file, shuffle: 0, limit: 50, paraphrase: true }]);
  assert.deepEqual(budgets, [0.05, 0.02], "the operator's own is the first");
  assert.deepEqual(config, { vector: { topK: 8 } });
});

test("everything that is wrong is told at once, with what was expected", (t) => {
  const STREAM = fileOf(t, "a.csv", "");
  const env = {
    STREAM,
    PAIRS: "/nowhere",
    EMBEDDER: "bert",
    BUDGET: "2",
    SHUFFLE: "x",
    LIMIT: "0",
    CONFIG: "[]",
  };
  assert.deepEqual(faultsOf(env), [
    "SHUFFLE: expected a whole number from 0, got x",
    "LIMIT: expected at least 1, got 0",
    "/nowhere: expected a file, which is not there",
    "EMBEDDER: expected one of minilm, dashscope, openai, hashed, got bert",
    'CONFIG: expected a JSON object such as {"vector":{"topK":8}}, got "[]"',
    "BUDGET: expected a share above 0 and below 1, got 2",
  ]);
});

test("what cannot be measured is refused rather than left unheard: a verifier, audits in Envoy", (t) => {
  const STREAM = fileOf(t, "a.csv", "");
  assert.deepEqual(faultsOf({ STREAM, CONFIG: '{"verifier":{"type":"dashscope"}}' }), [
    "CONFIG: expected no verifier, as there is no service for it here",
  ]);
  assert.deepEqual(faultsOf({ STREAM, ENVOY: "1", CONFIG: '{"audit":{"rate":0.1}}' }), [
    "CONFIG: expected no audit with ENVOY=1, as chance decides what is audited",
  ]);
  assert.match(faultsOf({ STREAM, CONFIG: "{" })[0]!, /^CONFIG: expected a JSON object .* got "\{"$/);
});

test("a service needs its key, and may be told its address, model and dimension", (t) => {
  const STREAM = fileOf(t, "a.csv", "");
  assert.deepEqual(faultsOf({ STREAM, EMBEDDER: "openai", OPENAI_BASE_URL: "here", DIMENSION: "0" }), [
    "DIMENSION: expected a whole number from 1 to 4096, got 0",
    "OPENAI_BASE_URL: expected an http:// or https:// URL, got here",
    "OPENAI_API_KEY: expected a key for EMBEDDER=openai, got none",
  ]);
  assert.deepEqual(faultsOf({ STREAM, EMBEDDER: "dashscope" }), [
    "DASHSCOPE_API_KEY: expected a key for EMBEDDER=dashscope, got none",
  ]);
  const env = { EMBEDDER: "dashscope", DASHSCOPE_API_KEY: "k", MODEL: "text-embedding-v3", DIMENSION: "512" };
  const { source } = readOptions({ STREAM, ...env })!;
  assert.deepEqual([source.name, source.model, source.dimension], ["dashscope", "text-embedding-v3", 512]);
});

test("the shipped sets are there, and stand alone", () => {
  const { pairs, streams, shipped } = readOptions({ SHIPPED: "1" })!;
  assert.deepEqual([pairs, streams, shipped], [SHIPPED_PAIRS, SHIPPED_STREAMS, true]);
  for (const file of [...pairs, ...streams.map(({ file }) => file)]) assert.ok(existsSync(file), file);
  assert.deepEqual(faultsOf({ SHIPPED: "1", PAIRS: "/nowhere" }), [
    "SHIPPED: expected neither PAIRS nor STREAM beside it",
  ]);
});
