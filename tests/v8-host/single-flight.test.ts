import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stream } from "../../dev/v8-host/stream.ts";
import { BACKENDS } from "./support/backends.ts";
import { asking, EXACT, outcome, said, saying, streaming } from "./support/chat.ts";
import { TICK_MS, TTL, World } from "./support/world.ts";

const COLLAPSED = ["hit", "ai-cache; hit; collapsed; detail=exact"];
const WAIT_MS = 2_000;

/** Lets the calls of a look-up come back. */
function looked(world: World): void {
  world.host.clock.advance(10);
}

/** Sends a question `count` times at once. */
function crowd(world: World, count: number, more: object = {}): Stream[] {
  const streams = Array.from({ length: count }, () => world.send(asking("What?", more)));
  looked(world);
  return streams;
}

/** Those of `streams` that the LLM is asked by and has not answered. */
function atLlm(streams: Stream[]): Stream[] {
  return streams.filter((stream) => stream.sentUpstream?.ended && !stream.answered && !stream.isGone);
}

for (const backend of BACKENDS) {
  test(`many ask the same at once: the LLM is asked once, and all have its answer (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    const [first, ...others] = crowd(world, 20);
    assert.deepEqual(atLlm([first!, ...others]), [first]);
    assert.equal(world.counts.embedding, 1, "nor are the others looked up in other words");
    first!.respond(saying("That."));
    world.host.clock.advance(TICK_MS);
    for (const stream of others) assert.deepEqual([outcome(stream), said(stream)], [COLLAPSED, "That."]);
    world.host.clock.settle();
    assert.deepEqual([world.redis.keys().length, world.dashvector.stored.length], [1, 1]);
    assert.equal(outcome(world.ask("What?"))[0], "hit");
    assert.deepEqual([world.host.violations, world.host.ineffective], [[], []]);
  });

  test(`the LLM fails again and again: it is asked by one at a time until it answers (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const streams = crowd(world, 6);
    for (let failures = 0; failures < 4; failures++) {
      const [asker, ...more] = atLlm(streams);
      assert.equal(more.length, 0, "one at a time");
      asker!.respond({ status: 500, headers: { "content-type": "application/json" }, body: "{}" });
      world.host.clock.advance(TICK_MS + 10);
    }
    const [asker] = atLlm(streams);
    asker!.respond(saying("At last."));
    world.host.clock.advance(TICK_MS);
    assert.deepEqual(
      streams.map((stream) => stream.answered!.status),
      [500, 500, 500, 500, 200, 200],
    );
    assert.deepEqual([outcome(streams[5]!), said(streams[5]!)], [COLLAPSED, "At last."]);
    assert.equal(world.host.metrics.value("ai_cache_waits_total.result.promoted"), 4);
  });

  test(`clients leave, first or waiting: the others are served (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const streams = crowd(world, 4);
    streams[1]!.leave();
    streams[0]!.leave();
    world.host.clock.advance(TICK_MS + 10);
    assert.deepEqual(atLlm(streams), [streams[2]]);
    streams[2]!.respond(saying("That."));
    world.host.clock.advance(TICK_MS);
    assert.deepEqual([outcome(streams[3]!), said(streams[3]!)], [COLLAPSED, "That."]);
    assert.deepEqual([world.host.violations, world.host.ineffective], [[], []]);
  });

  test(`who has waited long enough asks by itself (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, singleFlightTimeout: WAIT_MS });
    const [first, ...others] = crowd(world, 3);
    world.host.clock.advance(WAIT_MS - 20);
    assert.deepEqual(atLlm(others), []);
    world.host.clock.advance(TICK_MS + 20);
    assert.deepEqual(atLlm(others), others);
    for (const stream of [...others, first!]) stream.respond(saying("Late."));
    world.host.clock.settle();
    assert.deepEqual(outcome(others[0]!)[0], "miss");
    assert.equal(world.host.metrics.value("ai_cache_waits_total.result.timeout"), 2);
  });

  test(`a stream is waited for, but waits only where it shall (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const [first, second] = crowd(world, 2, { stream: true });
    assert.deepEqual(atLlm([first!, second!]), [first, second]);
    const [plain] = crowd(world, 1);
    const { headers, body } = streaming("One ", "two.");
    first!.respondHeaders(200, headers);
    for (const piece of body as string[]) first!.respondData(piece);
    world.host.clock.advance(TICK_MS);
    assert.deepEqual([outcome(plain!), said(plain!)], [COLLAPSED, "One two."]);
    assert.equal(first!.isGone, false, "the first one's stream has not even ended");
    const all = await World.of(t, backend, { ...EXACT, singleFlight: "all" });
    const [one, two] = crowd(all, 2, { stream: true });
    assert.deepEqual(atLlm([one!, two!]), [one]);
    one!.respond(saying("That."));
    all.host.clock.advance(TICK_MS);
    assert.deepEqual([outcome(two!), said(two!)], [COLLAPSED, "That."]);
  });

  test(`a configuration that is replaced lets those who wait have their answer (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const streams = crowd(world, 3);
    world.plugin.retire();
    assert.equal(world.plugin.state, "retiring");
    streams[0]!.leave();
    world.host.clock.advance(TICK_MS + 10);
    streams[1]!.respond(saying("That."));
    world.host.clock.advance(TICK_MS);
    assert.equal(said(streams[2]!), "That.");
    world.host.clock.settle();
    assert.deepEqual([world.plugin.state, world.redis.keys().length], ["deleted", 1]);
  });

  test(`what has been asked at once leaves nothing in memory (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const round = (n: number): void => {
      const streams = Array.from({ length: 8 }, () => world.send(asking(`What is ${n}?`)));
      looked(world);
      for (const stream of streams.slice(0, 4)) stream.leave();
      world.host.clock.advance(TICK_MS + 10);
      streams[4]!.respond(saying("That."));
      world.host.clock.advance(TICK_MS);
      assert.equal(said(streams[7]!), "That.");
    };
    for (let n = 0; n < 500; n++) round(n);
    const before = world.host.memoryBytes;
    for (let n = 0; n < 1_500; n++) round(n + 500);
    assert.equal(world.host.memoryBytes, before);
  });

  test(`an answer that has expired is served while one request has it renewed (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, staleTTL: 100 });
    world.teach("What?", "Old.");
    world.host.clock.advance((TTL + 5) * 1_000);
    const first = world.ask("What?");
    const others = crowd(world, 5);
    assert.deepEqual(atLlm([first, ...others]), [first]);
    for (const stream of others) {
      assert.deepEqual(
        [stream.answered!.header("x-ai-cache"), stream.answered!.header("age"), said(stream)],
        ["stale", String(TTL + 5), "Old."],
      );
    }
    first.respond(saying("New."));
    world.host.clock.settle();
    assert.deepEqual(outcome(first), ["miss", "ai-cache; fwd=stale; fwd-status=200"]);
    assert.deepEqual([said(world.ask("What?")), outcome(world.ask("What?"))[0]], ["New.", "hit"]);
  });

  test(`of two gateways one renews, and the other again when the lease has ended (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, staleTTL: 100 });
    const other = world.configure({ ...EXACT, staleTTL: 100 });
    world.teach("What?", "Old.");
    world.host.clock.advance((TTL + 5) * 1_000);
    const first = world.ask("What?");
    assert.equal(first.answered, null);
    const ask = (): Stream => world.ask("What?", {}, other);
    assert.equal(outcome(ask())[0], "stale");
    first.respond({ status: 503, headers: {}, body: "no" });
    assert.equal(outcome(world.ask("What?"))[0], "stale", "nor does the one that has failed try again");
    world.host.clock.advance(30_000);
    assert.deepEqual(atLlm([ask()]).length, 1);
  });
}
