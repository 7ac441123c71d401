import assert from "node:assert/strict";
import { test } from "node:test";
import { mapSpread, quantile, ratios, spread } from "../../../dev/bench/statistics.ts";

test("the median of an odd number of values is the middle one, in whatever order they came", () => {
  assert.deepEqual(spread([9, 1, 5]), { median: 5, low: 3, high: 7, count: 3 });
});

test("the median of an even number lies between the two in the middle", () => {
  assert.equal(spread([1, 2, 3, 10]).median, 2.5);
});

test("one value is its own spread, and none is no number", () => {
  assert.deepEqual(spread([4]), { median: 4, low: 4, high: 4, count: 1 });
  assert.ok(Number.isNaN(spread([]).median));
});

test("a quantile between two values is in proportion", () => {
  assert.deepEqual(
    [0, 0.25, 0.99, 1].map((q) => quantile([0, 100], q)),
    [0, 25, 99, 100],
  );
});

test("the values are left in their order", () => {
  const values = [3, 1, 2];
  spread(values);
  assert.deepEqual(values, [3, 1, 2]);
});

test("a spread is changed as a whole, and its count is not", () => {
  assert.deepEqual(
    mapSpread({ median: 2, low: 1, high: 3, count: 7 }, (value) => 10 * value),
    { median: 20, low: 10, high: 30, count: 7 },
  );
});

test("ratios are taken turn by turn, so that a slow turn of both changes nothing", () => {
  assert.deepEqual(ratios([50, 5, 50], [100, 10, 100]), { median: 0.5, low: 0.5, high: 0.5, count: 3 });
});

test("a turn that only one of them had is left out", () => {
  assert.equal(ratios([1, 2, 3], [1, 2]).count, 2);
});
