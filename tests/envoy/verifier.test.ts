import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Fault } from "../../dev/standins/fault.ts";
import { RERANK_PATH } from "../../dev/standins/dashscope/rerank.ts";
import type { PluginConfig } from "../../dev/stack/plugin-config.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { type Answer, ask } from "./support/chat.ts";
import { HANG, isFromLlm, MARGIN_MS } from "./support/faults.ts";
import { moved, openBreakers } from "./support/metrics.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

/** Near enough for a hit; the stand-in's score is 1 less the distance. */
const NEAR = 0.02;
const DOUBTFUL = 0.05;
const THRESHOLD = 0.96;
/** Of one call of the verifier: more than a busy machine needs for one that is well. */
const TIMEOUT_MS = 1000;
const FAILURES = 3;
const PAUSE_MS = 2000;
const REFUSED = "ai_cache_neighbours_refused_total";

let stack: Stack;
before(async () => {
  stack = await startStack({ config: (config) => reranked(config, false) });
});
after(() => stack?.close());
afterEach(() => fails(null));

/** Neighbours are verified by the service that makes the vectors. */
function reranked(config: PluginConfig, breaker: unknown): object {
  const { cluster, serviceHost, apiKey } = config.embedding;
  const verifier = { type: "dashscope", cluster, serviceHost, apiKey, threshold: THRESHOLD };
  // Of a call that hangs the deadline is the verifier's own: the look-up has time left.
  return { ...config, verifier: { ...verifier, timeout: TIMEOUT_MS }, lookupTimeout: 5000, breaker };
}

/** A question that is so far from another. */
function beside(question: string, distance: number): string {
  return near(stack, fresh(), question, distance);
}

/** Lets every call of the verifier fail from now on; null heals it. */
function fails(fault: Fault | null): void {
  stack.dashscope.fault = ({ path }) => (path === RERANK_PATH ? fault : null);
}

/** Calls of the verifier so far. */
function opinions(): number {
  return stack.dashscope.requests.filter(({ path }) => path === RERANK_PATH).length;
}

/** What becomes of a question that has one neighbour, and no other as near, which would be no matter for the verifier. */
async function asked(): Promise<string | undefined> {
  const question = fresh();
  await teach(stack, question);
  return (await ask(stack, beside(question, NEAR))).cache;
}

/** The LLM was asked, the client is told of a plain miss, and what came is stored. */
async function isMiss(answer: Answer, question: string): Promise<void> {
  isFromLlm(answer, question);
  assert.deepEqual([answer.cache, answer.status], ["miss", "ai-cache; fwd=uri-miss; fwd-status=200"]);
  await stored(stack, answer);
}

test("a neighbour is served where the verifier says that it asks the same, for one call more", async () => {
  const question = fresh();
  const first = await teach(stack, question);
  const before = opinions();
  const again = await ask(stack, beside(question, NEAR));
  assert.deepEqual([again.cache, again.key, again.text()], ["semantic-hit", first.key, first.text()]);
  assert.equal(opinions(), before + 1);
  const streamed = await ask(stack, beside(question, NEAR), { body: { stream: true } });
  assert.deepEqual([streamed.cache, streamed.text()], ["semantic-hit", first.text()]);
  assert.equal((await ask(stack, question)).cache, "hit");
  assert.equal(opinions(), before + 2, "the very question needs no opinion");
});

test("a neighbour that the verifier takes for another question is not served", async () => {
  const question = fresh();
  await teach(stack, question);
  const other = beside(question, DOUBTFUL);
  const labels = { reason: "verifier_different" };
  await isMiss(await moved(stack, REFUSED, labels, () => ask(stack, other)), other);
});

const FAULTS: Record<string, Fault> = {
  "500": { status: 500 },
  "401": { status: 401 },
  "429": { status: 429 },
  "a reset": { reset: true },
  "a reset in the middle": { resetAfterBytes: 5 },
  "no answer at all": HANG,
  "a drip": { dripMs: TIMEOUT_MS / 4 },
  "an empty body": { body: "" },
  "half of its JSON": { body: '{"output":{"resul' },
  "an error with 200": { body: '{"code":"Throttling","message":"slow down"}' },
  "no results": { body: '{"output":{"results":[]}}' },
  "a score that is text": { body: '{"output":{"results":[{"index":0,"relevance_score":"1"}]}}' },
  HTML: { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Sign in</h1>" },
};

for (const [what, fault] of Object.entries(FAULTS)) {
  test(`a verifier that answers with ${what} makes a miss`, async () => {
    const question = fresh();
    await teach(stack, question);
    fails(fault);
    const other = beside(question, NEAR);
    const calls = { upstream: "verifier", result: "error" };
    const answer = await moved(stack, REFUSED, { reason: "verifier_unsure" }, () =>
      moved(stack, "ai_cache_calls_total", calls, () => ask(stack, other)),
    );
    assert.ok(answer.got.ms < TIMEOUT_MS + MARGIN_MS, `${answer.got.ms} ms`);
    await isMiss(answer, other);
    fails(null);
    await until("a hit again", async () => (await asked()) === "semantic-hit");
  });
}

test("a verifier that has failed some times in a row is left alone, and asked again soon after it is well", async () => {
  const breaker = { failures: FAILURES, pause: PAUSE_MS, maxPause: PAUSE_MS };
  const { accepted, log } = await stack.reload((config) => reranked(config, breaker));
  assert.ok(accepted, log);
  await stack.drained();
  fails({ status: 503 });
  for (let i = 0; i < FAILURES; i++) assert.equal(await asked(), "miss");
  await until("an open breaker", async () => (await openBreakers(stack, "verifier")) === 1);
  const question = fresh();
  await teach(stack, question);
  const before = opinions();
  const other = beside(question, NEAR);
  const skipped = { upstream: "verifier", result: "skipped" };
  await isMiss(await moved(stack, "ai_cache_calls_total", skipped, () => ask(stack, other)), other);
  assert.equal((await ask(stack, question)).cache, "hit", "not needed for an exact hit");
  assert.equal(opinions(), before, "no call");
  fails(null);
  await until("a hit", async () => (await asked()) === "semantic-hit");
  assert.equal(await openBreakers(stack, "verifier"), 0);
});

test("a chat model is asked in the verifier's place, by way of the gateway's own cluster", async () => {
  const { accepted, log } = await stack.reload((config) => ({
    ...config,
    guards: false,
    verifier: { type: "openai", cluster: "llm", serviceHost: "llm", model: "small", timeout: TIMEOUT_MS },
  }));
  assert.ok(accepted, log);
  await stack.drained();
  const question = `${fresh()} 10`;
  const first = await teach(stack, question);
  const [same, other] = [`${fresh()} 10`, `${fresh()} 100`];
  for (const one of [same, other]) near(stack, one, question, NEAR);
  const again = await ask(stack, same);
  assert.deepEqual([again.cache, again.key, again.text()], ["semantic-hit", first.key, first.text()]);
  const labels = { reason: "verifier_different" };
  await isMiss(await moved(stack, REFUSED, labels, () => ask(stack, other)), other);
});
