import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask, chat } from "./support/chat.ts";
import { type Got, send } from "./support/http.ts";
import { moved } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf, entryOf, teach } from "./support/stored.ts";

const PATH = "/ai-cache/purge";
const TOKEN = "0123456789abcdef";

let stack: Stack;
before(async () => {
  stack = await startStack();
  const { accepted, log } = await stack.reload((config) => ({
    ...config,
    admin: { path: PATH, token: TOKEN },
  }));
  assert.ok(accepted, log);
});
after(() => stack?.close());

/** A request of an administrator. */
function purge(headers: Record<string, string>, body?: unknown): Promise<Got> {
  const text = body === undefined ? "" : JSON.stringify(body);
  return send(stack.url, { path: PATH, headers: { "x-ai-cache-token": TOKEN, ...headers }, body: text });
}

test("a wrong answer is removed by the key that its client saw", async () => {
  const question = fresh();
  const { key } = await teach(stack, question);
  const { requestCount } = stack.llm;
  const labels = { result: "ok" };
  const got = await moved(stack, "ai_cache_purges_total", labels, () => purge({ "x-ai-cache-key": key }));
  assert.deepEqual([got.status, got.body], [200, `{"purged":"${key}"}`]);
  assert.equal(await entryOf(stack, key), null);
  assert.equal(documentOf(stack, key), undefined);
  assert.equal(stack.llm.requestCount, requestCount, "the LLM saw nothing of it");
  assert.equal((await ask(stack, question)).cache, "miss");
});

test("a wrong answer is removed by the request that it answers", async () => {
  const question = fresh();
  const headers = { authorization: "Bearer a-caller" };
  const { key } = await teach(stack, question, { headers });
  const other = await purge({ "content-type": "application/json" }, chat(question));
  assert.equal(other.status, 200);
  assert.ok(await entryOf(stack, key), "another caller's entry stays");
  const got = await purge({ ...headers, "content-type": "application/json" }, chat(question));
  assert.deepEqual([got.status, got.body], [200, `{"purged":"${key}"}`]);
  assert.equal(await entryOf(stack, key), null);
});

test("nobody else removes anything", async () => {
  const { key } = await teach(stack, fresh());
  for (const token of ["", "0123456789abcdeF"]) {
    const got = await purge({ "x-ai-cache-token": token, "x-ai-cache-key": key });
    assert.equal(got.status, 401);
    assert.doesNotMatch(got.body, new RegExp(TOKEN));
  }
  assert.ok(await entryOf(stack, key));
  assert.equal((await purge({ "x-ai-cache-key": "*" })).status, 400);
});

test("what cannot be removed is said", async () => {
  const { key } = await teach(stack, fresh());
  stack.dashvector.fault = () => ({ status: 503 });
  try {
    const got = await purge({ "x-ai-cache-key": key });
    assert.deepEqual([got.status, got.body], [502, '{"error":{"message":"vector: HTTP status 503"}}']);
  } finally {
    stack.dashvector.fault = null;
  }
});
