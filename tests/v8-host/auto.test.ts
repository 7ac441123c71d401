import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stream } from "../../dev/v8-host/stream.ts";
import { ADMIN, purge } from "./support/administration.ts";
import { BACKENDS } from "./support/backends.ts";
import { outcome, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const QUESTION = "What is Envoy?";
const ANSWER = "Envoy carries traffic between services.";
const WRONG = "A person who speaks for a state.";
/** A hit by the usual threshold, and a question that is none. */
const NEAR = "So what is Envoy?";
const FAR = "Envoy, what would that be?";
const THRESHOLD = "ai_cache_threshold_ten_thousandths";
const MARGIN = "ai_cache_margin_ten_thousandths";
const REFUSED = "ai_cache_neighbours_refused_total.reason.";

/** A threshold that is learnt; so few audits that none falls by chance. */
function auto(rate = 0.0001, more: object = {}): { vector: object } {
  return {
    vector: { threshold: "auto" },
    audit: { rate, maxWrongHitRate: 0.05 },
    ...ADMIN,
    ...more,
  } as never;
}

function know(world: World): void {
  world.teach(QUESTION, ANSWER);
  world.dashscope.place(NEAR, QUESTION, 0.05);
  world.dashscope.place(FAR, QUESTION, 0.15);
}

/** Lets a question be asked by so many clients, none of whom finds it asked before, and be answered with `text`. */
function ask(world: World, question: string, text: string, times: number): void {
  for (let n = 0; n < times; n++) {
    const stream = world.ask(question);
    assert.equal(stream.answered, null, `time ${n}`);
    stream.respond(saying(text));
    world.host.clock.settle();
    purge(world, question);
  }
}

/** Lets the workers put together what they have seen. */
function gather(...worlds: World[]): void {
  for (const world of worlds) world.host.clock.advance(1100);
}

function policy(world: World): number[] {
  return [THRESHOLD, MARGIN].map((name) => world.host.metrics.value(name));
}

function how(stream: Stream): string {
  return stream.answered ? outcome(stream)[0]! : "miss";
}

const KEPT = { cache: { cacheTTL: 0 } };

for (const backend of BACKENDS) {
  test(`a threshold widens once enough is known to be the same (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, auto(0.0001, KEPT));
    know(world);
    gather(world);
    assert.deepEqual(policy(world), [1000, 500]);
    ask(world, FAR, ANSWER, 99);
    gather(world);
    assert.deepEqual(policy(world), [1000, 500], "99 are too few");
    ask(world, FAR, ANSWER, 1);
    gather(world);
    assert.deepEqual(policy(world), [1600, 0]);
    assert.equal(how(world.ask(FAR)), "semantic-hit");
    assert.equal(how(world.ask(NEAR)), "semantic-hit");
    assert.deepEqual(world.host.log.lines("info"), [
      "ai-cache: threshold 0.1600, margin 0.0000: 0.0000 of the answers differed in 100 comparisons, at most 0.0263",
    ]);
  });

  test(`no neighbour is taken where the usual ones prove wrong (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, auto(1, KEPT));
    know(world);
    ask(world, NEAR, WRONG, 100);
    gather(world);
    assert.deepEqual(policy(world), [0, 500]);
    const far = world.host.metrics.value(REFUSED + "far");
    const stream = world.ask(NEAR).respond(saying(WRONG));
    assert.deepEqual(outcome(stream), ["miss", "ai-cache; fwd=uri-miss; fwd-status=200"], "nor audited");
    assert.equal(world.host.metrics.value(REFUSED + "far"), far + 1);
    world.host.clock.settle();
    assert.equal(how(world.ask(NEAR)), "hit", "the very question still is");
    assert.equal(how(world.ask(QUESTION)), "hit");
  });

  test(`without a cache, too, the very question is found at a threshold of 0 (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, auto(1, { cache: null, cacheTTL: 0 }));
    know(world);
    ask(world, NEAR, WRONG, 100);
    gather(world);
    assert.deepEqual(policy(world), [0, 500]);
    assert.equal(how(world.ask(QUESTION)), "hit");
  });

  test(`workers learn together, and a configuration that takes over goes on (${backend.dialect})`, async (t) => {
    const one = await World.of(t, backend, auto(0.0001, KEPT));
    const two = await World.of(t, backend, auto(0.0001, KEPT), { shared: one.host.shared });
    for (const world of [one, two]) know(world);
    ask(one, FAR, ANSWER, 60);
    gather(one, two);
    assert.deepEqual([policy(one), policy(two)].flat(), [1000, 500, 1000, 500]);
    ask(two, FAR, ANSWER, 60);
    gather(two, one);
    assert.deepEqual([policy(one), policy(two)].flat(), [1600, 0, 1600, 0]);
    for (const world of [one, two]) assert.equal(how(world.ask(FAR)), "semantic-hit");

    const next = one.configure(auto(0.0002, KEPT));
    one.plugin.retire();
    one.host.clock.advance(100);
    assert.equal(how(one.ask(FAR, {}, next)), "semantic-hit");
  });

  test(`configurations that do not share entries do not share a threshold (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, auto(0.0001, KEPT));
    know(world);
    const others = [
      auto(0.0001, { cache: { cacheTTL: 0, cacheKeyPrefix: "other:" } }),
      auto(0.0001, { ...KEPT, scope: { system: false } }),
    ].map((config) => world.configure(config));
    for (const other of others) {
      world.ask(QUESTION, {}, other).respond(saying(ANSWER));
      world.host.clock.settle();
    }
    ask(world, FAR, ANSWER, 100);
    gather(world);
    assert.equal(how(world.ask(FAR)), "semantic-hit");
    for (const other of others) {
      const stream = world.ask(FAR, {}, other);
      assert.equal(how(stream), "miss");
      assert.ok(stream.sentUpstream?.ended);
    }
  });
}
