import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { shareVectors, Vectors } from "../../../dev/evaluate/embeddings/vectors.ts";
import { wantedTexts } from "../../../dev/evaluate/embeddings/wanted.ts";
import type { Section } from "../../../dev/evaluate/merged.ts";
import { runPairs } from "../../../dev/evaluate/pairs/run.ts";
import { Gateway } from "../../../dev/evaluate/played/gateway.ts";
import { Outcome } from "../../../dev/evaluate/stream/outcome.ts";
import { runStream } from "../../../dev/evaluate/stream/run.ts";
import { PROJECT } from "../../../dev/stack/binaries.ts";

const WASM = process.env.AI_CACHE_WASM || join(PROJECT, "build/ai-cache.wasm");

/** A direction at an angle, so that two are 1 - cos of their difference apart. */
const at = (degrees: number) => Float32Array.of(Math.cos(rad(degrees)), Math.sin(rad(degrees)));
const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** Where the questions are. 10° are 0.0152 apart, 20° 0.0603, 30° 0.1340. */
const PLACES: Record<string, number> = { card: 0, "my card": 10, pin: 30, "other pin": 31, "the card": 5 };
const VECTORS = new Vectors(
  shareVectors(Object.keys(PLACES), [], (text) => (text in PLACES ? at(PLACES[text]!) : undefined)),
);

const row = (question: string, truth: string, answer = truth) => ({ question, answer, truth });

function run(rows: ReturnType<typeof row>[], config: Section) {
  return runStream({ wasm: WASM, vectors: VECTORS, lists: null, rows }, config);
}

const STREAM = [row("card", "card"), row("my card", "card"), row("card", "card"), row("pin", "pin")];

test("a stream is answered by the module: missed, in other words, word by word, and too far", async () => {
  const outcomes = await run(STREAM, {});
  const { Miss, Exact, Semantic } = Outcome;
  assert.deepEqual([...outcomes.kinds], [Miss, Semantic, Exact, Miss]);
  assert.deepEqual([...outcomes.served], [-1, 0, 0, -1]);
  assert.deepEqual([outcomes.distances[1], outcomes.missing], [0.0152, []]);
});

test("the threshold is the module's to obey", async () => {
  const { kinds, served, distances } = await run(STREAM, { vector: { threshold: 0.14, margin: 0 } });
  assert.deepEqual([...kinds].at(-1), Outcome.Semantic);
  assert.deepEqual([served[3], distances[3]], [0, 0.134]);
  const strict = await run(STREAM, { vector: { threshold: 0.015 } });
  assert.equal(strict.kinds[1], Outcome.Miss);
});

test("the margin is too: between two answers a question is missed, between two that agree it is not", async () => {
  // The last question is 0.0002 from the second, and 0.134 from the first.
  const between = (truth: string) => [row("card", truth), row("other pin", "pin"), row("pin", "pin")];
  const kinds = async (truth: string, margin: number) =>
    [...(await run(between(truth), { vector: { threshold: 0.14, margin } })).kinds].at(-1);
  assert.equal(await kinds("card", 0.14), Outcome.Miss);
  assert.equal(await kinds("card", 0.13), Outcome.Semantic);
  assert.equal(await kinds("pin", 0.14), Outcome.Semantic);
});

test("an audited hit is told apart, and what it stores is known", async () => {
  const rows = [row("card", "card"), row("my card", "other"), row("the card", "?")];
  const config = { audit: { rate: 1 }, vector: { threshold: 0.1, margin: 0 }, link: false };
  const audited = await run(rows, config);
  assert.deepEqual([...audited.kinds], [Outcome.Miss, Outcome.Audited, Outcome.Audited]);
  const some = await run([...rows, ...rows, ...rows], { ...config, audit: { rate: 0.5 } });
  const hits = [...some.kinds.keys()].filter((i) => some.kinds[i] === Outcome.Exact);
  const own = hits.filter((i) => some.kinds[some.served[i]!] === Outcome.Audited);
  assert.ok(own.length > 0, "one that was stored when it was audited");
});

test("a question that is not embedded is told as missing", async () => {
  const outcomes = await run([row("card", "card"), row("unknown", "?")], {});
  assert.deepEqual([[...outcomes.kinds], outcomes.missing], [[Outcome.Miss, Outcome.Other], ["unknown"]]);
});

test("the module says what it wants embedded: white space folded, questions about now left out", async () => {
  const wanted = await wantedTexts(WASM, {}, [" my\u00a0 card ", "my card", "card", "What is new today?"]);
  assert.deepEqual(wanted, ["my card", "card"]);
});

test("a configuration that the module refuses is an error in the module's words", async () => {
  const open = Gateway.open(WASM, VECTORS, null, { vector: { topK: "ten" } });
  await assert.rejects(open, /refuses this configuration:\n.*vector\.topK: expected an integer.*"ten"/);
});

test("pairs do not meet each other, and are hits at any distance", async () => {
  const pair = (a: string, b: string) => ({ a, b, same: true });
  const pairs = [pair("card", "pin"), pair("my card", "card"), pair("pin", "pin"), pair("pin", "card today")];
  const { distances, exact, missing } = await runPairs(WASM, VECTORS, pairs, {});
  assert.deepEqual([distances, exact, missing], [[0.134, 0.0152, 0, null], 1, []]);
});
