import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKENDS } from "./support/backends.ts";
import { asking, EXACT, outcome, said, saying, streaming } from "./support/chat.ts";
import { type Step, World } from "./support/world.ts";

const SLOW = 100;
/** A few answers of 100 kB on their way, but not 200 of them. */
const MOST_BYTES = 8 * 1024 * 1024;

for (const backend of BACKENDS) {
  for (const step of ["redis", "embedding", "vector"] as Step[]) {
    test(`a client leaves while ${step} is asked: nobody is answered, nothing is let go (${backend.dialect})`, async (t) => {
      const world = await World.of(t, backend);
      world.teach("What is it?");
      world.dashscope.place("Tell me", "What is it?", 0.05);
      world.faults[step] = () => ({ delay: SLOW });
      const stream = world.send(asking("Tell me"));
      const calls = world.counts[step];
      while (world.counts[step] === calls && world.host.clock.now % 1000 < 500) world.host.clock.advance(1);
      const { counts } = world;
      stream.leave();
      world.host.clock.settle();
      assert.deepEqual([stream.answered, stream.sentUpstream], [null, null]);
      assert.deepEqual(world.counts, counts, "nothing more is asked");
      assert.deepEqual(world.host.ineffective, [], "the filter knows that the stream is gone");
      delete world.faults[step];
      assert.equal(outcome(world.ask("Tell me"))[0], "semantic-hit");
    });
  }

  test(`a client leaves before its body is whole (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const stream = world.plugin.open().send('{"model":', false);
    stream.leave();
    world.host.clock.advance(10_000);
    assert.deepEqual([world.counts.redis, world.host.ineffective], [0, []]);
  });

  test(`a client leaves while it is answered: what was cut off is not stored (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const { headers, body } = streaming("One ", "two.");
    const stream = world.ask("Count!", { stream: true }).respondHeaders(200, headers);
    for (const piece of (body as string[]).slice(0, 3)) stream.respondData(piece);
    stream.leave();
    world.host.clock.settle();
    assert.deepEqual(world.redis.keys(), []);
    assert.equal(world.host.metrics.value("ai_cache_stores_refused_total.reason.incomplete"), 1);
  });

  test(`a client that leaves right after [DONE] has its answer stored, after its stream is gone (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    const { headers, body } = streaming("One ", "two.");
    const stream = world.ask("Count!", { stream: true }).respondHeaders(200, headers);
    for (const piece of body as string[]) stream.respondData(piece);
    stream.leave();
    world.host.clock.settle();
    assert.deepEqual([world.redis.keys().length, world.dashvector.stored.length], [1, 1]);
    assert.equal(said(world.ask("Count!")), "One two.");
  });

  test(`an upstream that breaks off is not stored (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    world
      .ask("What?")
      .respondHeaders(200, { "content-type": "application/json" })
      .respondData('{"choices":[')
      .cut();
    const unanswered = world.ask("What?");
    unanswered.cut();
    assert.deepEqual([unanswered.answered!.status, outcome(unanswered)[0]], [503, "miss"]);
    world.host.clock.settle();
    assert.deepEqual(world.redis.keys(), []);
  });

  test(`a configuration that is replaced ends when its stores are through (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    world.faults.redis = (what) => (what.toUpperCase().startsWith("SET") ? { delay: SLOW } : null);
    const stream = world.ask("What?");
    world.plugin.retire();
    stream.respond(saying("That."));
    assert.equal(world.plugin.state, "retiring");
    world.host.clock.advance(SLOW);
    assert.equal(world.plugin.state, "retiring", "the vector is on its way");
    world.host.clock.settle();
    assert.equal(world.plugin.state, "deleted");
    assert.deepEqual([world.redis.keys().length, world.dashvector.stored.length], [1, 1]);
  });

  test(`one that has nothing to do ends at once (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    world.teach("What?");
    world.plugin.retire();
    assert.equal(world.plugin.state, "deleted");
    const { total } = world.host.tally;
    world.host.clock.advance(1_000);
    assert.deepEqual(world.host.tally.total, total, "it ticks no more");
  });

  test(`clients that leave while their hits are held back take no memory (${backend.dialect})`, async (t) => {
    const hideTiming = 60_000;
    const world = await World.of(t, backend, { ...EXACT, hideTiming, cache: { cacheTTL: 0 } });
    world.teach("What is it?", "x".repeat(100_000));
    const leave = (times: number): void => {
      for (let i = 0; i < times; i++) {
        const stream = world.send(asking("What is it?"));
        world.host.clock.advance(10);
        stream.leave();
      }
    };
    leave(200);
    assert.ok(world.host.memoryBytes <= MOST_BYTES, `${world.host.memoryBytes} bytes`);
  });

  test(`configurations that were replaced take no memory (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    const reload = (times: number): void => {
      for (let i = 0; i < times; i++) {
        const plugin = world.configure({});
        world.ask("What?", {}, plugin).leave();
        plugin.retire();
        world.host.clock.settle();
        assert.equal(plugin.state, "deleted");
      }
    };
    reload(1_000);
    const before = world.host.memoryBytes;
    reload(3_000);
    assert.equal(world.host.memoryBytes, before);
  });
}
