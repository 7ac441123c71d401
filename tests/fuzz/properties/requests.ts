import assert from "node:assert/strict";
import fc from "fast-check";
import type { Stream } from "../../../dev/v8-host/stream.ts";
import { outcome, saying } from "../../v8-host/support/chat.ts";
import { bytesOf, cuts, pieces, type Raw } from "../generators/bytes.ts";
import { requestBody } from "../generators/chat.ts";
import { known } from "../support/known.ts";
import { Lab } from "../support/lab.ts";
import type { Check, Property } from "../support/property.ts";

interface Case {
  config: number;
  body: Raw;
  sizes: number[];
}

/** What decides how a request is read. */
const CONFIGS = [
  {},
  { cacheKeyStrategy: "allQuestions" },
  { cacheKeyFrom: "messages.@reverse.0.content" },
  { cacheKeyFrom: 'messages.#(role=="user").content' },
  { maxTurns: 1, maxRequestBytes: 400 },
];

function utf8(body: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/** Whether V8 takes a body for a JSON object. */
function isObject(body: Buffer): boolean {
  const text = utf8(body);
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function how(stream: Stream): (string | undefined)[] {
  return [...outcome(stream), stream.answered!.header("x-ai-cache-key")];
}

function checkOn(labs: Lab[], { config, body, sizes }: Case): void {
  const lab = labs[config % labs.length]!;
  const bytes = bytesOf(body);
  const answer = saying("That.");
  const results = [[bytes], pieces(bytes, sizes)].map((parts) => {
    const stream = lab.ask(parts);
    assert.deepEqual(stream.sentUpstream!.body, bytes, "the LLM gets what the client sent");
    stream.respond({ ...answer, status: 404 });
    assert.equal(stream.answered!.text, answer.body, "the client gets what the LLM sent");
    lab.check(parts.length);
    return how(stream);
  });
  lab.reset();
  // A body that is too large is not read to its end, in whatever pieces it comes.
  if (results[0]![1]?.includes("request_too_large")) results[1]![1] = results[0]![1]!;
  assert.deepEqual(results[1], results[0], "the pieces do not matter");
  if (results[0]![2] !== undefined) assert.ok(isObject(bytes), "what has a key is a JSON object");
}

/** Requests as they may come. */
export const requests: Property<Case> = {
  title: "a request goes on as it came, and is the same question in whatever pieces",
  cases: fc.record({ config: fc.nat(CONFIGS.length - 1), body: requestBody, sizes: cuts }),
  known: known("requests"),
  async open(): Promise<Check<Case>> {
    const labs = await Promise.all(
      CONFIGS.map((more, i) => Lab.of({ dialect: i % 2 === 0 ? "webdis" : "redis", more })),
    );
    return (one) => checkOn(labs, one);
  },
};
