import assert from "node:assert/strict";
import { test } from "node:test";
import { curve, point } from "../../../dev/evaluate/pairs/curve.ts";
import { compareGuards } from "../../../dev/evaluate/pairs/guards.ts";

const PAIRS = [true, true, true, false, false].map((same, i) => ({ a: `a${i}`, b: `b${i}`, same }));
const WITHOUT = [0, 0.1, 0.3, 0.05, 0.2];

test("a pair is a hit below the threshold, and not at it", () => {
  const { hits, wrong, recall } = point(PAIRS, WITHOUT, 0.2);
  assert.deepEqual([hits.count, hits.of], [3, 5]);
  assert.deepEqual([wrong.count, wrong.of], [1, 3]);
  assert.deepEqual([recall.count, recall.of], [2, 3]);
});

test("what is refused is a hit at no threshold", () => {
  assert.equal(point(PAIRS, [null, 0.1, 0.3, null, 0.2], 2).hits.count, 3);
  const points = curve(PAIRS, WITHOUT);
  assert.deepEqual([points.length, points[9]!.threshold, points[9]!.hits.count], [60, 0.1, 2]);
});

test("guards are judged by the right and wrong hits that they leave", () => {
  const { keptRight, keptWrong, refusedRight } = compareGuards(PAIRS, WITHOUT, [0, null, null, null, 0.2]);
  assert.deepEqual([keptRight.count, keptRight.of], [1, 3]);
  assert.deepEqual([keptWrong.count, keptWrong.of], [1, 2]);
  assert.deepEqual(refusedRight, [
    { distance: 0.1, a: "a1", b: "b1" },
    { distance: 0.3, a: "a2", b: "b2" },
  ]);
});

test("a pair that was no hit without guards is none that they lost", () => {
  const { keptRight } = compareGuards(PAIRS, [null, 0.1, 0.3, 0.05, 0.2], [null, 0.1, 0.3, 0.05, 0.2]);
  assert.deepEqual([keptRight.count, keptRight.of], [2, 2]);
});
