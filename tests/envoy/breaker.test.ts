import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { clearFaults, HANG, isFromLlm, LOOKUP_MS, setFault } from "./support/faults.ts";
import { metrics, moved } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const FAILURES = 3;
const PAUSE_MS = 2000;

let stack: Stack;
before(async () => {
  const breaker = { failures: FAILURES, pause: PAUSE_MS, maxPause: PAUSE_MS };
  // One worker, as each learns for itself.
  stack = await startStack({
    concurrency: 1,
    config: (config) => ({ ...config, lookupTimeout: LOOKUP_MS, storeTimeout: LOOKUP_MS, breaker }),
  });
});
after(() => stack?.close());
afterEach(() => clearFaults(stack));

test("a Redis that hangs costs the first requests their deadline, and the others nothing", async () => {
  const question = fresh();
  await teach(stack, question);
  setFault(stack, "redis", () => HANG);
  const first = await ask(stack, question);
  isFromLlm(first, question);
  assert.ok(first.got.ms >= LOOKUP_MS - 5, `${first.got.ms} ms`);
  // Stores of their answers fail too, so it may be fewer.
  for (let i = 1; i < FAILURES; i++) isFromLlm(await ask(stack, question), question);
  const { requestCount } = stack.upstash;
  const skipped = { upstream: "redis", result: "skipped" };
  await moved(stack, "ai_cache_calls_total", skipped, async () => {
    for (let i = 0; i < 10; i++) {
      const answer = await ask(stack, question);
      isFromLlm(answer, question);
      assert.deepEqual([answer.cache, answer.status], ["error", "ai-cache; fwd=miss; detail=redis"]);
      assert.ok(answer.got.ms < LOOKUP_MS, `${answer.got.ms} ms`);
    }
  });
  assert.ok(stack.upstash.requestCount <= requestCount + 1, "one may have tried it out");
  assert.equal((await metrics(stack)).sum("ai_cache_breakers_open", { upstream: "redis" }), 1);
});

test("it is used again soon after it is well", async () => {
  setFault(stack, "redis", () => ({ status: 503 }));
  const question = fresh();
  for (let i = 0; i < FAILURES; i++) await ask(stack, question);
  setFault(stack, "redis", null);
  await until("a hit", async () => (await ask(stack, question)).cache === "hit");
  assert.equal((await metrics(stack)).sum("ai_cache_breakers_open", { upstream: "redis" }), 0);
});
