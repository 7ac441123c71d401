import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOf, cuts, pieces, type Raw } from "../generators/bytes.ts";
import { answerBody, streamBody } from "../generators/chat.ts";
import { known } from "../support/known.ts";
import { Lab } from "../support/lab.ts";
import { eventsOf } from "../support/event-stream.ts";
import type { Check, Property } from "../support/property.ts";

interface Case {
  isStream: boolean;
  lab: number;
  /** How many answers the client wants. */
  n: number;
  body: Raw;
  sizes: number[];
}

interface Completion {
  choices: { index?: number; message: Record<string, unknown> }[];
}

interface Chunk {
  choices: { index?: number; delta: { content?: unknown } }[];
}

const SIGNATURE = 64;
const REFUSED = "ai_cache_stores_refused_total";

function asking(n: number, stream: boolean): Buffer {
  const messages = [{ role: "user", content: "What is it?" }];
  return Buffer.from(JSON.stringify({ model: "m", messages, n, stream }));
}

/** Record of the only answer, without its times; null where none was stored. */
function recordIn(lab: Lab): string | null {
  const [key] = lab.redis.keys();
  const value = key === undefined ? null : lab.redis.get(key);
  return value === null
    ? null
    : value
        .toString()
        .slice(SIGNATURE)
        .replace(/"created":\d+,"expires":\d+,/, "");
}

function refusals(lab: Lab): number {
  return Object.values(lab.host.metrics.startingWith(REFUSED)).reduce((sum, count) => sum + count, 0);
}

/** An answer comes in these pieces; what was stored of it. */
function stored(lab: Lab, { isStream, n }: Case, parts: Buffer[]): string | null {
  const before = refusals(lab);
  const type = isStream ? "text/event-stream" : "application/json";
  const stream = lab.ask(asking(n, isStream));
  stream.respond({ headers: { "content-type": type }, body: parts });
  lab.settle();
  const whole = Buffer.concat(parts);
  assert.deepEqual(stream.answered!.body, whole, "the client gets what the LLM sent");
  const record = recordIn(lab);
  assert.equal(refusals(lab) - before, record === null ? 1 : 0, "what is not stored is counted, once");
  return record;
}

/** Whether an index is one; where it is none, a choice has that of its place. */
function isPlace(index: unknown): index is number {
  return Number.isInteger(index) && (index as number) >= 0 && (index as number) < 1e6;
}

/** What a client reads from an answer in JSON: the content of each choice. */
function contents(answer: Completion): Map<number, unknown> {
  return new Map(
    answer.choices.map(({ index, message }, i) => [isPlace(index) ? index : i, message.content]),
  );
}

/** The same from an event stream. */
function spoken(events: string[]): Map<number, unknown> {
  const said = new Map<number, unknown>();
  for (const data of events) {
    if (data === "[DONE]") break;
    const { choices } = JSON.parse(data) as Chunk;
    for (const { index = 0, delta } of Array.isArray(choices) ? choices : []) {
      const text = typeof delta?.content === "string" ? delta.content : "";
      said.set(index, `${String(said.get(index) ?? "")}${text}`);
    }
  }
  return said;
}

/** What is served from the cache says what the LLM said. */
function checkServed(lab: Lab, { isStream, n }: Case, bytes: Buffer): void {
  const json = lab.ask(asking(n, false)).answered!;
  const events = lab.ask(asking(n, true)).answered!;
  const original = isStream ? null : (JSON.parse(bytes.toString()) as Completion);
  const said = original ? contents(original) : spoken(eventsOf(bytes.toString()));
  const served = JSON.parse(json.text) as Completion;
  if (original) assert.deepEqual(served, original, "as JSON");
  assert.deepEqual(contents(served), said, "what JSON says");
  assert.deepEqual(spoken(eventsOf(events.text)), said, "what the stream says");
}

function checkOn(labs: Lab[], one: Case): void {
  const { lab: number, body, sizes } = one;
  const lab = labs[number % labs.length]!;
  const bytes = bytesOf(body);
  const parts = pieces(bytes, sizes);
  lab.reset();
  const whole = stored(lab, one, [bytes]);
  if (whole !== null) checkServed(lab, one, bytes);
  lab.reset();
  assert.equal(stored(lab, one, parts), whole, "the pieces do not matter");
  lab.check(parts.length);
}

function answersAs(
  isStream: boolean,
  name: string,
  title: string,
  bodies: fc.Arbitrary<Raw>,
): Property<Case> {
  return {
    title,
    cases: fc.record({
      isStream: fc.constant(isStream),
      lab: fc.nat(1),
      n: fc.constantFrom(1, 1, 2),
      body: bodies,
      sizes: cuts,
    }),
    known: known(name),
    async open(): Promise<Check<Case>> {
      const labs = await Promise.all([Lab.of({ dialect: "webdis" }), Lab.of({ dialect: "redis" })]);
      return (one) => checkOn(labs, one);
    },
  };
}

/** Answers in one body. */
export const answers = answersAs(
  false,
  "answers",
  "a JSON answer reaches the client as it came, and what is kept of it says the same",
  answerBody,
);

/** Answers as event streams. */
export const streams = answersAs(
  true,
  "streams",
  "a streamed answer reaches the client as it came, and what is kept of it says the same",
  streamBody,
);
