import assert from "node:assert/strict";
import type { Stream } from "../../../dev/v8-host/stream.ts";
import { asking, outcome, said } from "../support/chat.ts";
import type { World } from "../support/world.ts";
import type { Upstream } from "./faults.ts";
import { ANSWER, CALLS, FRESH, KNOWN, NEIGHBOURS, type Scene } from "./scene.ts";

/** Failures in a row after which an upstream is left alone, and for how long: the defaults. */
const FAILURES = 5;
const PAUSE_MS = 1000;
/** Calls that are well take a millisecond each, and no request makes more of them. */
const QUICK_MS = 10;
/** A question that is known too where a neighbour is needed, and one that asks the same. */
const SECOND = "What is Istio?";
const SPARED = "So what is Istio?";
/** As near as the one that is asked, and nobody's answer yet. */
const TWIN = "And what is Envoy?";
const NEW = "What is new?";
/** What is kept of an answer while an upstream is left alone; the verifier has no part in it. */
const KEPT: Partial<Record<Upstream, string>> = {
  redis: "nothing",
  embedding: "entry",
  vector: "entry",
  verifier: "both",
};

/** The fault has been there for as many requests as trip a breaker, and now one begins. */
export class Outage {
  private readonly scene: Scene;
  private readonly world: World;
  private readonly upstream: Upstream;

  constructor(scene: Scene) {
    this.scene = scene;
    this.world = scene.world;
    this.upstream = scene.place.upstream;
    if (this.upstream === "verifier") {
      this.world.teach(SECOND, ANSWER);
      this.world.dashscope.place(SPARED, SECOND, 0.05);
    }
    this.world.dashscope.place(TWIN, KNOWN, 0.06);
  }

  /** What comes of that one, as the table calls it, and whether all is as before once the upstream is well. */
  outcome(): string {
    const { scene } = this;
    if (this.upstream === "llm") return this.ofModel();
    scene.fail();
    scene.mark();
    let calls = 0;
    for (let i = 0; i < FAILURES; i++) {
      assert.equal(this.open, 0, `open after ${i} failures`);
      calls = scene.calls;
      this.suffer();
    }
    const isOpen = this.open === 1;
    if (!isOpen && scene.calls > calls) return this.asked();
    if (isOpen) assert.equal(scene.failures, FAILURES);
    this.spare(isOpen);
    this.recover();
    return isOpen ? "skipped" : "paused";
  }

  /** Breakers that are open; no other than the upstream's may be. */
  private get open(): number {
    const prefix = "ai_cache_breakers_open.";
    const { [`${prefix}upstream.${this.upstream}`]: open = 0, ...others } =
      this.world.host.metrics.startingWith(prefix);
    assert.deepEqual(others, {});
    return open;
  }

  /** A request meets the fault. The model has nothing to store, lest the next one is an exact hit. */
  private suffer(): void {
    const { scene, world } = this;
    if (scene.leaves) scene.leave();
    else this.fruitless(world.ask(scene.question));
    world.host.clock.settle();
  }

  private fruitless(stream: Stream): void {
    if (!stream.answered) stream.respond({ status: 500 });
  }

  /** The breaker has no part in it: the next request asks the upstream too, and fares as the look-up's column tells. */
  private asked(): string {
    const { scene, world } = this;
    scene.mark();
    const { calls } = scene;
    if (this.upstream !== "redis")
      assert.equal(said(world.ask(KNOWN)), ANSWER, "not needed for an exact hit");
    const word = scene.lookUp();
    assert.ok(scene.calls > calls, "it is asked");
    assert.equal(this.open, 0);
    if (scene.leaves) assert.equal(said(world.ask(scene.question)), ANSWER, "who stays has the answer");
    return scene.failures > 0 ? "asked" : word;
  }

  /** A request that begins now has nothing of the upstream, and pays nothing for it. */
  private spare(isOpen: boolean): void {
    const { scene, upstream, world } = this;
    scene.mark();
    const { calls } = scene;
    const start = world.host.clock.now;
    const stream = world.ask(SPARED);
    const ms = world.host.clock.now - start;
    assert.ok(ms <= QUICK_MS, `${ms} ms`);
    const skipped = scene.countOf(`${CALLS}${upstream}.result.skipped`);
    assert.deepEqual([skipped, scene.countOf(`${NEIGHBOURS}rate_limited`)], isOpen ? [1, 0] : [0, 1]);
    scene.pass(stream, SPARED);
    assert.equal(scene.kept(SPARED), KEPT[upstream]);
    this.tells(stream);
    if (upstream !== "redis") assert.equal(said(world.ask(KNOWN)), ANSWER, "not needed for an exact hit");
    assert.equal(scene.calls, calls, "no call");
    assert.equal(this.open, isOpen ? 1 : 0);
  }

  /** Client and metrics are told what was missed: without a verifier that is a neighbour, without others the cache. */
  private tells(stream: Stream): void {
    const { scene, upstream } = this;
    const unsure = scene.countOf(`${NEIGHBOURS}verifier_unsure`);
    const errors = scene.countOf(`ai_cache_requests_total.outcome.error.step.${upstream}`);
    const [how, status] = outcome(stream);
    if (upstream === "verifier") assert.deepEqual([how, unsure, errors], ["miss", 1, 0]);
    else
      assert.deepEqual(
        [how, status, unsure, errors],
        ["error", `ai-cache; fwd=miss; detail=${upstream}`, 0, 1],
      );
  }

  /** It is well again: when the pause is over one request tries it, and all is as it was. */
  private recover(): void {
    const { scene, world } = this;
    const { question } = scene;
    scene.heal();
    world.host.clock.advance(PAUSE_MS);
    const { calls } = scene;
    const wasOpen = this.open === 1;
    const probe = world.send(asking(question));
    const twin = world.ask(TWIN);
    world.host.clock.settle();
    if (wasOpen)
      assert.equal(scene.calls, calls + 1, "one call tries it out, and others wait for what becomes of it");
    this.fruitless(twin);
    assert.equal(this.open, 0);
    const again = world.ask(question);
    assert.deepEqual([said(probe), again.isLocal, said(again)], [ANSWER, true, ANSWER]);
  }

  /** A model that has failed is asked again, and known answers do not need it. */
  private ofModel(): string {
    const { scene, world } = this;
    const first = world.ask(NEW);
    scene.reply(first);
    world.host.clock.settle();
    const isKept = world.redis.keys().length > 1;
    for (let i = 1; i < FAILURES; i++) {
      const stream = world.ask(NEW);
      assert.equal(stream.answered !== null, isKept, "whatever is not whole answers nobody");
      if (!isKept) scene.reply(stream);
      world.host.clock.settle();
    }
    assert.equal(said(world.ask(KNOWN)), ANSWER);
    if (isKept) return "hit";
    scene.pass(world.ask(NEW), NEW);
    assert.equal(said(world.ask(NEW)), FRESH);
    assert.equal(this.open, 0);
    return "asked";
  }
}
