import assert from "node:assert/strict";
import fc from "fast-check";
import type { HeaderMap } from "../../../dev/v8-host/header-map.ts";
import type { Stream } from "../../../dev/v8-host/stream.ts";
import { saying } from "../../v8-host/support/chat.ts";
import { telling } from "../generators/bytes.ts";
import { known } from "../support/known.ts";
import { Lab } from "../support/lab.ts";
import type { Check, Property } from "../support/property.ts";

type Line = [name: string, value: string];

interface Case {
  config: number;
  request: Line[];
  response: Line[];
}

const JWT = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwiZXhwIjoxfQ.";

/** Names that mean something, and what they may say. */
const REQUEST: Record<string, string[]> = {
  ":path": ["/v1/chat/completions?x=1", "/chat/completions", "/", ""],
  ":method": ["GET", "post"],
  "content-type": ["application/json; charset=utf-8", "text/plain", "APPLICATION/JSON"],
  "content-length": ["10", "-1", "99999999999999999999", "9223372036854775807", "1e3", ""],
  "content-encoding": ["gzip", "identity", "IDENTITY"],
  "accept-encoding": ["gzip, br", "*", ""],
  "x-ai-cache": ["bypass", "refresh", "only-if-cached", " BYPASS "],
  "x-ai-cache-ttl": ["5", "0", "-1", "99999999999999999999"],
  "x-higress-skip-ai-cache": ["on", "off"],
  "cache-control": [
    "no-store",
    "no-cache, max-age=5",
    "max-age=99999999999999999999",
    "only-if-cached",
    ",,=,",
  ],
  authorization: ["Bearer sk-1", JWT, `${JWT}x`, "Bearer a.b.c", "Bearer ..", "Basic eA=="],
  "x-mse-consumer": ["me", ""],
  "x-api-key": ["k"],
  "x-request-id": ["1"],
};

const RESPONSE: Record<string, string[]> = {
  "content-type": ["text/event-stream", "application/json;", "application/json ; charset=utf-8", ";"],
  "content-encoding": ["gzip", "identity"],
  "content-length": ["5", "x"],
  "cache-status": ["other; hit", "a, b"],
  "x-ai-cache": ["hit"],
  "x-ai-cache-key": ["x"],
  age: ["1"],
  "set-cookie": ["a=b"],
};

/** What may be taken from a request that is ours, and what a response may gain. */
const HIDDEN = [
  "x-ai-cache",
  "x-ai-cache-ttl",
  "x-higress-skip-ai-cache",
  "accept-encoding",
  "cache-control",
];
const GAINED = ["x-ai-cache", "x-ai-cache-key", "cache-status"];

const CONTROLS = { bypass: true, refresh: true, onlyIfCached: true, ttl: true };
const CONFIGS = [
  { controls: CONTROLS, honorCacheControl: true },
  { controls: CONTROLS, scope: { caller: "jwt:sub" } },
  { controls: { bypass: false }, scope: { caller: "header:x-api-key" } },
  { scope: { caller: "none" }, pathSuffixes: ["/completions", "/"] },
];

const BODY = Buffer.from('{"model":"m","messages":[{"role":"user","content":"What?"}]}');

function lines(table: Record<string, string[]>): fc.Arbitrary<Line[]> {
  const line = fc
    .constantFrom(...Object.keys(table))
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...table[name]!) }, { weight: 1, arbitrary: value }),
      ),
    );
  const stray = fc.tuple(fc.constantFrom("x-a", "x-b", "x-", "cookie"), value);
  return fc.array(fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: stray }), {
    maxLength: 6,
  });
}

/** Any bytes but those that no proxy lets through. */
const value: fc.Arbitrary<string> = fc
  .array(fc.oneof(telling, fc.string({ unit: "binary-ascii", maxLength: 4 })), { maxLength: 4 })
  .map((parts) => parts.join("").replaceAll(/[\r\n\0]/g, ""));

/** Lines but for those of `names`, in their order. */
function others(map: HeaderMap, names: string[]): (readonly [string, string])[] {
  return map.entries().filter(([name]) => !names.includes(name));
}

/** The lines of a request as the played client sends it: one for each name. */
function sentLines(request: Line[]): [string, string | string[]][] {
  return [...new Map(request)];
}

function checkOn(lab: Lab, { request, response }: Case): void {
  const sent = sentLines(request);
  const stream = lab.ask(BODY, { headers: sent as Line[] });
  if (stream.sentUpstream?.ended) checkPassed(stream, new Map(sent as Line[]), response);
  else assert.ok(stream.isLocal && [200, 504].includes(stream.answered!.status), "nobody has answered");
  lab.settle();
  lab.check(2);
  lab.reset();
}

function checkPassed(stream: Stream, sent: Map<string, string>, response: Line[]): void {
  const upstream = stream.sentUpstream!;
  for (const [name, value] of sent) {
    if (HIDDEN.includes(name)) continue;
    assert.deepEqual(upstream.headers!.all(name), [value], `the LLM gets ${name}`);
  }
  assert.deepEqual(upstream.body, BODY, "the LLM gets the body");
  const answer = saying("That.");
  stream.respondHeaders(200, response).respondData(answer.body as string, true);
  const got = stream.answered!;
  assert.equal(got.text, answer.body, "the client gets what the LLM sent");
  const expected = response.filter(([name]) => !GAINED.includes(name));
  assert.deepEqual(others(got.headers!, [...GAINED, ":status"]), expected, "and its headers");
  for (const [name, value] of response)
    if (name === "cache-status")
      assert.ok(got.headers!.all(name).includes(value), "other caches' words stay");
}

/** Header maps of requests and responses. */
export const headers: Property<Case> = {
  title: "headers reach the LLM and the client as they came, but for those that are the cache's own",
  cases: fc.record({
    config: fc.nat(CONFIGS.length - 1),
    request: lines(REQUEST),
    response: lines(RESPONSE),
  }),
  known: known("headers"),
  async open(): Promise<Check<Case>> {
    const dialects = ["webdis", "redis"] as const;
    const labs = await Promise.all(CONFIGS.map((more, i) => Lab.of({ dialect: dialects[i % 2]!, more })));
    return (one) => checkOn(labs[one.config % labs.length]!, one);
  },
};
