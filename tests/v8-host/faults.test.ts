import assert from "node:assert/strict";
import { test } from "node:test";
import { LOST, REFUSED } from "../../dev/v8-host/http-upstreams.ts";
import { BACKENDS } from "./support/backends.ts";
import { asking, outcome, said, saying } from "./support/chat.ts";
import { type Fault, LOOKUP_MS, type Step, TICK_MS, World } from "./support/world.ts";

const FAULTS: [name: string, fault: Fault][] = [
  ["is refused by the proxy", REFUSED],
  ["breaks", { reset: true }],
  ["breaks inside the call", { reset: true, inside: true }],
  ["answers 500", { status: 500, body: "oops", resp: "-ERR oops\r\n" }],
  ["answers 500 inside the call", { status: 500, body: "oops", inside: true }],
  ["answers 200 with garbage", { body: "\0garbage{", headers: { "content-type": "application/json" } }],
  ["answers 200 with nothing", { body: "" }],
  ["answers too late", { delay: LOOKUP_MS + 2 * TICK_MS }],
  ["never answers", LOST],
];

for (const backend of BACKENDS) {
  for (const step of ["redis", "embedding", "vector"] as Step[]) {
    for (const [name, fault] of FAULTS) {
      test(`${step} ${name}: the request goes on in time, and is answered (${backend.dialect})`, async (t) => {
        const world = await World.of(t, backend);
        world.faults[step] = () => fault;
        const start = world.host.clock.now;
        const stream = world.ask("What?");
        assert.ok(world.host.clock.now - start <= LOOKUP_MS + TICK_MS, `${world.host.clock.now - start} ms`);
        assert.equal(stream.sentUpstream?.text, asking("What?"));
        delete world.faults[step];
        stream.respond(saying("That."));
        assert.deepEqual(outcome(stream), ["error", `ai-cache; fwd=miss; detail=${step}`]);
        assert.equal(said(stream), "That.");
        world.host.clock.settle();
        const again = world.ask("What?");
        assert.deepEqual([said(again), again.isLocal], ["That.", true], "it was stored all the same");
        assert.deepEqual([world.host.violations, world.host.ineffective], [[], []]);
      });
    }

    test(`${step} fails while an answer is stored: the client has it, and the next request is well (${backend.dialect})`, async (t) => {
      for (const [name, fault] of FAULTS) {
        const world = await World.of(t, backend, { storeTimeout: LOOKUP_MS, cache: { timeout: LOOKUP_MS } });
        const stream = world.ask("What?");
        world.faults[step] = (what) => (/^GET |\/query$/i.test(what) ? null : fault);
        stream.respond(saying("That."));
        assert.deepEqual([said(stream), stream.isGone], ["That.", true], name);
        world.host.clock.settle();
        delete world.faults[step];
        assert.ok(world.ask("Another?").sentUpstream, name);
        if (step === "redis")
          assert.deepEqual(world.dashvector.stored, [], `${name}: no vector may lead nowhere`);
        assert.deepEqual([world.host.violations, world.host.ineffective], [[], []], name);
      }
    });
  }

  test(`the second GET of a semantic hit fails: the request goes on (${backend.dialect})`, async (t) => {
    for (const [name, fault] of FAULTS) {
      const world = await World.of(t, backend);
      world.teach("What is it?");
      world.dashscope.place("Tell me", "What is it?", 0.05);
      let gets = 0;
      world.faults.redis = (what) => (what.toUpperCase().startsWith("GET") && ++gets === 2 ? fault : null);
      const stream = world.ask("Tell me");
      assert.equal(stream.sentUpstream?.text, asking("Tell me"), name);
      assert.deepEqual(
        outcome(stream.respond(saying("It."))),
        ["error", "ai-cache; fwd=miss; detail=redis"],
        name,
      );
    }
  });

  test(`the whole look-up has one deadline, not one for each step (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    const slow = () => ({ delay: LOOKUP_MS * 0.6 });
    Object.assign(world.faults, { redis: slow, embedding: slow, vector: slow });
    const start = world.host.clock.now;
    assert.ok(world.ask("What?").sentUpstream);
    const took = world.host.clock.now - start;
    assert.ok(took >= LOOKUP_MS && took <= LOOKUP_MS + TICK_MS, `${took} ms`);
  });

  test(`a vector that comes too late for the look-up serves the store (${backend.dialect})`, async (t) => {
    for (const when of ["before", "after"] as const) {
      const world = await World.of(t, backend);
      world.faults.embedding = () => ({ delay: when === "before" ? 500 : 900 });
      const stream = world.ask("What?");
      assert.equal(stream.sentUpstream?.ended, true);
      if (when === "before") world.host.clock.advance(300);
      stream.respond(saying("That."));
      world.host.clock.settle();
      assert.equal(world.dashvector.stored.length, 1, `it came ${when} the answer`);
      assert.equal(world.counts.embedding, 1, "it was asked for once");
    }
  });

  test(`a timeout that arrives as a 504 is a failure like any other (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { vector: { timeout: 100 } }, { timeoutStatus: 504 });
    world.faults.vector = () => LOST;
    const stream = world.ask("What?");
    assert.deepEqual(outcome(stream.respond(saying("x"))), ["error", "ai-cache; fwd=miss; detail=vector"]);
  });

  test(`a cluster that does not exist is a failure at once (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { embedding: { cluster: "nowhere" } });
    const start = world.host.clock.now;
    const stream = world.ask("What?");
    assert.ok(world.host.clock.now - start <= 2);
    assert.deepEqual(outcome(stream.respond(saying("x"))), ["error", "ai-cache; fwd=miss; detail=embedding"]);
    assert.equal(world.host.metrics.value("ai_cache_calls_total.upstream.embedding.result.refused"), 1);
  });
}
