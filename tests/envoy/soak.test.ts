import assert from "node:assert/strict";
import { test } from "node:test";
import { soak } from "../../dev/soak/soak.ts";
import { checksOf } from "../../dev/soak/soaked.ts";

/** `make soak` for a minute or two: each trouble comes once, and no length of it is told from the clock. */
const BRIEF = {
  ...{ minutes: 0, streams: 60, streamSeconds: 3, rate: 100, atOnce: 8, workers: 2 },
  ...{ troubleSeconds: 2.5, probes: 4, timeoutMs: 1000 },
};

test("all troubles, one after the other, cost no client its answer and the cache nothing that it was to keep", async () => {
  const soaked = await soak(BRIEF, () => undefined);
  const wrong = checksOf(soaked).filter(({ holds }) => !holds);
  assert.deepEqual(wrong, [], JSON.stringify({ ...soaked, samples: [] }, null, 1));
  assert.ok(soaked.left > 0, "some clients left");
  assert.equal(soaked.recoveries.length, 6);
});
