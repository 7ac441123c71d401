import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, readTally } from "../../dev/tally.ts";

const SPECS = "\n  [Summary]\n    [Tests]: \x1b[32m118\x1b[39m / 120\n   [Groups]: 9 / 10\n";
const NODE = "✔ a\nℹ tests 6\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n";

test("as-pect's sums are read through their colours", () => {
  assert.deepEqual(readTally(SPECS), { passed: 118, failed: 2, skipped: 0 });
});

test("node:test's sums are read, cancelled tests among the failed", () => {
  assert.deepEqual(readTally(NODE), { passed: 3, failed: 2, skipped: 1 });
  assert.deepEqual(readTally(NODE.replaceAll("ℹ", "#")), { passed: 3, failed: 2, skipped: 1 });
});

test("a suite that came to no sum, or says it failed, counts as a failure", () => {
  assert.deepEqual(judge("ERROR TS2304: Cannot find name 'x'.", 1), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(judge("", 0), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(judge("# pass 3\n# fail 0\n", 1), { passed: 3, failed: 1, skipped: 0 });
});
