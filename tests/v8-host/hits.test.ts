import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKENDS } from "./support/backends.ts";
import { asking, EXACT, outcome, said, saying, streaming } from "./support/chat.ts";
import { World } from "./support/world.ts";

const MISS = ["miss", "ai-cache; fwd=uri-miss; fwd-status=200"];
const HIT = ["hit", "ai-cache; hit; ttl=N; detail=exact"];
const SEMANTIC_HIT = ["semantic-hit", "ai-cache; hit; ttl=N; detail=semantic"];

for (const backend of BACKENDS) {
  const over = `over ${backend.dialect}`;

  test(`a question is missed, its answer stored, and the same question a hit: ${over}`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const first = world.ask("What?");
    assert.deepEqual([first.sentUpstream!.text, first.sentUpstream!.ended], [asking("What?"), true]);
    first.respond(saying("That."));
    assert.deepEqual(outcome(first), MISS);
    const key = `ai-cache:${first.answered!.header("x-ai-cache-key")}`;
    world.host.clock.settle();
    assert.deepEqual([world.redis.keys(), world.redis.ttl(key)], [[key], 60]);

    const again = world.ask("What?");
    assert.deepEqual([outcome(again), said(again), again.details], [HIT, "That.", "ai-cache.hit"]);
    assert.equal(again.sentUpstream, null, "the LLM sees nothing of a hit");
    assert.equal(again.answered!.header("x-ai-cache-key"), first.answered!.header("x-ai-cache-key"));
    assert.deepEqual(
      world.calls("redis").map((call) => call.split(" ")[0]!.toUpperCase().slice(0, 3)),
      ["GET", "SET", "GET"],
    );
  });

  test(`a hit is not recorded again: ${over}`, async (t) => {
    const world = await World.of(t, backend);
    world.teach("What?");
    const before = world.counts;
    world.ask("What?");
    world.ask("What?", { stream: true });
    world.host.clock.settle();
    assert.deepEqual(world.counts, { ...before, redis: before.redis + 2 });
    assert.equal(world.host.metrics.value("ai_cache_stores_total.result.ok"), 1);
    assert.deepEqual(world.host.metrics.startingWith("ai_cache_stores_refused"), {});
  });

  test(`an entry's time runs out: ${over}`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    world.teach("What?");
    world.host.clock.advance(58_000);
    assert.equal(world.ask("What?").answered!.header("age"), "58");
    world.host.clock.advance(2_000);
    assert.equal(world.ask("What?").answered, null);
  });

  for (const [stored, name] of [
    [saying("One two three."), "a plain answer"],
    [streaming("One ", "two ", "three."), "a streamed answer"],
  ] as const) {
    test(`${name} is a hit streamed and plain: ${over}`, async (t) => {
      const world = await World.of(t, backend, EXACT);
      const asked = name === "a plain answer" ? {} : { stream: true };
      const first = world.ask("Count!", asked).respond(stored);
      assert.equal(said(first), "One two three.");
      world.host.clock.settle();
      const plain = world.ask("Count!");
      assert.deepEqual([outcome(plain), said(plain)], [HIT, "One two three."]);
      assert.equal(plain.answered!.header("content-type"), "application/json");
      const streamed = world.ask("Count!", { stream: true });
      assert.deepEqual([outcome(streamed), said(streamed)], [HIT, "One two three."]);
      assert.match(streamed.answered!.header("content-type")!, /^text\/event-stream/);
      assert.ok(streamed.answered!.text.endsWith("data: [DONE]\n\n"));
    });
  }

  test(`the same in other words is a semantic hit, anything farther a miss: ${over}`, async (t) => {
    const world = await World.of(t, backend);
    world.teach("What is it?", "It.");
    assert.equal(world.dashvector.stored.length, 1);
    world.dashscope.place("Tell me what it is", "What is it?", 0.0772);
    const near = world.ask("Tell me what it is");
    assert.deepEqual([outcome(near), said(near)], [SEMANTIC_HIT, "It."]);
    assert.equal(near.answered!.header("x-ai-cache-distance"), "0.0772");
    world.dashscope.place("What is that?", "What is it?", 0.101);
    const far = world.ask("What is that?");
    assert.deepEqual([far.answered, far.sentUpstream!.text], [null, asking("What is that?")]);
  });

  test(`a neighbour without its entry is a miss, and is removed: ${over}`, async (t) => {
    const world = await World.of(t, backend);
    world.teach("What is it?");
    world.redis.set(world.redis.keys()[0]!, "x", 1);
    world.host.clock.advance(1_000);
    world.dashscope.place("Tell me", "What is it?", 0.05);
    const stream = world.ask("Tell me");
    assert.equal(stream.answered, null);
    world.host.clock.settle();
    assert.deepEqual(world.dashvector.stored, []);
  });

  test(
    `with every answer coming inside its call, nothing is different: ${over}`,
    { skip: backend.dialect === "redis" },
    async (t) => {
      const world = await World.of(t, backend);
      const inside = () => ({ inside: true });
      Object.assign(world.faults, { redis: inside, embedding: inside, vector: inside });
      const first = world.send(asking("What is it?"));
      assert.equal(first.sentUpstream!.text, asking("What is it?"), "without any time");
      first.respond(saying("It."));
      assert.equal(world.dashvector.stored.length, 1);
      world.dashscope.place("Tell me", "What is it?", 0.05);
      for (const [question, expected] of [
        ["What is it?", HIT],
        ["Tell me", SEMANTIC_HIT],
      ] as const) {
        const stream = world.send(asking(question));
        assert.deepEqual([outcome(stream), said(stream), stream.sentUpstream], [expected, "It.", null]);
      }
      assert.deepEqual(world.host.ineffective, []);
    },
  );
}
