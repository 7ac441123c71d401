import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask, askBody } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { inRedis } from "./support/stored.ts";

const TEMPLATE = '{"output":{"text":"%s","cached":true}}';
const STREAM_TEMPLATE = 'data:{"output":{"text":"%s"}}\n\ndata:[DONE]\n\n';

let stack: Stack;
before(async () => {
  stack = await startStack();
  const { accepted, log } = await stack.reload((config) => ({
    ...config,
    cacheKeyFrom: 'messages.@reverse.#(role=="user").content',
    cacheValueFrom: "output.text",
    cacheStreamValueFrom: "output.text",
    responseTemplate: TEMPLATE,
    streamResponseTemplate: STREAM_TEMPLATE,
  }));
  assert.ok(accepted, log);
});
after(() => stack?.close());
afterEach(() => {
  stack.llm.script = null;
});

const TEXT = 'She said "50 %"\n\tand left. 中 😀';

test("an answer of another shape is cut out at its path, and given back in the template", async () => {
  const body = JSON.stringify({ output: { text: TEXT }, usage: {} });
  stack.llm.script = () => ({ raw: { headers: { "content-type": "application/json" }, body } });
  const question = fresh();
  const first = await ask(stack, question);
  assert.deepEqual([first.cache, first.got.body], ["miss", body]);
  const entry = await inRedis(stack, first);
  assert.deepEqual([entry.question, entry.completion.choices[0]!.message.content], [question, TEXT]);
  const again = await ask(stack, question);
  assert.equal(again.cache, "hit");
  assert.deepEqual(JSON.parse(again.got.body), { output: { text: TEXT, cached: true } });
  const streamed = await ask(stack, question, { body: { stream: true } });
  assert.equal(streamed.header("content-type"), "text/event-stream; charset=utf-8");
  assert.equal(
    streamed.got.body,
    STREAM_TEMPLATE.replace("%s", () => JSON.stringify(TEXT).slice(1, -1)),
  );
});

test("a streamed one is put together from its events", async () => {
  const body = ["A ", "proxy."]
    .map((text) => `data:${JSON.stringify({ output: { text } })}\r\n\r\n`)
    .join("");
  stack.llm.script = () => ({ raw: { headers: { "content-type": "text/event-stream" }, body } });
  const question = fresh();
  const first = await ask(stack, question, { body: { stream: true } });
  assert.deepEqual([first.cache, first.got.body], ["miss", body]);
  await inRedis(stack, first);
  const again = await ask(stack, question);
  assert.deepEqual(JSON.parse(again.got.body), { output: { text: "A proxy.", cached: true } });
});

test("a request without a question at the path passes", async () => {
  const answer = await askBody(
    stack,
    JSON.stringify({ model: "m", messages: [{ role: "system", content: "x" }] }),
  );
  assert.equal(answer.status, "ai-cache; fwd=bypass; detail=no_question");
});
