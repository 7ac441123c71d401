import assert from "node:assert/strict";
import { test } from "node:test";
import { Asked } from "../../../dev/evaluate/stream/asked.ts";
import { Outcome } from "../../../dev/evaluate/stream/outcome.ts";

const ROWS = [0, 1, 2].map((i) => ({ question: `q${i}`, answer: `a${i}`, truth: `t${i}` }));

/** A response with these headers that says `text`. */
function got(text: string, cache: string, headers: Record<string, string> = {}) {
  const all: Record<string, string> = { "x-ai-cache": cache, ...headers };
  const body = JSON.stringify({ choices: [{ message: { content: text } }] });
  return { header: (name: string) => all[name], text: body };
}

const key = (name: string) => ({ "x-ai-cache-key": name });

test("a hit is told by its key from the question that stored it", () => {
  const asked = new Asked(ROWS);
  asked.take(0, got("a0", "miss", key("k0")));
  asked.take(1, got("a0", "hit", key("k0")));
  asked.take(2, got("a0", "semantic-hit", { ...key("k0"), "x-ai-cache-distance": "0.0501" }));
  assert.deepEqual([...asked.outcomes.kinds], [Outcome.Miss, Outcome.Exact, Outcome.Semantic]);
  assert.deepEqual([...asked.outcomes.served], [-1, 0, 0]);
  assert.deepEqual([...asked.outcomes.distances], [NaN, NaN, 0.0501]);
});

test("an audited hit is neither hit nor miss, and what the cache fails at is told apart", () => {
  const asked = new Asked(ROWS);
  asked.take(0, got("a0", "miss", { "cache-status": "ai-cache; fwd=miss; detail=audit" }));
  asked.take(1, got("a1", "error", { "cache-status": "ai-cache; fwd=miss; detail=embedding" }));
  asked.take(2, got("a2", "bypass"));
  assert.deepEqual([...asked.outcomes.kinds], [Outcome.Audited, Outcome.Other, Outcome.Other]);
});

test("an entry that is stored anew is that of the later question", () => {
  const asked = new Asked(ROWS);
  asked.take(0, got("a0", "miss", key("k")));
  asked.take(1, got("a1", "miss", key("k")));
  asked.take(2, got("a1", "hit", key("k")));
  assert.equal(asked.outcomes.served[2], 1);
});

test("what was stored without a word in the response is known too", () => {
  const asked = new Asked(ROWS);
  asked.take(0, got("a0", "miss", { "cache-status": "ai-cache; fwd=miss; detail=audit" }));
  asked.store(0, "k");
  asked.take(1, got("a0", "semantic-hit", { ...key("k"), "x-ai-cache-distance": "0.01" }));
  assert.equal(asked.outcomes.served[1], 0);
});

test("a hit that nobody stored, or that says something else, is a contradiction", () => {
  const asked = new Asked(ROWS);
  assert.throws(() => asked.take(0, got("a0", "hit", key("k"))), /entry k, which nobody stored/);
  asked.take(0, got("a0", "miss", key("k")));
  assert.throws(() => asked.take(1, got("a7", "hit", key("k"))), /says «a7» in place of «a0»/);
});
