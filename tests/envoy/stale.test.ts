import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { moved } from "./support/metrics.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf, entryKey, entryOf, stored, teach } from "./support/stored.ts";
import { gate, until } from "./support/until.ts";

/** Vectors whose entries are gone, and vectors that come late. */
const LOOKUP_MS = 300;

let stack: Stack;
before(async () => {
  const embedding = { timeout: 5000 };
  stack = await startStack({
    config: (config) => ({
      ...config,
      lookupTimeout: LOOKUP_MS,
      embedding: { ...config.embedding, ...embedding },
    }),
  });
});
after(() => stack?.close());
beforeEach(() => {
  stack.dashscope.fault = stack.dashvector.fault = null;
});

async function rewrite(key: string, change: object): Promise<void> {
  const entry = await entryOf(stack, key);
  await stack.redis.client.set(entryKey(key), JSON.stringify({ ...entry, ...change }));
}

/** What may become of an entry behind its vector's back, and whether the vector is then to go. */
const SPOILT: [what: string, goes: boolean, spoil: (key: string) => Promise<unknown>][] = [
  ["was deleted by hand", true, (key) => stack.redis.client.del(entryKey(key))],
  ["has expired", true, (key) => rewrite(key, { expires: Math.floor(Date.now() / 1000) - 5 })],
  ["is of another scope", false, (key) => rewrite(key, { scope: "0".repeat(64) })],
  ["is of another version", false, (key) => rewrite(key, { v: 99 })],
  ["is no record", false, (key) => stack.redis.client.set(entryKey(key), "no record")],
];

for (const [what, goes, spoil] of SPOILT) {
  test(`an entry that ${what} is a miss in other words${goes ? ", and its vector goes" : ""}`, async () => {
    const question = fresh();
    const { key } = await teach(stack, question);
    await spoil(key);
    const answer = await ask(stack, near(stack, fresh(), question, 0.05));
    assert.equal(answer.cache, "miss");
    assert.notEqual(answer.key, key);
    await stored(stack, answer);
    if (goes) await until("the removal of its vector", () => !documentOf(stack, key));
  });

  test(`an entry that ${what} is a miss in the same words, and is stored anew`, async () => {
    const question = fresh();
    const first = await teach(stack, question);
    await spoil(first.key);
    const second = await ask(stack, question);
    assert.deepEqual([second.cache, second.key], ["miss", first.key]);
    await until("the new entry", async () => (await ask(stack, question)).cache === "hit");
    await until("its vector", () => documentOf(stack, first.key));
    assert.equal((await ask(stack, near(stack, fresh(), question, 0.05))).text(), second.text());
  });
}

test("a document that has expired is never served and is removed", async () => {
  const question = fresh();
  const { key } = await teach(stack, question);
  const { fields } = documentOf(stack, key)!;
  // The stand-in's filter would leave it out; a store that is late with its filter would not.
  const expired = {
    id: key,
    score: 0.01,
    fields: { ...fields, expires_at: Math.floor(Date.now() / 1000) - 5 },
  };
  stack.dashvector.fault = ({ path }) =>
    path.endsWith("/query") ? { body: JSON.stringify({ code: 0, message: "", output: [expired] }) } : null;
  assert.equal((await ask(stack, near(stack, fresh(), question, 0.05))).cache, "miss");
  await until("its removal", () => !documentOf(stack, key));
});

test("a vector that comes too late for the look-up is stored when it comes", async () => {
  const question = fresh();
  const { opened, open } = gate();
  let isSent = false;
  const embed = stack.embedder.embed.bind(stack.embedder);
  stack.embedder.embed = async (texts) => {
    isSent = true;
    await opened;
    return embed(texts);
  };
  const answer = await moved(stack, "ai_cache_stores_total", { result: "ok" }, () => ask(stack, question));
  stack.embedder.embed = embed;
  assert.ok(isSent);
  assert.equal(answer.cache, "error");
  assert.equal(answer.status, "ai-cache; fwd=miss; detail=embedding");
  assert.ok(answer.got.ms >= LOOKUP_MS - 5, `passed after ${answer.got.ms} ms`);
  assert.ok(answer.got.ms < LOOKUP_MS + 700, `passed after ${answer.got.ms} ms`);
  const hit = await ask(stack, question);
  assert.equal(hit.cache, "hit", "the entry does not wait for its vector");
  assert.equal(documentOf(stack, hit.key), undefined);
  const { requestCount } = stack.dashscope;
  open();
  await until("the document", () => documentOf(stack, hit.key));
  assert.equal(stack.dashscope.requestCount, requestCount, "no second embedding");
  assert.equal((await ask(stack, near(stack, fresh(), question, 0.05))).cache, "semantic-hit");
});

test("a vector that comes before the answer ends, but after the look-up, is stored too", async () => {
  const question = fresh();
  stack.dashscope.fault = () => ({ delayMs: LOOKUP_MS + 150 });
  stack.llm.script = () => ({ thinkingMs: 600 });
  const answer = await ask(stack, question);
  stack.llm.script = null;
  stack.dashscope.fault = null;
  assert.equal(answer.cache, "error");
  const hit = await until("the entry", async () => {
    const again = await ask(stack, question);
    return again.cache === "hit" ? again : null;
  });
  await until("the document", () => documentOf(stack, hit.key));
});
