import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { PluginConfig } from "../../dev/stack/plugin-config.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { type Answer, ask } from "./support/chat.ts";
import { metrics } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const WORKERS = 2;

let stack: Stack;
before(async () => {
  stack = await startStack({
    concurrency: WORKERS,
    config: patient,
    // A crowd's connections are made slowly where one core plays everybody.
    patch: (config) => (config.connectTimeout = "60s"),
  });
});
after(() => stack?.close());

/** The stand-ins share one process with a thousand clients: nothing here is to be late for that. */
function patient({ cache, embedding, vector, ...config }: PluginConfig): object {
  const timeout = 60_000;
  const services = {
    cache: { ...cache, timeout },
    embedding: { ...embedding, timeout },
    vector: { ...vector, timeout },
  };
  return { ...config, ...services, lookupTimeout: timeout, storeTimeout: timeout };
}

/** Connections that each worker has taken so far. */
async function taken(): Promise<number[]> {
  const text = await stack.envoy.admin("/stats?filter=worker_\\d.downstream_cx_total");
  const counts = [...text.matchAll(/worker_(\d)\.downstream_cx_total: (\d+)/g)];
  return counts.map(([, , count]) => Number(count));
}

test("what one worker stores every worker serves", async () => {
  const question = fresh();
  const before = await taken();
  assert.equal(before.length, WORKERS);
  const first = await teach(stack, question);
  await until("a connection for each worker", async () => {
    const again = await ask(stack, question);
    assert.deepEqual([again.cache, again.text()], ["hit", first.text()]);
    return (await taken()).every((count, i) => count >= before[i]! + 2);
  });
});

/** Asks all of `questions` at once, every second one for a stream. */
function askAll(questions: string[]): Promise<Answer[]> {
  return Promise.all(questions.map((question, i) => ask(stack, question, { body: { stream: i % 2 === 1 } })));
}

test("a thousand concurrent requests, hits and misses, meet no error", async () => {
  const known = Array.from({ length: 50 }, () => fresh());
  const taught = new Map<string, string>();
  for (const question of known) taught.set(question, (await teach(stack, question)).text());
  const questions = Array.from({ length: 1000 }, (_, i) => (i % 2 ? known[i % known.length]! : fresh()));
  const answers = await askAll(questions);
  answers.forEach((answer, i) => {
    const question = questions[i]!;
    const text = taught.get(question);
    assert.equal(answer.got.status, 200);
    assert.equal(answer.cache, text === undefined ? "miss" : "hit", question);
    if (text === undefined) assert.ok(answer.text().includes(`«${question}»`), answer.text());
    else assert.equal(answer.text(), text);
  });
  await Promise.all(answers.map((answer) => stored(stack, answer)));
  const counted = await metrics(stack);
  assert.equal(counted.sum("ai_cache_requests_total", { outcome: "error" }), 0);
  assert.equal(counted.sum("ai_cache_stores_total", { result: "error" }), 0);
});

test("a crowd that asks one question at once gets one answer each, and then a hit", async () => {
  const question = fresh();
  const answers = await askAll(Array.from({ length: 100 }, () => question));
  assert.ok(answers.every((answer) => answer.got.status === 200 && answer.text().includes(question)));
  await stored(stack, answers[0]!);
  assert.equal((await ask(stack, question)).cache, "hit");
});
