import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN, purge } from "./support/administration.ts";
import { BACKENDS } from "./support/backends.ts";
import { outcome, said, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const QUESTION = "What is Envoy?";
const ANSWER = "Envoy carries traffic between services.";
const NEAR = "So what is Envoy?";
const WORDS = "It is what carries traffic from service to service.";
const WRONG = "A person who speaks for a state.";
const REQUESTS = "ai_cache_requests_total.outcome.";
const COMPARISONS = "ai_cache_comparisons_total.reason.";

/** Knows QUESTION, and NEAR beside it. */
function know(world: World): void {
  world.teach(QUESTION, ANSWER);
  world.dashscope.place(NEAR, QUESTION, 0.05);
  world.dashscope.place(WORDS, ANSWER, 0.03);
}

for (const backend of BACKENDS) {
  test(`in shadow mode each semantic hit is checked, and none is served (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { audit: { rate: 1 }, link: false, ...ADMIN });
    know(world);
    for (const [text, verdict] of [
      [ANSWER, "same"],
      [WORDS, "same"],
      [WRONG, "different"],
    ] as const) {
      const before = world.host.metrics.value(`${COMPARISONS}audit.distance.0_10.verdict.${verdict}`);
      const stream = world.ask(NEAR).respond(saying(text));
      assert.deepEqual(outcome(stream), ["miss", "ai-cache; fwd=miss; detail=audit"]);
      assert.equal(said(stream), text, "the client has the model's answer");
      world.host.clock.settle();
      const name = `${COMPARISONS}audit.distance.0_10.verdict.${verdict}`;
      assert.equal(world.host.metrics.value(name), before + 1);
      const again = world.ask(NEAR);
      assert.deepEqual([outcome(again)[0], said(again)], ["hit", text], "exact hits are served");
      purge(world, NEAR);
    }
    assert.equal(world.host.metrics.value(REQUESTS + "audit"), 3);
    assert.equal(world.host.metrics.value(REQUESTS + "hit_semantic"), 0);
  });

  test(`the log tells an audit by keys alone (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { audit: { rate: 1 } });
    know(world);
    world.ask(NEAR).respond(saying(WRONG));
    world.host.clock.settle();
    const keys = world.redis.keys().map((key) => key.slice(key.lastIndexOf(":") + 1));
    assert.deepEqual(world.host.log.lines("info"), [
      `ai-cache: audit: different distance=0.0500 lead=none near key=${keys[0]} asked=${keys[1]}`,
    ]);
  });

  test(`an audit whose answer is not kept shows nothing (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { audit: { rate: 1 } });
    know(world);
    world.ask(NEAR).respond({ status: 500, body: "no" });
    world.host.clock.settle();
    assert.deepEqual(world.host.metrics.startingWith(COMPARISONS), {
      [`${COMPARISONS}audit.distance.0_10.verdict.unknown`]: 1,
    });
  });

  test(`of many hits the configured share is audited (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { audit: { rate: 0.2 }, ...ADMIN });
    know(world);
    for (let n = 0; n < 100; n++) {
      const stream = world.ask(NEAR);
      if (stream.answered) continue;
      stream.respond(saying(ANSWER));
      world.host.clock.settle();
      purge(world, NEAR);
    }
    const audits = world.host.metrics.value(REQUESTS + "audit");
    // Four standard deviations around 20.
    assert.ok(audits >= 4 && audits <= 36, String(audits));
    assert.equal(world.host.metrics.value(REQUESTS + "hit_semantic"), 100 - audits);
  });

  test(`who wants a cached answer or none is never audited (${backend.dialect})`, async (t) => {
    const config = { audit: { rate: 1 }, controls: { onlyIfCached: true } };
    const world = await World.of(t, backend, config);
    know(world);
    const body = JSON.stringify({ model: "gpt-4o-mini", messages: [{ role: "user", content: NEAR }] });
    const stream = world.send(body, { headers: { "x-ai-cache": "only-if-cached" } });
    world.host.clock.settle();
    assert.deepEqual([outcome(stream)[0], said(stream)], ["semantic-hit", ANSWER]);
  });
}
