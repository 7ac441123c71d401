import assert from "node:assert/strict";
import fc from "fast-check";
import type { Response } from "../../../dev/v8-host/stream.ts";
import { said } from "../../v8-host/support/chat.ts";
import { cuts, pieces } from "../generators/bytes.ts";
import { eventText, type Frame, frame } from "../generators/chat.ts";
import { spelled, ways } from "../generators/json.ts";
import { eventsOf } from "../support/event-stream.ts";
import { known } from "../support/known.ts";
import { Lab } from "../support/lab.ts";
import type { Check, Property } from "../support/property.ts";

interface Case {
  text: string;
  /** How the answer is written. */
  ways: number[];
  isStream: boolean;
  /** Characters that a chunk has, over and over, and how each event is written. */
  chunks: number[];
  frame: Frame;
  /** Bytes that come together. */
  sizes: number[];
}

function bodyOf(stream: boolean): Buffer {
  return Buffer.from(JSON.stringify({ model: "m", messages: [{ role: "user", content: "What?" }], stream }));
}

function jsonAnswer({ text, ways, sizes }: Case): Response {
  const message = `{"role":"assistant","content":${spelled(text, ways)}}`;
  const body = `{"choices":[{"index":0,"message":${message},"finish_reason":"stop"}]}`;
  return { headers: { "content-type": "application/json" }, body: pieces(Buffer.from(body), sizes) };
}

/** In a stream a chunk may end within a pair of escapes, which no chunk shows as a character then. */
function streamAnswer({ text, ways, chunks, frame, sizes }: Case): Response {
  const inner = spelled(text, ways).slice(1, -1);
  const units = inner.match(/\\u[0-9a-fA-F]{4}|\\.|[^\\]/gsu) ?? [];
  const events: string[] = [];
  for (let at = 0, i = 0; at < units.length; i++) {
    const size = Math.max(1, chunks[i % chunks.length] ?? units.length);
    events.push(`{"content":"${units.slice(at, at + size).join("")}"}`);
    at += size;
  }
  const datas = events.map((delta) => `{"choices":[{"index":0,"delta":${delta}}]}`);
  const last = ['{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}', "[DONE]"];
  const body = [...datas, ...last].map((data) => eventText(data, frame)).join("");
  return { headers: { "content-type": "text/event-stream" }, body: pieces(Buffer.from(body), sizes) };
}

function spoken(text: string): string {
  const chunks = eventsOf(text).filter((data) => data !== "[DONE]");
  const all = chunks.map((data) => JSON.parse(data) as { choices: { delta: { content?: string } }[] });
  return all.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? "")).join("");
}

function checkOn(labs: Lab[], one: Case): void {
  const lab = labs[one.sizes.length % labs.length]!;
  const answer = one.isStream ? streamAnswer(one) : jsonAnswer(one);
  const stream = lab.ask(bodyOf(one.isStream)).respond(answer);
  lab.settle();
  assert.deepEqual(
    stream.answered!.body,
    Buffer.concat(answer.body as Buffer[]),
    "the client has its answer",
  );
  assert.equal(said(lab.ask(bodyOf(false))), one.text, "as JSON");
  assert.equal(spoken(lab.ask(bodyOf(true)).answered!.text), one.text, "as a stream");
  lab.check((answer.body as Buffer[]).length);
  lab.reset();
}

/** Texts of all Unicode, however they are written. */
export const identity: Property<Case> = {
  title: "what is recorded is replayed, letter for letter, whatever it is",
  cases: fc.record({
    text: fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom(...'a \n\r\t"\\/<é中🦊\u2028\u0000\ufeff'),
        minLength: 1,
        maxLength: 60,
      }),
    ),
    ways,
    isStream: fc.boolean(),
    chunks: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }),
    frame,
    sizes: cuts,
  }),
  known: known("identity"),
  async open(): Promise<Check<Case>> {
    const labs = await Promise.all(
      (["webdis", "upstash", "redis"] as const).map((dialect) => Lab.of({ dialect })),
    );
    return (one) => checkOn(labs, one);
  },
};
