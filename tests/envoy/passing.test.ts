import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { after, before, test } from "node:test";
import type { Received } from "../../dev/standins/received.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask, chat } from "./support/chat.ts";
import { type Got, send, type Sent } from "./support/http.ts";
import { metrics } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored, whereabouts } from "./support/stored.ts";

let stack: Stack;
/** The same Envoy without our filter. */
let bare: Stack;
before(async () => {
  stack = await startStack();
  bare = await startStack({ wasm: null });
});
after(async () => {
  await stack?.close();
  await bare?.close();
});

const json = { "content-type": "application/json", "accept-encoding": "gzip, br", "x-custom": "kept" };
const good = (): string => JSON.stringify(chat(fresh()));

/** What is no chat completion. */
const FOREIGN: [what: string, sent: () => Sent][] = [
  ["GET of the models", () => ({ method: "GET", path: "/v1/models", headers: { accept: "*/*" } })],
  ["GET of the chat path", () => ({ method: "GET", headers: { "x-ai-cache": "refresh" } })],
  ["DELETE with a body", () => ({ method: "DELETE", headers: json, body: good() })],
  ["PUT with a body", () => ({ method: "PUT", headers: json, body: good() })],
  ["POST without a body", () => ({ headers: json })],
  ["POST elsewhere", () => ({ path: "/v1/embeddings", headers: json, body: good() })],
  ["POST to a longer path", () => ({ path: "/v1/chat/completions/x", headers: json, body: good() })],
  [
    "POST with the path in its query",
    () => ({ path: "/v1/x?/chat/completions", headers: json, body: good() }),
  ],
  [
    "a form",
    () => ({ headers: { ...json, "content-type": "application/x-www-form-urlencoded" }, body: "a=b" }),
  ],
  ["text", () => ({ headers: { ...json, "content-type": "text/plain" }, body: good() })],
  ["no content type", () => ({ headers: { "x-custom": "kept" }, body: good() })],
  ["a compressed body", () => ({ headers: { ...json, "content-encoding": "gzip" }, body: "\x1f\x8b" })],
  ["broken JSON", () => ({ headers: json, body: good().slice(0, -1) })],
  ["broken JSON, chunked", () => ({ headers: json, body: [good(), "}"] })],
  ["JSON after JSON", () => ({ headers: json, body: `${good()}{}` })],
  ["an empty body", () => ({ headers: json, body: "" })],
  ["a JSON array", () => ({ headers: json, body: `[${good()}]` })],
  ["an embeddings request", () => ({ headers: json, body: '{"model":"m","input":["a","b"]}' })],
  ["a completion of the old form", () => ({ headers: json, body: '{"model":"m","prompt":"hello"}' })],
  ["no messages", () => ({ headers: json, body: '{"model":"m","messages":[]}' })],
  ["messages of another shape", () => ({ headers: json, body: '{"model":"m","messages":["hello"]}' })],
  ["no model", () => ({ headers: json, body: '{"messages":[{"role":"user","content":"a"}]}' })],
  [
    "a body that is not UTF-8",
    () => ({ headers: json, body: Buffer.from(good().replace("w", "\xe9"), "latin1") }),
  ],
  [
    "an embeddings request that speaks of caches",
    () => ({ headers: { ...json, "cache-control": "no-cache" }, body: '{"model":"m","input":"a"}' }),
  ],
];

/** Without what differs from one request to the next, whoever sends it. */
function lasting(headers: IncomingHttpHeaders): object {
  const { "x-request-id": _, date: __, "x-envoy-upstream-service-time": ___, host: ____, ...rest } = headers;
  return rest;
}

function seen({ method, path, headers, body }: Received): object {
  return { method, path, headers: lasting(headers), body };
}

function answered({ status, headers, body }: Got): object {
  if (status !== 200) return { status, headers: lasting(headers), body };
  // Every answer has a number and an id of its own.
  const { "content-length": _, ...rest } = headers;
  return { status, headers: lasting(rest) };
}

for (const [what, sent] of FOREIGN) {
  test(`nothing is added or changed: ${what}`, async () => {
    const request = sent();
    const before = await metrics(stack);
    const [through, past] = [await send(stack.url, request), await send(bare.url, request)];
    assert.deepEqual(seen(stack.llm.requests.at(-1)!), seen(bare.llm.requests.at(-1)!));
    assert.deepEqual(answered(through), answered(past));
    assert.equal(through.headers["x-ai-cache"], undefined);
    assert.equal(through.headers["cache-status"], undefined);
    const name = "ai_cache_requests_total";
    assert.equal((await metrics(stack)).sum(name), before.sum(name), "not counted as ours");
  });
}

for (const [what, path, type] of [
  ["a query", "/v1/chat/completions?api-version=1", "application/json"],
  ["a content type with a charset", "/v1/chat/completions", "Application/JSON; charset=utf-8"],
] as const) {
  test(`a chat completion all the same: ${what}`, async () => {
    const body = good();
    const got = await send(stack.url, { path, headers: { "content-type": type }, body });
    assert.equal(got.headers["x-ai-cache"], "miss");
    await stored(stack, whereabouts(got.headers));
    const again = await send(stack.url, { path, headers: { "content-type": type }, body });
    assert.equal(again.headers["x-ai-cache"], "hit");
  });
}

test("a chat completion goes on unchanged, but for the encoding it would accept", async () => {
  const body = ` ${good().replace(":", " :\t")} `;
  const headers = { ...json, "user-agent": "agent", authorization: "Bearer k", te: "trailers" };
  await send(stack.url, { headers, body });
  await send(bare.url, { headers, body });
  const [through, past] = [stack, bare].map(({ llm }) => seen(llm.requests.at(-1)!)) as [
    object,
    { headers: object },
  ];
  const { "accept-encoding": _, ...rest } = past.headers as IncomingHttpHeaders;
  assert.deepEqual(through, { ...past, headers: rest });
});

test("a chunked body arrives whole, however it was cut", async () => {
  const question = fresh("grüße 你好 👋");
  const bytes = Buffer.from(JSON.stringify(chat(question)));
  const pieces = Array.from({ length: bytes.length }, (_, i) => bytes.subarray(i, i + 1));
  const got = await send(stack.url, { headers: json, body: pieces });
  assert.equal(got.headers["x-ai-cache"], "miss");
  assert.equal(stack.llm.requests.at(-1)!.body, bytes.toString());
  await stored(stack, whereabouts(got.headers));
  assert.equal((await ask(stack, question)).cache, "hit");
});

for (const headers of [
  { "x-ai-cache": "refresh" },
  { "x-ai-cache": "bypass" },
  { "x-ai-cache": "nonsense" },
  { "x-ai-cache-ttl": "60" },
  { "x-higress-skip-ai-cache": "on" },
  { "x-higress-skip-ai-cache": "off" },
  { "cache-control": "no-store" },
  { "cache-control": "no-cache" },
  { "cache-control": "max-age=5" },
]) {
  test(`the LLM does not see ${JSON.stringify(headers)}`, async () => {
    await ask(stack, fresh(), { headers });
    for (const name of Object.keys(headers))
      assert.equal(stack.llm.requests.at(-1)!.headers[name], undefined);
  });
}

test("a refused control is removed all the same", async (t) => {
  t.after(() => stack.reload((config) => config));
  await stack.reload((config) => ({ ...config, controls: { bypass: false } }));
  for (const control of ["bypass", "refresh", "only-if-cached"]) {
    assert.equal((await ask(stack, fresh(), { headers: { "x-ai-cache": control } })).cache, "miss");
    assert.equal(stack.llm.requests.at(-1)!.headers["x-ai-cache"], undefined);
  }
});

test("a question without words is a bypass", async () => {
  for (const messages of [
    [{ role: "system", content: "Say hello." }],
    [{ role: "user", content: " \n" }],
    [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://h/1.png" } }] }],
  ]) {
    const answer = await ask(stack, "", { body: { messages } });
    assert.deepEqual([answer.got.status, answer.cache], [200, "bypass"], JSON.stringify(messages));
  }
});
