import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { moved } from "./support/metrics.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf, documents, entryOf, inRedis, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack?.close());
beforeEach(() => {
  stack.dashscope.fault = stack.dashvector.fault = stack.llm.script = null;
});

test("the same question in other words is answered by the same entry", async () => {
  const question = fresh();
  const first = await teach(stack, question);
  const { requestCount } = stack.llm;
  for (const stream of [false, true]) {
    const again = await ask(stack, near(stack, fresh(), question, 0.05), { body: { stream } });
    assert.deepEqual([again.cache, again.key, again.text()], ["semantic-hit", first.key, first.text()]);
    assert.equal(again.header("x-ai-cache-distance"), "0.0500");
  }
  assert.equal(stack.llm.requestCount, requestCount);
});

for (const [distance, cache] of [
  [0, "semantic-hit"],
  [0.099, "semantic-hit"],
  [0.101, "miss"],
  [0.3, "miss"],
] as const) {
  test(`a neighbour ${distance} away makes a ${cache}`, async () => {
    const question = fresh();
    await teach(stack, question);
    assert.equal((await ask(stack, near(stack, fresh(), question, distance))).cache, cache);
  });
}

/** Two stored questions with the answers `first` and `second`, and one between them: 0.05 from the first. */
async function between(distance: number, first: string, second: string): Promise<string> {
  const [one, other] = [fresh(), fresh()];
  const asked = near(stack, fresh(), one, 0.05);
  near(stack, other, asked, distance);
  for (const [question, content] of [
    [one, first],
    [other, second],
  ] as const) {
    stack.llm.script = () => ({ content });
    await teach(stack, question);
  }
  stack.llm.script = null;
  return asked;
}

test("two neighbours with different answers, nearly as near, are both refused", async () => {
  const asked = await between(0.095, "Yes, it is.", "No, it is not.");
  const labels = { reason: "margin" };
  const answer = await moved(stack, "ai_cache_neighbours_refused_total", labels, () => ask(stack, asked));
  assert.equal(answer.cache, "miss");
});

test("beyond the margin the nearer one is taken", async () => {
  const asked = await between(0.105, "Yes, it is.", "No, it is not.");
  const answer = await ask(stack, asked);
  assert.deepEqual([answer.cache, answer.text()], ["semantic-hit", "Yes, it is."]);
});

test("two neighbours that say the same do not block each other", async () => {
  const asked = await between(0.095, "Yes, it is.", "  yes,  it IS. ");
  const answer = await ask(stack, asked);
  assert.deepEqual([answer.cache, answer.text()], ["semantic-hit", "Yes, it is."]);
});

for (const [what, extras] of [
  ["model", { body: { model: "qwen-plus" } }],
  ["parameter", { body: { temperature: 0.5 } }],
  ["caller", { headers: { authorization: "Bearer somebody-else" } }],
] as const) {
  test(`a neighbour of another ${what} is none`, async () => {
    const question = fresh();
    await teach(stack, question);
    assert.equal((await ask(stack, near(stack, fresh(), question, 0), extras)).cache, "miss");
  });
}

test("a neighbour that asks the opposite is none, however near", async () => {
  const [asked, opposite] = ["How do I enable 2FA?", "How do I disable 2FA?"];
  await teach(stack, opposite);
  const labels = { guard: "antonyms" };
  const answer = await moved(stack, "ai_cache_guard_refusals_total", labels, () =>
    ask(stack, near(stack, asked, opposite, 0.01)),
  );
  assert.equal(answer.cache, "miss");
});

test("a neighbour whose fields are null is none", async () => {
  const question = fresh();
  const { key } = await teach(stack, question);
  const { fields } = documentOf(stack, key)!;
  const spoilt = ["key", "scope", "model", "expires_at"].map((name) => ({ ...fields, [name]: null }));
  for (const [found, cache] of [[fields, "semantic-hit"], ...[null, ...spoilt].map((it) => [it, "miss"])]) {
    const body = JSON.stringify({ code: 0, output: [{ id: key, score: 0.01, fields: found }] });
    stack.dashvector.fault = ({ path }) => (path.endsWith("/query") ? { body } : null);
    assert.equal((await ask(stack, near(stack, fresh(), question, 0.01))).cache, cache, body);
  }
});

test("no hit lengthens a life, nor stores anything anew", async () => {
  const question = fresh();
  const first = await teach(stack, question, { headers: { "x-ai-cache-ttl": "2" } });
  const { key } = first;
  const [entry, document] = [await entryOf(stack, key), documentOf(stack, key)];
  const others = [near(stack, fresh(), question, 0.02), near(stack, fresh(), question, 0.03)];
  const { requestCount } = stack.dashvector;
  assert.equal((await ask(stack, question, { body: { stream: true } })).cache, "hit");
  for (const other of others) assert.equal((await ask(stack, other)).cache, "semantic-hit");
  assert.equal(stack.dashvector.requestCount, requestCount + others.length, "searches alone");
  assert.deepEqual([await entryOf(stack, key), documentOf(stack, key)], [entry, document]);
  await until("the end of its life", () => Date.now() >= entry!.expires * 1000);
  assert.equal((await ask(stack, others[0]!)).cache, "miss");
  assert.notEqual((await ask(stack, question)).text(), first.text());
});

test("one question stored twice is one document", async () => {
  const question = fresh();
  const first = await teach(stack, question);
  const { requestCount } = stack.dashvector;
  const second = await ask(stack, question, { headers: { "x-ai-cache": "refresh" } });
  assert.equal(second.key, first.key);
  const isUpsert = ({ path }: { path: string }): boolean => path.endsWith("/docs/upsert");
  await until("the second upsert", () =>
    stack.dashvector.requests.slice(-(stack.dashvector.requestCount - requestCount)).some(isUpsert),
  );
  await until("the second entry", async () =>
    JSON.stringify(await entryOf(stack, first.key)).includes(JSON.stringify(second.text()).slice(1, -1)),
  );
  assert.equal(documents(stack).filter(({ fields }) => fields.question === question).length, 1);
});

test("the document says what a search and a sweep need to know", async () => {
  const question = fresh();
  const { key } = await teach(stack, question);
  const [entry, document] = [await entryOf(stack, key), documentOf(stack, key)];
  const { digest, model, dimension, ...fields } = document!.fields;
  assert.deepEqual(fields, { key, scope: entry!.scope, question, expires_at: entry!.expires });
  assert.match(String(digest), /^[0-9a-f]{16,}$/);
  assert.match(String(model), /text-embedding-v3/);
  assert.equal(dimension, 1024);
});

test("the vector travels as the very bytes that DashScope sent", async () => {
  const numbers = Array.from({ length: 1024 }, (_, i) =>
    i % 2 ? `${i}.50e-3` : `-0.0${i}00000000000000000001`,
  );
  const vector = `[${numbers.join(", ")} ]`;
  const body = `{"output":{"embeddings":[{"text_index":0, "embedding": ${vector}}]},"usage":{"total_tokens":1}}`;
  stack.dashscope.fault = () => ({ body });
  await teach(stack, fresh());
  const sent = stack.dashvector.requests.slice(-2);
  assert.deepEqual(
    sent.map(({ path }) => path.split("/").at(-1)),
    ["query", "upsert"],
  );
  for (const { body } of sent) assert.ok(body.includes(`"vector":${vector}`), body.slice(0, 200));
});

test("a question is embedded once for its look-up and its store", async () => {
  const before = stack.dashscope.requestCount;
  await teach(stack, fresh());
  assert.equal(stack.dashscope.requestCount, before + 1);
});

test("a question about now is served to who asks just the same, and to nobody else", async () => {
  const question = `${fresh()} today?`;
  const first = await ask(stack, question);
  assert.equal(first.cache, "miss");
  const entry = await inRedis(stack, first);
  assert.equal(entry.expires - entry.created, 60);
  assert.equal((await ask(stack, question)).cache, "hit");
  assert.equal(documentOf(stack, first.key), undefined);
  const labels = { reason: "volatile" };
  const other = near(stack, `${fresh()} today?`, question, 0.01);
  const answer = await moved(stack, "ai_cache_neighbours_refused_total", labels, () => ask(stack, other));
  assert.equal(answer.cache, "miss");
});

test("a long conversation is served to who has had just the same, and to nobody else", async () => {
  const turns = Array.from({ length: 8 }, (_, i) => [
    { role: "user", content: `${i}?` },
    { role: "assistant", content: "Yes." },
  ]).flat();
  const talk = (content: string) => ({ body: { messages: [...turns, { role: "user", content }] } });
  const question = fresh();
  const first = await ask(stack, "", talk(question));
  await inRedis(stack, first);
  assert.equal((await ask(stack, "", talk(question))).cache, "hit");
  const labels = { reason: "turns" };
  const other = near(stack, fresh(), question, 0.01);
  const answer = await moved(stack, "ai_cache_neighbours_refused_total", labels, () =>
    ask(stack, "", talk(other)),
  );
  assert.equal(answer.cache, "miss");
});
