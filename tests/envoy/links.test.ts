import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ADMIN, purge } from "./support/administration.ts";
import { ask } from "./support/chat.ts";
import { moved } from "./support/metrics.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf, entryOf, teach } from "./support/stored.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
  const { accepted, log } = await stack.reload((config) => ({ ...config, ...ADMIN }));
  assert.ok(accepted, log);
});
after(() => stack?.close());

/** Teaches the answer to a question. */
async function taught(question: string, content: string): ReturnType<typeof teach> {
  stack.llm.script = () => ({ content });
  try {
    return await teach(stack, question);
  } finally {
    stack.llm.script = null;
  }
}

test("a question whose answer says the same leads to the first one's entry, until that is removed", async () => {
  const [question, first, second] = [fresh(), fresh("proxy"), fresh("gateway")];
  near(stack, second, first, 0.03);
  const kept = await taught(question, first);

  const other = near(stack, fresh(), question, 0.22);
  const labels = { reason: "miss", distance: "0_30", verdict: "same" };
  const linked = await moved(stack, "ai_cache_comparisons_total", labels, () => taught(other, second));
  assert.equal(linked.text(), second, "its client has the model's answer");
  assert.equal(documentOf(stack, linked.key)!.fields.key, kept.key);

  const third = near(stack, fresh(), other, 0.05);
  const served = await ask(stack, third);
  assert.deepEqual([served.cache, served.text(), served.key], ["semantic-hit", first, kept.key]);
  assert.equal(served.header("x-ai-cache-distance"), "0.0500");
  const again = await ask(stack, other);
  assert.deepEqual([again.cache, again.text()], ["hit", second], "the very question has its own answer");

  assert.equal((await purge(stack, { "x-ai-cache-key": kept.key })).status, 200);
  assert.equal(await entryOf(stack, kept.key), null);
  for (const key of [kept.key, linked.key]) assert.equal(documentOf(stack, key), undefined);
  const asked = await ask(stack, third);
  assert.equal(asked.cache, "miss");
  assert.notEqual(asked.text(), first);
});

test("a question whose answer says something else keeps to its own", async () => {
  const question = fresh();
  const kept = await taught(question, fresh("proxy"));
  const other = near(stack, fresh(), question, 0.22);
  const labels = { reason: "miss", distance: "0_30", verdict: "different" };
  const own = await moved(stack, "ai_cache_comparisons_total", labels, () => taught(other, fresh("gateway")));
  assert.equal(documentOf(stack, own.key)!.fields.key, own.key);
  assert.equal((await ask(stack, near(stack, fresh(), question, 0.05))).key, kept.key);
});
