import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer as Scripted, RawAnswer } from "../../../dev/standins/llm/answer.ts";
import type { Stack } from "../../../dev/stack/stack.ts";
import { ask, chat } from "./chat.ts";
import { open } from "./http.ts";
import { metrics } from "./metrics.ts";
import { fresh } from "./questions.ts";
import { documentOf, entryOf, settled } from "./stored.ts";
import { until } from "./until.ts";

/** An answer that is not to be stored. */
export interface Refused {
  what: string;
  /** What the LLM sends. */
  script: Partial<Scripted> | RawAnswer;
  /** More of the request. */
  body?: Record<string, unknown>;
  /** The label of the refusal. */
  reason: string;
}

/** One test: the answer passes, is counted as refused, and leaves nothing behind. */
export function testRefused(at: () => Stack, { what, script, body = {}, reason }: Refused): void {
  test(`not stored: ${what}`, async () => {
    const stack = at();
    const question = fresh();
    const before = await refusals(stack);
    stack.llm.script = () => script;
    const key = await keyOfBroken(stack, question, body);
    stack.llm.script = null;
    const label = `reason=${reason}`;
    const wanted = { ...before, [label]: (before[label] ?? 0) + 1 };
    await until(label, async () => (await refusals(stack))[label] === wanted[label]);
    await settled(stack);
    assert.deepEqual(await refusals(stack), wanted);
    assert.equal(await entryOf(stack, key), null);
    assert.equal(documentOf(stack, key), undefined);
    assert.equal((await ask(stack, question, { body })).cache, "miss");
  });
}

async function refusals(stack: Stack): Promise<Record<string, number>> {
  return (await metrics(stack)).all("ai_cache_stores_refused_total");
}

/** Asks, whether or not the response breaks off; the key that the answer would have had. */
async function keyOfBroken(stack: Stack, question: string, body: Record<string, unknown>): Promise<string> {
  const headers = { "content-type": "application/json" };
  const response = await open(stack.url, { headers, body: JSON.stringify(chat(question, body)) });
  assert.equal(response.headers["x-ai-cache"], "miss");
  await response.forEach(() => undefined).catch(() => undefined);
  return String(response.headers["x-ai-cache-key"]);
}
