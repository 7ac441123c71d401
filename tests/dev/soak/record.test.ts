import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exchange } from "../../../dev/soak/client.ts";
import { Record, whyFailed } from "../../../dev/soak/record.ts";

const ASKED = { question: "What?", stream: false };
const GOOD: Exchange = {
  ...{ status: 200, cache: "miss", key: "k", text: "Answer 1 to «What?»", fault: null },
  ...{ hasLeft: false, ms: 1 },
};

function why(change: Partial<Exchange>, also: string | null = null): string | null {
  return whyFailed("new", ASKED, { ...GOOD, ...change }, also);
}

test("a whole answer to its question is none that failed", () => {
  assert.equal(why({}), null);
  assert.equal(why({ text: "«Which?»" }, "Which?"), null);
});

test("whatever the LLM would not have served has failed, and is named", () => {
  assert.equal(why({ fault: "ECONNRESET" }), "ECONNRESET");
  assert.equal(why({ status: 503, text: null }), "status 503");
  assert.equal(why({ text: null }), "no whole answer");
  assert.equal(why({ cache: "" }), "passed by the filter");
  assert.equal(why({ text: "«Which?»" }), "the answer to another question");
  assert.equal(whyFailed("bypass", ASKED, { ...GOOD, cache: "hit" }, null), "a bypass was a hit");
});

test("failures that are alike are told once, with their number", () => {
  const record = new Record();
  const bad = { ...GOOD, status: 503 };
  for (let i = 0; i < 3; i++) record.note("new", ASKED, bad);
  record.note("known", ASKED, bad);
  record.note("new", ASKED, { ...bad, hasLeft: true });
  record.note("new", ASKED, GOOD);
  assert.deepEqual(
    record.failures.map(({ kind, count, why }) => [kind, count, why]),
    [
      ["new", 3, "status 503"],
      ["known", 1, "status 503"],
    ],
  );
  assert.deepEqual([record.requests, record.failed, record.left], [6, 4, 1]);
  assert.deepEqual(record.outcomes, { new: { failed: 3, miss: 1 }, known: { failed: 1 } });
});
