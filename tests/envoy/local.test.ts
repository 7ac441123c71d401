import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { PluginConfig } from "../../dev/stack/plugin-config.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { ADMIN, purge } from "./support/administration.ts";
import { ask } from "./support/chat.ts";
import { metrics } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { entryKey, inRedis, startRedisAgain, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const WORKERS = 2;
const LOCAL = /^ai-cache; hit; ttl=\d+; detail=local$/;
const EXACT = /^ai-cache; hit; ttl=\d+; detail=exact$/;

let stack: Stack;
before(async () => {
  stack = await startStack({ concurrency: WORKERS, config: (config) => keeping(config, 600) });
});
after(() => stack?.close());

/** What is asked again within so many seconds is answered from Envoy's own memory. */
function keeping(config: PluginConfig, ttl: number): object {
  return { ...config, ...ADMIN, local: { ttl } };
}

/** Connections that each worker has taken so far. */
async function taken(): Promise<number[]> {
  const text = await stack.envoy.admin("/stats?filter=worker_\\d.downstream_cx_total");
  return [...text.matchAll(/worker_\d\.downstream_cx_total: (\d+)/g)].map(([, count]) => Number(count));
}

test("what one worker has stored every worker serves, and Redis may be gone", async () => {
  const question = fresh();
  const first = await teach(stack, question);
  await stack.redis.stop();
  try {
    const before = await taken();
    assert.equal(before.length, WORKERS);
    await until("a connection for each worker", async () => {
      const again = await ask(stack, question);
      assert.match(again.status!, LOCAL);
      assert.deepEqual([again.cache, again.key, again.text()], ["hit", first.key, first.text()]);
      return (await taken()).every((count, i) => count > before[i]!);
    });
    const streamed = await ask(stack, question, { body: { stream: true } });
    assert.deepEqual([streamed.cache, streamed.text()], ["hit", first.text()]);
    assert.equal((await ask(stack, fresh())).status, "ai-cache; fwd=miss; detail=redis");
  } finally {
    await startRedisAgain(stack);
  }
  assert.ok((await metrics(stack)).sum("ai_cache_requests_total", { outcome: "hit_local" }) >= WORKERS);
});

test("what has been removed no worker serves", async () => {
  const question = fresh();
  const { key } = await teach(stack, question);
  assert.match((await ask(stack, question)).status!, LOCAL);
  assert.equal((await purge(stack, { "x-ai-cache-key": key })).status, 200);
  const before = await taken();
  await until("a connection for each worker", async () => {
    const headers = { "x-ai-cache": "only-if-cached" };
    assert.equal((await ask(stack, question, { headers })).cache, "miss");
    return (await taken()).every((count, i) => count > before[i]!);
  });
});

test("an answer that is too large is Redis' alone", async () => {
  const question = fresh("x".repeat(40_000));
  await inRedis(stack, await ask(stack, question));
  assert.match((await ask(stack, question)).status!, EXACT);
});

test("an answer is looked up in Redis again when its time is up, and is local once more", async () => {
  const { accepted, log } = await stack.reload((config) => keeping(config, 3));
  assert.ok(accepted, log);
  const question = fresh();
  const { key } = await teach(stack, question);
  assert.match((await ask(stack, question)).status!, LOCAL);
  await until("the end of its time", async () => EXACT.test((await ask(stack, question)).status!), 15_000);
  assert.match((await ask(stack, question)).status!, LOCAL);
  await stack.redis.client.del(entryKey(key));
  await until("the end of its time", async () => (await ask(stack, question)).cache === "miss", 15_000);
});
