import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Fault } from "../../dev/standins/fault.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { clearFaults, HANG, isFromLlm, LOOKUP_MS, setFault, STEPS } from "./support/faults.ts";
import { moved, openBreakers } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { settled, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const FAILURES = 3;
const PAUSE_MS = 2000;

type Step = (typeof STEPS)[number];

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
afterEach(async () => {
  clearFaults(stack);
  await areWell();
  await settled(stack);
});

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
  assert.equal(await openBreakers(stack, "redis"), 1);
});

/** Of what trips a breaker: nothing, a reply, and a broken connection. */
const FAULTS: Record<string, Fault> = {
  "no answer at all": HANG,
  "503": { status: 503 },
  "a reset": { reset: true },
};
/** Less than a deadline, which is what a busy machine leaves to tell. */
const QUICK_MS = LOOKUP_MS - 50;

for (const step of STEPS) {
  for (const [what, fault] of Object.entries(FAULTS)) {
    test(`${step} has answered with ${what}: it is left alone, and used again soon after it is well`, async () => {
      const question = fresh();
      await teach(stack, question);
      await fails(step, fault);
      const standin = standinOf(step);
      const { requestCount } = standin;
      const skipped = { upstream: step, result: "skipped" };
      const next = fresh();
      const answer = await moved(stack, "ai_cache_calls_total", skipped, () => ask(stack, next));
      isFromLlm(answer, next);
      assert.deepEqual([answer.cache, answer.status], ["error", `ai-cache; fwd=miss; detail=${step}`]);
      assert.ok(answer.got.ms < QUICK_MS, `${answer.got.ms} ms`);
      if (step !== "redis") assert.equal((await ask(stack, question)).cache, "hit");
      assert.equal(standin.requestCount, requestCount, "no call");
      setFault(stack, step, null);
      await areWell();
      assert.equal((await ask(stack, reversed(question))).cache, "semantic-hit");
      assert.equal(await openBreakers(stack, step), 0);
    });
  }

  test(`${step} has answered with 400: that is of one request, and the next one asks it`, async () => {
    setFault(stack, step, () => ({ status: 400 }));
    const { requestCount } = standinOf(step);
    for (let i = 0; i < 2 * FAILURES; i++) await ask(stack, fresh());
    assert.ok(standinOf(step).requestCount >= requestCount + 2 * FAILURES);
    assert.equal(await openBreakers(stack, step), 0);
  });
}

test("an embedding service that has had too many calls is left alone for as long as it says", async () => {
  const question = fresh();
  await teach(stack, question);
  setFault(stack, "embedding", () => ({ status: 429, headers: { "retry-after": "2" } }));
  await ask(stack, fresh());
  const { requestCount } = stack.dashscope;
  const next = fresh();
  const reason = { reason: "rate_limited" };
  isFromLlm(await moved(stack, "ai_cache_neighbours_refused_total", reason, () => ask(stack, next)), next);
  assert.equal(stack.dashscope.requestCount, requestCount, "no call");
  assert.equal(await openBreakers(stack, "embedding"), 0);
  setFault(stack, "embedding", null);
  await areWell();
  assert.equal((await ask(stack, reversed(question))).cache, "semantic-hit");
});

/** The upstream has failed as often in a row as trips its breaker. */
async function fails(step: Step, fault: Fault): Promise<void> {
  assert.equal(await openBreakers(stack, step), 0);
  setFault(stack, step, () => fault);
  // Stores of their answers fail too, so it may be fewer.
  for (let i = 0; i < FAILURES; i++) await ask(stack, fresh());
  await until("an open breaker", async () => (await openBreakers(stack, step)) === 1);
}

/** All are asked again. What is asked meanwhile is stored, so it is never the same. */
async function areWell(): Promise<void> {
  await until("a miss", async () => (await ask(stack, fresh())).cache === "miss");
}

function standinOf(step: Step): { requestCount: number } {
  return { redis: stack.upstash, embedding: stack.dashscope, vector: stack.dashvector }[step];
}

function reversed(question: string): string {
  return question.split(" ").reverse().join(" ");
}
