import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Fault } from "../../dev/standins/fault.ts";
import type { Received } from "../../dev/standins/received.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import {
  clearFaults,
  code,
  HANG,
  hurried,
  isFromLlm,
  LOOKUP_MS,
  MARGIN_MS,
  setFault,
} from "./support/faults.ts";
import { moved } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf, inRedis, stored, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

let stack: Stack;
before(async () => {
  stack = await startStack({ config: hurried });
});
after(() => stack?.close());
afterEach(() => clearFaults(stack));

test("the whole look-up has one deadline, not one for each step", async () => {
  const slow = (): Fault => ({ delayMs: LOOKUP_MS * 0.6 });
  setFault(stack, "redis", slow);
  setFault(stack, "embedding", slow);
  setFault(stack, "vector", slow);
  const answer = await ask(stack, fresh());
  assert.equal(answer.cache, "error");
  assert.ok(answer.got.ms < LOOKUP_MS + MARGIN_MS, `${answer.got.ms} ms`);
  assert.ok(answer.got.ms >= LOOKUP_MS - 5, `${answer.got.ms} ms`);
});

test("the second GET of a semantic hit fails", async () => {
  const question = fresh();
  await teach(stack, question);
  const inOtherWords = question.split(" ").reverse().join(" ");
  let gets = 0;
  setFault(stack, "redis", ({ method }) => (method === "GET" && ++gets === 2 ? { reset: true } : null));
  const answer = await ask(stack, inOtherWords);
  isFromLlm(answer, inOtherWords);
  assert.deepEqual([answer.cache, answer.status], ["error", "ai-cache; fwd=miss; detail=redis"]);
});

test("what a failed look-up let pass is stored all the same, with its vector", async () => {
  const question = fresh();
  setFault(stack, "redis", ({ method }) => (method === "GET" ? { status: 500 } : null));
  const answer = await ask(stack, question);
  assert.equal(answer.cache, "error");
  setFault(stack, "redis", null);
  const hit = await until("the entry", async () => {
    const again = await ask(stack, question);
    return again.cache === "hit" ? again : null;
  });
  assert.equal(hit.text(), answer.text());
  await stored(stack, hit);
});

test("a store that Redis refuses costs the client nothing and leaves no vector behind", async () => {
  const question = fresh();
  const isSet = ({ method }: Received): boolean => method === "POST";
  for (const fault of [
    { status: 500 },
    { reset: true },
    { body: '{"error":"OOM"}' },
    HANG,
  ] satisfies Fault[]) {
    setFault(stack, "redis", (request) => (isSet(request) ? fault : null));
    const answer = await moved(stack, "ai_cache_stores_total", { result: "error" }, () =>
      ask(stack, question),
    );
    isFromLlm(answer, question);
    assert.equal(answer.cache, "miss");
    assert.ok(answer.got.ms < MARGIN_MS, `${answer.got.ms} ms`);
    assert.equal(documentOf(stack, answer.key), undefined);
  }
  setFault(stack, "redis", null);
  await teach(stack, question);
});

test("a vector that DashVector refuses leaves the entry for exact hits", async () => {
  const question = fresh();
  setFault(stack, "vector", ({ path }) => (path.endsWith("/upsert") ? code(-2013) : null));
  const labels = { upstream: "vector", result: "error" };
  const answer = await moved(stack, "ai_cache_calls_total", labels, () => ask(stack, question));
  await inRedis(stack, answer);
  assert.equal((await ask(stack, question)).cache, "hit");
  assert.equal(documentOf(stack, answer.key), undefined);
});

test("a real Redis that stops is missed, and used again when it is back", async () => {
  const before = fresh();
  await teach(stack, before);
  await stack.redis.stop();
  const question = fresh();
  const answer = await ask(stack, question);
  isFromLlm(answer, question);
  assert.deepEqual([answer.cache, answer.status], ["error", "ai-cache; fwd=miss; detail=redis"]);
  assert.ok(answer.got.ms < LOOKUP_MS + MARGIN_MS, `${answer.got.ms} ms`);
  await stack.redis.start();
  await until("a hit", async () => (await ask(stack, question)).cache === "hit");
});

test("a step that hangs does not hold up a client that leaves", async () => {
  const question = fresh();
  setFault(stack, "embedding", () => HANG);
  const { requestCount } = stack.llm;
  const leaving = new AbortController();
  const asked = ask(stack, question, { signal: leaving.signal });
  const embeddings = stack.dashscope.requestCount;
  await until("the call", () => stack.dashscope.requestCount > embeddings);
  leaving.abort();
  await assert.rejects(asked);
  setFault(stack, "embedding", null);
  await teach(stack, fresh());
  assert.equal(stack.llm.requestCount, requestCount + 1, "the LLM was not asked for a client that has left");
});

for (const [section, step] of [
  ["cache", "redis"],
  ["embedding", "embedding"],
  ["vector", "vector"],
] as const) {
  test(`a ${section} cluster that does not exist`, async (t) => {
    t.after(() => stack.reload(hurried));
    const broken = await stack.reload((config) => ({
      ...config,
      [section]: { ...config[section], cluster: "nowhere" },
    }));
    assert.equal(broken.accepted, true);
    const question = fresh();
    const labels = { upstream: step, result: "refused" };
    const answer = await moved(stack, "ai_cache_calls_total", labels, () => ask(stack, question));
    isFromLlm(answer, question);
    assert.deepEqual([answer.cache, answer.status], ["error", `ai-cache; fwd=miss; detail=${step}`]);
    assert.ok(answer.got.ms < MARGIN_MS, `${answer.got.ms} ms`);
    const words = `ai-cache: ${step}: the proxy refused the call (is the cluster configured and healthy?)`;
    await until("a line that tells where to look", () => stack.envoyLog().includes(words));
  });
}
