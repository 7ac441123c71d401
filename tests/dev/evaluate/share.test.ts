import assert from "node:assert/strict";
import { test } from "node:test";
import { share } from "../../../dev/evaluate/statistics/share.ts";

const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 5e-5, `${a} is not ${b}`);

test("a share has Wilson's interval", () => {
  // Newcombe 1998 (https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C857::AID-SIM777%3E3.0.CO;2-E), table I.
  for (const [count, of, from, to] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    const { share: value, interval } = share(count, of);
    near(value, count / of);
    near(interval[0], from);
    near(interval[1], to);
  }
});

test("all and nothing end at 1 and 0, and a share of nothing is anything", () => {
  for (let of = 1; of < 1000; of++) {
    assert.equal(share(of, of).interval[1], 1);
    assert.equal(share(0, of).interval[0], 0);
  }
  assert.deepEqual(share(0, 0), { count: 0, of: 0, share: 0, interval: [0, 1] });
});
