import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, describe } from "../../../dev/bench/baseline.ts";

const BASELINE = { "exact hit": { hostCalls: 31, allocations: 500 }, module: { moduleBytes: 100_000 } };

test("the same counts make no difference", () => {
  assert.deepEqual(compare(BASELINE, structuredClone(BASELINE)), []);
});

test("one more host call is a fault, as none is tolerated", () => {
  const today = { ...BASELINE, "exact hit": { hostCalls: 32, allocations: 500 } };
  assert.deepEqual(compare(BASELINE, today), [
    { group: "exact hit", name: "hostCalls", was: 31, is: 32, isFault: true },
  ]);
});

test("what grows within its tolerance is told, and is no fault", () => {
  const at = (allocations: number) =>
    compare(BASELINE, { ...BASELINE, "exact hit": { hostCalls: 31, allocations } });
  assert.deepEqual(
    [510, 511].map((allocations) => at(allocations)[0]!.isFault),
    [false, true],
  );
});

test("what shrinks is no fault", () => {
  const today = { ...BASELINE, module: { moduleBytes: 50_000 } };
  assert.deepEqual(
    compare(BASELINE, today).map(({ isFault }) => isFault),
    [false],
  );
});

test("a scenario that the baseline does not have, or that is gone, is a fault", () => {
  const { module: _, ...rest } = BASELINE;
  assert.equal(compare(rest, BASELINE)[0]!.isFault, true);
  assert.equal(compare(BASELINE, rest)[0]!.isFault, true);
});

test("a count without a tolerance of its own is a fault where it differs", () => {
  assert.equal(compare({ a: { surprises: 1 } }, { a: { surprises: 0 } })[0]!.isFault, true);
});

test("faults come first", () => {
  const today = { "exact hit": { hostCalls: 30, allocations: 600 }, module: { moduleBytes: 99_000 } };
  assert.deepEqual(
    compare(BASELINE, today).map(({ name }) => name),
    ["allocations", "hostCalls", "moduleBytes"],
  );
});

test("a difference is told with its share and what would have been tolerated", () => {
  const [told] = compare(BASELINE, { ...BASELINE, module: { moduleBytes: 102_000 } }).map(describe);
  assert.equal(told, "module: moduleBytes was 100000, is 102000 (+2.0 %), 1 % more is tolerated");
  assert.equal(
    describe({ group: "a", name: "hostCalls", was: undefined, is: 3, isFault: true }),
    "a: hostCalls is 3, and the baseline has none",
  );
  assert.equal(
    describe({ group: "a", name: "hostCalls", was: 0, is: 3, isFault: true }),
    "a: hostCalls was 0, is 3, 0 % more is tolerated",
  );
});
