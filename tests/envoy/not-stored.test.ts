import { gzipSync } from "node:zlib";
import { after, before } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { completion, whole } from "./support/answers.ts";
import { type Refused, testRefused } from "./support/refusal.ts";
import { startStack } from "./support/stack.ts";

const MAX_ENTRY = 4000;

let stack: Stack;
before(async () => {
  stack = await startStack({ config: (config) => ({ ...config, maxEntryBytes: MAX_ENTRY }) });
});
after(() => stack?.close());

const TOOL_CALL = { id: "call_1", type: "function", function: { name: "f", arguments: "{}" } };
const json = { "content-type": "application/json" };

const CASES: Refused[] = [
  {
    what: "a 500 whose body has choices",
    script: whole(completion("No."), { status: 500 }),
    reason: "status",
  },
  { what: "a 201", script: whole(completion("No."), { status: 201 }), reason: "status" },
  { what: "finish_reason length", script: { finishReason: "length" }, reason: "finish_reason" },
  {
    what: "finish_reason content_filter",
    script: { finishReason: "content_filter" },
    reason: "finish_reason",
  },
  { what: "finish_reason null", script: whole(completion("No.", null as never)), reason: "incomplete" },
  { what: "an empty answer", script: { content: "" }, reason: "empty" },
  { what: "an answer that is null", script: { content: null }, reason: "empty" },
  {
    what: "a tool call",
    script: {
      content: null,
      toolCalls: [{ id: "c", name: "f", arguments: "{}" }],
      finishReason: "tool_calls",
    },
    reason: "tool_calls",
  },
  {
    what: "text, then a tool call, that ends in stop",
    script: whole(completion("Let me see.", "stop", { tool_calls: [TOOL_CALL] })),
    reason: "tool_calls",
  },
  {
    what: "an old function call",
    script: whole(completion(null, "function_call", { function_call: { name: "f", arguments: "{}" } })),
    reason: "tool_calls",
  },
  { what: "an error with status 200", script: whole({ error: { message: "overloaded" } }), reason: "error" },
  { what: "no choices", script: whole({ ...completion("x"), choices: [] }), reason: "incomplete" },
  { what: "JSON that is no completion", script: whole([1, 2]), reason: "not_a_completion" },
  {
    what: "broken JSON",
    script: { raw: { headers: json, body: '{"choices":[' } },
    reason: "not_a_completion",
  },
  {
    what: "an answer that is not UTF-8",
    script: { raw: { headers: json, body: Buffer.from(JSON.stringify(completion("é")), "latin1") } },
    reason: "not_a_completion",
  },
  {
    what: "HTML",
    script: { raw: { headers: { "content-type": "text/html" }, body: "<h1>Sign in</h1>" } },
    reason: "content_type",
  },
  {
    what: "no content type",
    script: { raw: { body: JSON.stringify(completion("x")) } },
    reason: "content_type",
  },
  {
    what: "an answer compressed against our wish",
    script: {
      raw: {
        headers: { ...json, "content-encoding": "gzip" },
        body: gzipSync(JSON.stringify(completion("x"))),
      },
    },
    reason: "content_encoding",
  },
  { what: "an answer too large", script: { content: "x".repeat(MAX_ENTRY) }, reason: "too_large" },
  {
    what: "JSON that is cut",
    script: whole(completion("No."), { cut: true, headers: { ...json, "content-length": "9999" } }),
    reason: "incomplete",
  },
];

for (const refused of CASES) testRefused(() => stack, refused);
