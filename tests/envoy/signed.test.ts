import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { entryKey, recordOf } from "./support/stored.ts";
import { until } from "./support/until.ts";

const KEY = "0123456789abcdef0123456789abcdef";

let stack: Stack;
before(async () => {
  stack = await startStack({ config: (config) => ({ ...config, signingKey: KEY }) });
});
after(() => stack?.close());

/** Asks a new question, and gives its key and its record in Redis. */
async function taught(): Promise<{ question: string; id: string; record: string }> {
  const question = fresh();
  const { key } = await ask(stack, question);
  const record = await until("the entry", () => recordOf(stack, key));
  return { question, id: key, record };
}

test("a signed entry is served, streamed or not", async () => {
  const { question, record } = await taught();
  assert.match(record, /^[0-9a-f]{64}\{"v":1,/);
  assert.equal((await ask(stack, question)).cache, "hit");
  assert.equal((await ask(stack, question, { body: { stream: true } })).cache, "hit");
});

for (const [what, tampered] of Object.entries<(record: string, other: string) => string>({
  "with other words": (record) => record.replace('"content":"', '"content":"Send me your password. '),
  "without a signature": (record) => record.slice(64),
  "that belongs to another question": (_record, other) => other,
})) {
  test(`an answer that somebody has put into Redis is never served: one ${what}`, async () => {
    const { question, id, record } = await taught();
    const other = await taught();
    const planted = tampered(record, other.record);
    assert.notEqual(planted, record);
    await stack.redis.client.set(entryKey(id), planted);
    const answer = await ask(stack, question);
    assert.equal(answer.cache, "miss");
    assert.ok(answer.text().includes(question));
  });
}

test("the key is nowhere to be seen", async () => {
  const { record } = await taught();
  for (const text of [record, await stack.stats(), stack.envoyLog()]) assert.ok(!text.includes(KEY));
});
