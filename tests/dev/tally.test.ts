import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, readTally } from "../../dev/tally.ts";

const SPECS = "\n  [Summary]\n    [Tests]: \x1b[32m118\x1b[39m / 120\n   [Groups]: 9 / 10\n";
const NODE = "✔ a\nℹ tests 6\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n";
const GO = `--- FAIL: TestA (0.30s)
    --- PASS: TestA/a_miss,_(once) (0.10s)
    --- FAIL: TestA/a_hit (0.20s)
        --- FAIL: TestA/a_hit/wasm (0.20s)
            a_test.go:20: got 1
    --- SKIP: TestA/a_dream (0.00s)
--- PASS: TestAB (0.00s)
FAIL
FAIL	ai-cache/tests/higress	0.300s
`;

test("as-pect's sums are read through their colours", () => {
  assert.deepEqual(readTally(SPECS), { passed: 118, failed: 2, skipped: 0 });
});

test("node:test's sums are read, cancelled tests among the failed", () => {
  assert.deepEqual(readTally(NODE), { passed: 3, failed: 2, skipped: 1 });
  assert.deepEqual(readTally(NODE.replaceAll("ℹ", "#")), { passed: 3, failed: 2, skipped: 1 });
});

test("Go's results are counted, each test once whose parts are told as well", () => {
  assert.deepEqual(readTally(GO), { passed: 2, failed: 1, skipped: 1 });
});

test("a Go suite that did not compile, or failed outside of its parts, counts as a failure", () => {
  assert.deepEqual(judge("FAIL\tai-cache/tests/higress [build failed]\nFAIL\n", 1), {
    passed: 0,
    failed: 1,
    skipped: 0,
  });
  assert.deepEqual(judge("--- FAIL: TestA (0s)\n    --- PASS: TestA/b (0s)\n", 1), {
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

test("a suite that came to no sum, or says it failed, counts as a failure", () => {
  assert.deepEqual(judge("ERROR TS2304: Cannot find name 'x'.", 1), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(judge("", 0), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(judge("# pass 3\n# fail 0\n", 1), { passed: 3, failed: 1, skipped: 0 });
});
