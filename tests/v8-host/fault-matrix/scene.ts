import assert from "node:assert/strict";
import {
  type HttpCluster,
  type HttpReply,
  LOST,
  REFUSED,
  UNKNOWN,
} from "../../../dev/v8-host/http-upstreams.ts";
import type { Stream } from "../../../dev/v8-host/stream.ts";
import { completion } from "../../envoy/support/answers.ts";
import type { Backend } from "../support/backends.ts";
import { asking, outcome, said, saying } from "../support/chat.ts";
import { type Fault, LOOKUP_MS, type Step, TICK_MS, type World } from "../support/world.ts";
import type { Upstream } from "./faults.ts";

/** When an upstream fails: before a request begins, while its answer is looked for, or while one is stored. */
export type Phase = "before" | "look-up" | "store";

/** One column of the matrix: an upstream, reached in some way, that fails at some time. */
export interface Place {
  upstream: Upstream;
  phase: Phase;
  backend: Backend;
}

export const KNOWN = "What is Envoy?";
export const ANSWER = "Envoy carries traffic between services.";
const NEAR = "So what is Envoy?";
/** Near enough to have its answer compared, and no nearer. */
const OTHER = "Envoy, what would that be?";
/** What the model says to whatever it is asked. */
export const FRESH = "It is a proxy.";
export const CALLS = "ai_cache_calls_total.upstream.";
/** Bytes that a model which drips sends at a time. */
const DRIP_BYTES = 16;
export const NEIGHBOURS = "ai_cache_neighbours_refused_total.reason.";
const STORES = "ai_cache_stores_total.result.";
/** Reasons for which no neighbour was taken, as the table calls them. */
const SHORT: Record<string, string> = {
  verifier_unsure: "unsure",
  entry_gone: "gone",
  entry_unreadable: "unreadable",
};
const REFUSALS = "ai_cache_stores_refused_total.reason.";

/** One trial: `KNOWN` is known, and `NEAR` and `OTHER` are as near as they are. */
export class Scene {
  readonly world: World;
  readonly place: Place;
  /** Whether the fault is that clients leave. */
  readonly leaves: boolean;
  /** The very question shows what Redis does, one in other words what comes after it. */
  readonly question: string;
  private readonly fault: Fault;
  private readonly verifier: HttpCluster;
  private isFailing = false;
  private before: Record<string, number> = {};
  private keys = 0;

  constructor(world: World, place: Place, fault: Fault, leaves: boolean) {
    this.world = world;
    this.place = place;
    this.fault = fault;
    this.leaves = leaves;
    this.question = place.upstream === "redis" ? KNOWN : NEAR;
    this.verifier = world.host.http("judge", () => this.judged());
    world.teach(KNOWN, ANSWER);
    world.dashscope.place(NEAR, KNOWN, 0.05);
    world.dashscope.place(OTHER, KNOWN, 0.2);
    this.mark();
  }

  /** From now on what moves is counted. */
  mark(): void {
    this.before = this.world.host.metrics.startingWith("ai_cache_");
    this.keys = this.world.redis.keys().length;
  }

  /** It fails while an answer is looked for. */
  lookUp(): string {
    const { world, question } = this;
    this.fail();
    const start = world.host.clock.now;
    if (this.leaves) return this.leave();
    const stream = world.ask(question);
    assert.ok(world.host.clock.now - start <= LOOKUP_MS + TICK_MS, `${world.host.clock.now - start} ms`);
    if (stream.answered) {
      assert.equal(said(stream), ANSWER, "the answer that was stored");
      world.host.clock.settle();
      return "hit";
    }
    this.heal();
    this.pass(stream, question);
    const again = world.ask(question);
    assert.deepEqual([again.isLocal, said(again)], [true, FRESH], "it was stored all the same");
    return this.missed(stream);
  }

  /** It fails while an answer is stored. */
  store(): string {
    const { world } = this;
    const question = this.place.upstream === "verifier" ? OTHER : "What is new?";
    // Where the look-up had a vector, the store asks for none.
    if (this.place.upstream === "embedding") world.faults.redis = () => REFUSED;
    const stream = world.ask(question);
    delete world.faults.redis;
    this.fail();
    this.pass(stream, question);
    const kept = this.kept(question);
    if (kept !== "both" && kept !== "link") assert.ok(this.failures >= 1, "the failure is counted");
    return kept;
  }

  /** The model fails. */
  answer(): string {
    const { world } = this;
    const stream = world.ask("What is new?");
    this.reply(stream);
    world.host.clock.settle();
    const [refusal] = Object.keys(this.moved(REFUSALS));
    const isKept = world.redis.keys().length > this.keys;
    assert.notEqual(isKept, refusal !== undefined, "stored, or counted as refused");
    return refusal === undefined ? "stored" : refusal.slice(REFUSALS.length);
  }

  private judged(): HttpReply | typeof REFUSED | typeof LOST | typeof UNKNOWN {
    const well = { body: JSON.stringify(completion("yes")) };
    if (!this.isFailing || this.place.upstream !== "verifier") return well;
    if (typeof this.fault === "string") return this.fault;
    const { change, resp: _, ...rest } = this.fault;
    return { ...well, ...(change ? { body: change(Buffer.from(well.body)) } : {}), ...rest };
  }

  /** Calls of the upstream so far. */
  get calls(): number {
    const { upstream } = this.place;
    return upstream === "verifier" ? this.verifier.calls.length : this.world.calls(upstream as Step).length;
  }

  fail(): void {
    this.isFailing = true;
    const { upstream } = this.place;
    if (upstream !== "verifier" && upstream !== "llm") this.world.faults[upstream as Step] = () => this.fault;
  }

  heal(): void {
    this.isFailing = false;
    for (const step of ["redis", "embedding", "vector"] as const) delete this.world.faults[step];
  }

  /** The model answers, which neither the fault nor the cache changes. */
  pass(stream: Stream, question: string): void {
    assert.equal(stream.sentUpstream?.text, asking(question), "the LLM gets what the client sent");
    const answer = saying(FRESH);
    stream.respond(answer);
    assert.deepEqual(
      [stream.answered!.text, stream.isGone],
      [answer.body, true],
      "the client has it at once",
    );
    this.world.host.clock.settle();
  }

  leave(): string {
    const { world, question } = this;
    const keys = world.redis.keys();
    const stream = world.send(asking(question));
    // Those before the slow call take a millisecond each.
    world.host.clock.advance(10);
    stream.leave();
    world.host.clock.settle();
    assert.deepEqual([stream.answered, stream.sentUpstream], [null, null]);
    assert.deepEqual(world.redis.keys(), keys);
    return "left";
  }

  private missed(stream: Stream): string {
    const [how, status] = outcome(stream);
    const { upstream } = this.place;
    if (how === "miss") {
      const [name = ""] = Object.keys(this.moved(NEIGHBOURS));
      const reason = name.slice(NEIGHBOURS.length);
      if (upstream === "verifier") assert.equal(this.failures, 1);
      return SHORT[reason] ?? `a miss for ${reason}`;
    }
    assert.equal(status, `ai-cache; fwd=miss; detail=${upstream}`);
    assert.equal(this.countOf(`ai_cache_requests_total.outcome.error.step.${upstream}`), 1);
    assert.equal(this.failures, 1);
    return this.countOf(`${CALLS}${upstream}.result.refused`) === 1 ? "refused" : "error";
  }

  /** Calls of the upstream that have failed, or were refused. */
  get failures(): number {
    const name = `${CALLS}${this.place.upstream}.result.`;
    return this.countOf(`${name}error`) + this.countOf(`${name}refused`);
  }

  /** What is kept of an answer whose store was in trouble. */
  kept(question: string): string {
    const { redis, dashvector } = this.world;
    const hasEntry = redis.keys().length === this.keys + 1;
    const document = dashvector.stored.find(({ fields }) => fields.question === question);
    for (const { fields } of dashvector.stored)
      assert.ok(
        redis.keys().some((key) => key.endsWith(String(fields.key))),
        "a vector leads nowhere",
      );
    const [stores] = Object.keys(this.moved(STORES));
    const isCounted = stores === `${STORES}ok`;
    if (!document) {
      if (isCounted) return hasEntry ? "entry" : "counted, and not there";
      assert.equal(stores, `${STORES}error`);
      return hasEntry ? "unheard" : "nothing";
    }
    assert.deepEqual([hasEntry, isCounted], [true, true]);
    return document.fields.key === document.id ? "both" : "link";
  }

  /** By how much a counter has moved. */
  countOf(name: string): number {
    return this.moved(name)[name] ?? 0;
  }

  /** Counters that have moved, of those whose names begin so. */
  moved(prefix: string): Record<string, number> {
    const now = this.world.host.metrics.startingWith(prefix);
    return Object.fromEntries(
      Object.entries(now)
        .map(([name, value]) => [name, value - (this.before[name] ?? 0)] as const)
        .filter(([, by]) => by > 0),
    );
  }

  reply(stream: Stream): void {
    const { fault } = this;
    const json = { "content-type": "application/json" };
    const well = Buffer.from(saying(FRESH).body as string);
    if (typeof fault === "string") return stream.cut();
    const body = fault.change
      ? fault.change(well)
      : fault.body === undefined
        ? well
        : Buffer.from(fault.body as Buffer);
    if (this.leaves || (fault.reset && fault.delay)) {
      stream.respondHeaders(200, json).respondData(body.subarray(0, 20));
      if (this.leaves) stream.leave();
      else stream.cut();
      assert.equal(stream.answered!.text, body.subarray(0, 20).toString());
      return;
    }
    if (fault.reset) return stream.cut();
    stream.respondHeaders(fault.status ?? 200, fault.headers ?? json);
    if (fault.delay && fault.status === undefined) this.drip(stream, body, fault.delay);
    else stream.respondData(body, true);
    assert.ok(stream.answered!.body.equals(body), "the client gets what the LLM sent");
  }

  private drip(stream: Stream, body: Buffer, delay: number): void {
    for (let at = 0; at < body.length; at += DRIP_BYTES) {
      const end = Math.min(at + DRIP_BYTES, body.length);
      stream.respondData(body.subarray(at, end), end === body.length);
      assert.equal(stream.answered!.body.length, end, "each drop goes on as it comes");
      this.world.host.clock.advance(delay);
    }
  }
}
