import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { chunk, DONE, event, spoken, stream } from "./support/answers.ts";
import { ask, chat } from "./support/chat.ts";
import { open } from "./support/http.ts";
import { fresh } from "./support/questions.ts";
import { type Refused, testRefused } from "./support/refusal.ts";
import { startStack } from "./support/stack.ts";
import { entryOf, settled } from "./support/stored.ts";
import { until } from "./support/until.ts";

const MAX_ENTRY = 4000;

let stack: Stack;
before(async () => {
  stack = await startStack({ config: (config) => ({ ...config, maxEntryBytes: MAX_ENTRY }) });
});
after(() => stack?.close());

const TOOL_CALL = { id: "call_1", type: "function", function: { name: "f", arguments: "{}" } };
const TOOL_DELTA = { tool_calls: [{ index: 0, ...TOOL_CALL }] };
const ERROR = { error: { message: "overloaded", type: "server_error" } };
const SAID = spoken("Half", " an answer");
const OPENING = event(chunk({ role: "assistant", content: "" }));

const CASES: Refused[] = [
  { what: "finish_reason length", script: { finishReason: "length" }, reason: "finish_reason" },
  {
    what: "finish_reason content_filter",
    script: { finishReason: "content_filter" },
    reason: "finish_reason",
  },
  { what: "an empty answer", script: { content: "" }, reason: "empty" },
  {
    what: "a tool call",
    script: {
      content: null,
      toolCalls: [{ id: "c", name: "f", arguments: '{"a":1}' }],
      finishReason: "tool_calls",
    },
    reason: "tool_calls",
  },
  {
    what: "text, then a tool call, that ends in stop",
    script: stream([
      OPENING,
      event(chunk({ content: "Let me see." })),
      event(chunk(TOOL_DELTA)),
      event(chunk({}, "stop")),
      DONE,
    ]),
    reason: "tool_calls",
  },
  { what: "an error event in the middle", script: { errorAtChunk: 3 }, reason: "error" },
  {
    what: "an error event, and a good end after it",
    script: stream([...SAID.slice(0, 2), event(ERROR), ...SAID.slice(2), DONE]),
    reason: "error",
  },
  {
    what: "an event of the type error",
    script: stream([...SAID, `event: error\ndata: {"message":"overloaded"}\n\n`, DONE]),
    reason: "error",
  },
  { what: "an end before any finish_reason", script: stream(SAID.slice(0, -1)), reason: "incomplete" },
  {
    what: "[DONE] before any finish_reason",
    script: stream([...SAID.slice(0, -1), DONE]),
    reason: "incomplete",
  },
  { what: "one choice of two", body: { n: 2 }, script: stream([...SAID, DONE]), reason: "incomplete" },
  {
    what: "an event that is no JSON",
    script: stream([...SAID.slice(0, 2), event("{oops"), DONE]),
    reason: "not_a_chunk",
  },
  { what: "nothing at all", script: stream([]), reason: "incomplete" },
  {
    what: "an answer too large",
    script: { content: "many words ".repeat(MAX_ENTRY / 8) },
    reason: "too_large",
  },
  {
    what: "one event too large",
    script: stream([OPENING, `data: "${"x".repeat(2 * MAX_ENTRY)}`]),
    reason: "too_large",
  },
  { what: "a 500 with events", script: stream([...SAID, DONE], { status: 500 }), reason: "status" },
  { what: "a stream that is cut before [DONE]", script: { ending: "cut" }, reason: "incomplete" },
  {
    what: "a stream that is cut in the middle of an event",
    script: stream([...SAID, DONE.slice(0, 8)], { cut: true }),
    reason: "incomplete",
  },
];

for (const { what, body, ...refused } of CASES) {
  testRefused(() => stack, { what: `${what}, streamed`, body: { stream: true, ...body }, ...refused });
}

test("not stored: an answer whose client leaves in the middle", async () => {
  const question = fresh();
  stack.llm.script = () => ({ tokenMs: 30, content: "word ".repeat(200) });
  const leaving = new AbortController();
  const body = JSON.stringify(chat(question, { stream: true }));
  const response = await open(stack.url, {
    headers: { "content-type": "application/json" },
    body,
    signal: leaving.signal,
  });
  response.on("error", () => undefined);
  await new Promise((resolve) => response.once("data", resolve));
  leaving.abort();
  await until("the LLM's loss of its client", () => stack.llm.requests.at(-1)!.abandoned);
  stack.llm.script = null;
  await settled(stack);
  assert.equal(await entryOf(stack, String(response.headers["x-ai-cache-key"])), null);
  assert.equal((await ask(stack, question)).cache, "miss");
});

test("not stored: an answer whose client leaves before it begins", async () => {
  const question = fresh();
  stack.llm.script = () => ({ thinkingMs: 60_000 });
  const { requestCount } = stack.llm;
  const leaving = new AbortController();
  const asked = ask(stack, question, { signal: leaving.signal });
  await until("the LLM's work", () => stack.llm.requestCount > requestCount);
  leaving.abort();
  await assert.rejects(asked);
  await until("the LLM's loss of its client", () => stack.llm.requests.at(-1)!.abandoned);
  stack.llm.script = null;
  assert.equal((await ask(stack, question)).cache, "miss");
});
