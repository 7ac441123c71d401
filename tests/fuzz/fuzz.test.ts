import assert from "node:assert/strict";
import { test } from "node:test";
import { PROPERTIES } from "./properties/all.ts";
import { watched } from "./support/watched.ts";

/** Few enough for a few seconds; `make fuzz` tries as many as there is time for. */
const CASES = 500;
/** The same cases each time, and in `known.json` those that failed once. */
const SEED = 20261125;

for (const [property, { title }] of Object.entries(PROPERTIES)) {
  test(`${title} (${CASES} cases)`, async () => {
    const { cases, failure } = await watched({ property, cases: CASES, seed: SEED });
    assert.equal(failure, null);
    assert.ok(cases >= CASES, `${cases} cases`);
  });
}
