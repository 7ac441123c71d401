import assert from "node:assert/strict";
import fc from "fast-check";
import { LOST, REFUSED } from "../../../dev/v8-host/http-upstreams.ts";
import type { Stream } from "../../../dev/v8-host/stream.ts";
import { asking, said, saying } from "../../v8-host/support/chat.ts";
import { anyBytes, bytesOf, mutated, type Mutation, mutations, type Raw } from "../generators/bytes.ts";
import { deep, jsonText } from "../generators/json.ts";
import { rawOf } from "../generators/bytes.ts";
import { known } from "../support/known.ts";
import { type Equipment, type Lab, type Step, STEPS, type Trouble } from "../support/lab.ts";
import type { Check, Property } from "../support/property.ts";
import { ANSWER, ASKED, Taught } from "../support/taught.ts";
import { EMBEDDERS, STORES, VERIFIERS } from "../support/vendors.ts";

/** What comes in the place of a reply, as plain data. */
interface Spoiling {
  how: "reply" | "lost" | "refused" | "inside" | "reset";
  status: number;
  retryAfter: string | null;
  /** Milliseconds. */
  delay: number;
  /** The body in its place; null for its own, with the mutations. */
  body: Raw | null;
  mutations: Mutation[];
}

interface Case {
  lab: number;
  /** Of the neighbour: a hit, or near enough for a link only. */
  distance: number;
  isStream: boolean;
  spoilt: { step: Step; nth: number; spoiling: Spoiling }[];
}

const OTHER = "It is a proxy.";
const DIALECTS = ["webdis", "upstash", "redis"] as const;
/** How often it is seen that all is well when nothing is spoilt. */
const PROBE = 300;
/** Longer than any upstream is left alone. */
const LONG_MS = 400_000;

/** Every embedding service, every vector store and every dialect of Redis, not each with each. */
function equipments(): Equipment[] {
  const stores = Object.keys(STORES);
  const verifiers = Object.keys(VERIFIERS);
  return Object.keys(EMBEDDERS).map((embedder, i) => ({
    dialect: DIALECTS[i % DIALECTS.length]!,
    embedder,
    store: stores[Math.floor(i / DIALECTS.length) % stores.length]!,
    ...(i % 2 === 0 ? { verifier: verifiers[(i / 2) % verifiers.length]! } : {}),
  }));
}

/** Replies spoilt in one lab. */
class Spoilt {
  private readonly taught: Taught;
  private readonly lab: Lab;
  private cases = 0;

  constructor(taught: Taught) {
    this.taught = taught;
    this.lab = taught.lab;
  }

  check({ distance, isStream, spoilt }: Case): void {
    const { lab } = this;
    const counts = new Map<Step, number>();
    lab.distance = distance;
    lab.trouble = (step, well) => {
      const nth = (counts.get(step) ?? 0) + 1;
      counts.set(step, nth);
      const one = spoilt.find((other) => other.step === step && (other.nth === 0 || other.nth === nth));
      return one ? troubleOf(one.spoiling, well) : null;
    };
    this.checkAnswer(lab.ask(Buffer.from(asking(ASKED, { stream: isStream }))));
    lab.settle();
    this.checkStored(spoilt.some(liesInRedis));
    lab.check(2);
    this.taught.reset();
    if (++this.cases % PROBE === 0) this.probe();
  }

  /** The cached answer, or the LLM's. */
  private checkAnswer(stream: Stream): void {
    if (stream.answered)
      return assert.equal(said(stream), ANSWER, "what is served is the answer that was stored");
    const answer = saying(OTHER);
    stream.respond(answer);
    assert.equal(stream.answered!.text, answer.body, "the client gets what the LLM sent");
  }

  /** Redis has nothing but the two answers, and no document leads to nothing, unless Redis said that it kept what it did not. */
  private checkStored(lies: boolean): void {
    const { key, lab } = this.taught;
    const keys = lab.redis.keys();
    for (const other of keys) {
      if (other === key) continue;
      const record = lab.redis.get(other)!.toString();
      assert.ok(record.includes(JSON.stringify(OTHER)), `what is stored is the LLM's: ${record}`);
    }
    for (const { fields } of lies ? [] : lab.written)
      assert.ok(
        keys.some((name) => name.endsWith(String(fields.key))),
        `a document leads to ${String(fields.key)}`,
      );
  }

  /** Nothing that was spoilt lasts. */
  private probe(): void {
    this.lab.host.clock.advance(LONG_MS);
    this.lab.distance = 1;
    this.lab.teach(asking("Anything"), "x");
    this.taught.reset();
    this.lab.distance = 0.05;
    const stream = this.lab.ask(Buffer.from(asking(ASKED)));
    assert.equal(stream.answered?.header("x-ai-cache"), "semantic-hit", "all is well again");
    this.taught.reset();
  }
}

/** Whether a reply in the place of Redis' own says that all is well, as each dialect does. */
function liesInRedis({ step, spoiling }: Case["spoilt"][number]): boolean {
  return step === "redis" && spoiling.body !== null && spoiling.body.includes("OK");
}

function troubleOf(spoiling: Spoiling, well: () => Buffer): Trouble {
  const { how, status, retryAfter, delay, body, mutations } = spoiling;
  if (how === "lost") return LOST;
  if (how === "refused") return REFUSED;
  const reply = {
    status,
    headers: Object.entries(retryAfter === null ? {} : { "retry-after": retryAfter }),
    body: bytesOf(body ?? mutated(well().toString("latin1"), mutations)),
    delay,
  };
  if (how === "reset") return { ...reply, reset: true };
  return how === "inside" ? { ...reply, inside: true } : reply;
}

const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  how: fc.oneof(
    { weight: 8, arbitrary: fc.constant("reply" as const) },
    { weight: 1, arbitrary: fc.constantFrom("lost" as const, "refused" as const, "reset" as const) },
    { weight: 2, arbitrary: fc.constant("inside" as const) },
  ),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant(200) },
    { weight: 2, arbitrary: fc.constantFrom(201, 204, 302, 400, 401, 404, 409, 422, 429, 500, 503, 504) },
  ),
  retryAfter: fc.constantFrom(null, null, "1", "999999999999", "-1", "Wed, 21 Oct 2026 07:28:00 GMT", ""),
  delay: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(700) }),
  body: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: jsonText.map(rawOf) },
    { weight: 1, arbitrary: deep },
    { weight: 2, arbitrary: anyBytes },
  ),
  mutations: fc.oneof(mutations, fc.constant<Mutation[]>([])),
});

const labs = equipments();

/** Replies of every upstream, spoilt. */
export const replies: Property<Case> = {
  title: "whatever the upstreams say, the client gets the LLM's answer or the one that was stored",
  cases: fc.record({
    lab: fc.nat(labs.length - 1),
    distance: fc.constantFrom(0.05, 0.2),
    isStream: fc.boolean(),
    spoilt: fc.array(fc.record({ step: fc.constantFrom(...STEPS), nth: fc.nat(3), spoiling }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  known: known("replies"),
  async open(): Promise<Check<Case>> {
    const taught = await Promise.all(labs.map((equipment) => Taught.of(equipment)));
    const spoilt = taught.map((one) => new Spoilt(one));
    return (one) => spoilt[one.lab % spoilt.length]!.check(one);
  },
};
