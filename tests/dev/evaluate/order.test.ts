import assert from "node:assert/strict";
import { test } from "node:test";
import { ordered } from "../../../dev/evaluate/input/order.ts";
import { paraphrase, paraphrased } from "../../../dev/evaluate/input/paraphrase.ts";

const LIST = Array.from({ length: 1000 }, (_, i) => i);

test("a seed gives one order, another seed another, and nothing is lost", () => {
  const once = ordered(LIST, { shuffle: 1, limit: null });
  assert.deepEqual(ordered(LIST, { shuffle: 1, limit: null }), once);
  assert.notDeepEqual(ordered(LIST, { shuffle: 2, limit: null }), once);
  assert.deepEqual(
    [...once].sort((a, b) => a - b),
    LIST,
  );
});

test("a shuffle moves everything about alike", () => {
  // The mean of where the first hundred come to is 500 in the long run, give or take 29.
  const order = ordered(LIST, { shuffle: 7, limit: null });
  const mean = LIST.slice(0, 100).reduce((sum, i) => sum + order.indexOf(i), 0) / 100;
  assert.ok(mean > 400 && mean < 600, `${mean}`);
});

test("a shuffle of 0 keeps the order of the file, and the limit counts after it", () => {
  assert.deepEqual(ordered(LIST, { shuffle: 0, limit: 3 }), [0, 1, 2]);
  const some = ordered(LIST, { shuffle: 1, limit: 10 });
  assert.deepEqual(some, ordered(LIST, { shuffle: 1, limit: null }).slice(0, 10));
});

test("an answer is put in words that mostly differ, and are the same for the same number", () => {
  const texts = new Set(LIST.map((number) => paraphrase("card_arrival", number)));
  assert.ok(texts.size >= 12, `${texts.size}`);
  for (const text of texts) assert.match(text, /card arrival/);
  assert.equal(paraphrase("card_arrival", 5), paraphrase("card_arrival", 5));
  assert.match(paraphrase("costs $& and $1", 0), /costs \$& and \$1/);
});

test("what is true stays true in other words", () => {
  const row = { question: "Where is it?", answer: "card_arrival", truth: "card_arrival" };
  const [other] = paraphrased([row]);
  assert.deepEqual({ ...other, answer: "" }, { ...row, answer: "" });
  assert.notEqual(other!.answer, row.answer);
});
