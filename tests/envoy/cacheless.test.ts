import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf } from "./support/stored.ts";
import { until } from "./support/until.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
  const { accepted, log } = await stack.reload(({ cache: _, ...config }) => ({ ...config, cacheTTL: 3600 }));
  assert.ok(accepted, log);
});
after(() => stack?.close());

test("a vector store alone answers a question, streamed or not, and in other words", async () => {
  const question = fresh();
  const first = await ask(stack, question);
  assert.equal(first.cache, "miss");
  const document = await until("the document", () => documentOf(stack, first.key));
  const record = JSON.parse(document.fields.entry as string) as { question: string; expires: number };
  assert.equal(record.question, question);
  assert.ok(record.expires > Date.now() / 1000 + 3500);
  assert.equal(await stack.redis.client.dbsize(), 0);
  const { requestCount } = stack.llm;
  for (const stream of [false, true]) {
    const again = await ask(stack, question, { body: { stream } });
    assert.deepEqual([again.cache, again.key, again.text()], ["hit", first.key, first.text()]);
  }
  const other = fresh();
  near(stack, other, question, 0.05);
  const semantic = await ask(stack, other);
  assert.deepEqual(
    [semantic.cache, semantic.key, semantic.text()],
    ["semantic-hit", first.key, first.text()],
  );
  assert.equal(stack.llm.requestCount, requestCount);
});
