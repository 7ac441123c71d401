import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ADMIN, purge, TOKEN } from "./support/administration.ts";
import { ask, chat } from "./support/chat.ts";
import { moved } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf, entryOf, teach } from "./support/stored.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
  const { accepted, log } = await stack.reload((config) => ({
    ...config,
    ...ADMIN,
  }));
  assert.ok(accepted, log);
});
after(() => stack?.close());

test("a wrong answer is removed by the key that its client saw", async () => {
  const question = fresh();
  const { key } = await teach(stack, question);
  const { requestCount } = stack.llm;
  const labels = { result: "ok" };
  const got = await moved(stack, "ai_cache_purges_total", labels, () =>
    purge(stack, { "x-ai-cache-key": key }),
  );
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
  const other = await purge(stack, { "content-type": "application/json" }, chat(question));
  assert.equal(other.status, 200);
  assert.ok(await entryOf(stack, key), "another caller's entry stays");
  const got = await purge(stack, { ...headers, "content-type": "application/json" }, chat(question));
  assert.deepEqual([got.status, got.body], [200, `{"purged":"${key}"}`]);
  assert.equal(await entryOf(stack, key), null);
});

test("nobody else removes anything", async () => {
  const { key } = await teach(stack, fresh());
  for (const token of ["", "0123456789abcdeF"]) {
    const got = await purge(stack, { "x-ai-cache-token": token, "x-ai-cache-key": key });
    assert.equal(got.status, 401);
    assert.doesNotMatch(got.body, new RegExp(TOKEN));
  }
  assert.ok(await entryOf(stack, key));
  assert.equal((await purge(stack, { "x-ai-cache-key": "*" })).status, 400);
});

test("what cannot be removed is said", async () => {
  const { key } = await teach(stack, fresh());
  stack.dashvector.fault = () => ({ status: 503 });
  try {
    const got = await purge(stack, { "x-ai-cache-key": key });
    assert.deepEqual([got.status, got.body], [502, '{"error":{"message":"vector: HTTP status 503"}}']);
  } finally {
    stack.dashvector.fault = null;
  }
});
