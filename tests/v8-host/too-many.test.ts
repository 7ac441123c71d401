import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKENDS } from "./support/backends.ts";
import { outcome, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const DETAIL = "ai-cache; fwd=miss; detail=embedding";

/** What an embedding service says after too many calls, and for how many seconds it is left alone then. */
const WISHES: [said: Record<string, string>, seconds: number][] = [
  [{ "retry-after": "7" }, 7],
  [{ "retry-after": "3600" }, 60],
  [{ "retry-after": "Wed, 21 Oct 2037 07:28:00 GMT" }, 1],
  [{}, 1],
];

for (const backend of BACKENDS) {
  test(`an embedding service is left alone for as long as it says (${backend.dialect})`, async (t) => {
    for (const [headers, seconds] of WISHES) {
      const world = await World.of(t, backend);
      // Whole seconds are counted.
      world.host.clock.advance(1000 - (world.host.clock.now % 1000));
      world.faults.embedding = () => ({ status: 429, headers, body: "{}" });
      assert.deepEqual(outcome(world.ask("What?").respond(saying("That."))), ["error", DETAIL]);
      delete world.faults.embedding;
      const before = world.counts.embedding;
      world.host.clock.advance(1000 * seconds - 500);
      assert.deepEqual(outcome(world.ask("Another?").respond(saying("It."))), ["error", DETAIL]);
      assert.equal(world.counts.embedding, before, JSON.stringify(headers));
      world.host.clock.advance(1000);
      assert.equal(outcome(world.ask("A third?").respond(saying("One.")))[0], "miss");
      assert.equal(world.counts.embedding, before + 1, JSON.stringify(headers));
    }
  });
}
