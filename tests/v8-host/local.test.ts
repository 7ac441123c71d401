import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN, purge } from "./support/administration.ts";
import { BACKENDS } from "./support/backends.ts";
import { asking, EXACT, outcome, said, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const LOCAL = { ...EXACT, ...ADMIN, local: {} };
const LOCAL_HIT = ["hit", "ai-cache; hit; ttl=N; detail=local"];
const EXACT_HIT = ["hit", "ai-cache; hit; ttl=N; detail=exact"];
/** Values that say what is in the slots of a set. */
const SET = /^ai-cache\/local\/\d+$/;

for (const backend of BACKENDS) {
  const over = `over ${backend.dialect}`;

  test(`what one worker has stored another serves without a call: ${over}`, async (t) => {
    const one = await World.of(t, backend, LOCAL);
    const two = await World.of(t, backend, LOCAL, { shared: one.host.shared });
    one.teach("What?", "That.");
    two.host.clock.advance(1_000);
    for (const world of [one, two]) {
      const before = world.counts;
      const stream = world.send(asking("What?"));
      assert.deepEqual([outcome(stream), said(stream), stream.sentUpstream], [LOCAL_HIT, "That.", null]);
      assert.deepEqual(world.counts, before);
      assert.equal(world.host.metrics.value("ai_cache_requests_total.outcome.hit_local"), 1);
    }
  });

  test(`Redis is asked again when its time is up, and what it has is local then: ${over}`, async (t) => {
    const world = await World.of(t, backend, LOCAL);
    world.teach("What?", "That.");
    world.host.clock.advance(9_000);
    assert.deepEqual(outcome(world.ask("What?")), LOCAL_HIT);
    world.host.clock.advance(1_000);
    assert.deepEqual(outcome(world.ask("What?")), EXACT_HIT);
    assert.deepEqual(outcome(world.ask("What?", { stream: true })), LOCAL_HIT);
  });

  test(`what one worker removes no other serves: ${over}`, async (t) => {
    const one = await World.of(t, backend, LOCAL);
    const two = await World.of(t, backend, LOCAL, { shared: one.host.shared });
    one.teach("What?", "That.");
    assert.equal(purge(one, "What?").answered!.status, 200);
    const stream = two.ask("What?");
    assert.equal(stream.answered, null);
    stream.respond(saying("This."));
    assert.deepEqual(said(two.ask("What?")), "This.", "as made in the same second it waits for Redis");
  });

  test(`the memory it takes is bounded: ${over}`, async (t) => {
    const world = await World.of(t, backend, { ...LOCAL, local: { slots: 32 } });
    for (let i = 0; i < 300; i++) world.teach(`Question ${i}?`);
    const names = world.host.shared.keys();
    const sets = names.filter((name) => SET.test(name));
    assert.deepEqual([sets.length, names.length - sets.length], [8, 32]);
    assert.deepEqual(outcome(world.ask("Question 299?")), LOCAL_HIT);
    assert.deepEqual(outcome(world.ask("Question 0?"))[1], EXACT_HIT[1]);
  });

  test(`what others put into its slots does no harm: ${over}`, async (t) => {
    const world = await World.of(t, backend, LOCAL);
    world.teach("What?", "That.");
    const { shared } = world.host;
    const kept = shared.keys().map((name) => [name, shared.get(name)!.value] as const);
    for (const [name, value] of kept) {
      const others = [Buffer.alloc(128, 0xff), Buffer.alloc(300, 1), value.subarray(0, -1), Buffer.alloc(0)];
      for (const other of others) {
        shared.set(name, other);
        const stream = world.ask("What?");
        assert.deepEqual([outcome(stream), said(stream)], [EXACT_HIT, "That."]);
        for (const [name, value] of kept) shared.set(name, value);
      }
    }
    assert.deepEqual(outcome(world.ask("What?")), LOCAL_HIT);
  });

  test(`a question that was embedded before is not embedded for another caller: ${over}`, async (t) => {
    const world = await World.of(t, backend, { embedding: { cacheTTL: 60 } });
    world.teach("What is it?");
    assert.equal(world.counts.embedding, 1);
    const other = world.ask("What is it?", { temperature: 0.5 });
    assert.equal(other.answered, null);
    other.respond(saying("It."));
    world.host.clock.settle();
    assert.deepEqual([world.counts.embedding, world.dashvector.stored.length], [1, 2]);
    world.host.clock.advance(60_000);
    world.ask("What is it?", { temperature: 1 });
    assert.equal(world.counts.embedding, 2, "its time was up");
  });
}
