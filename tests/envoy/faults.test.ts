import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Fault } from "../../dev/standins/fault.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import {
  clearFaults,
  code,
  HANG,
  hurried,
  isFromLlm,
  LOOKUP_MS,
  MARGIN_MS,
  setFault,
  STEPS,
} from "./support/faults.ts";
import { moved } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

let stack: Stack;
before(async () => {
  stack = await startStack({ config: hurried });
});
after(() => stack?.close());
afterEach(() => clearFaults(stack));

const vectors = (value: unknown): Fault => ({ body: JSON.stringify({ output: value }) });

/** What every service may do. */
const COMMON: Record<string, Fault> = {
  "500": { status: 500 },
  "401": { status: 401 },
  "429": { status: 429 },
  "a redirect": { status: 302, headers: { location: "/" }, body: "" },
  "a reset": { reset: true },
  "a reset in the middle": { resetAfterBytes: 5 },
  "no answer at all": HANG,
  "an empty body": { body: "" },
  garbage: { body: Buffer.from([0, 0xff, 0xfe, 0x7b, 0x22]) },
  "half of its JSON": { body: '{"result":"eyJ2' },
  "a number": { body: "1" },
  null: { body: "null" },
  "an empty object": { body: "{}" },
  "an array": { body: "[[[[]]]]" },
  "JSON nested deeply": { body: "[".repeat(100_000) },
  "50 MB": { body: Buffer.alloc(50 * 1024 * 1024, "x") },
  "a drip": { dripMs: LOOKUP_MS / 4 },
  HTML: { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Sign in</h1>" },
};

const OWN: Record<(typeof STEPS)[number], Record<string, Fault>> = {
  redis: {
    "an error with 200": { body: '{"error":"NOAUTH Authentication required."}' },
    "a result that is no base64": { body: '{"result":"***"}' },
    "a result that is no string": { body: '{"result":[1]}' },
  },
  embedding: {
    "no embeddings": vectors({ embeddings: [] }),
    "null embeddings": vectors({ embeddings: null }),
    "an embedding that is null": vectors({ embeddings: [{ embedding: null }] }),
    "an embedding of texts": vectors({ embeddings: [{ embedding: ["1", "2"] }] }),
    "an empty embedding": vectors({ embeddings: [{ embedding: [] }] }),
    "a flat error with 200": { body: '{"code":"Throttling","message":"slow down"}' },
  },
  vector: {
    "HTTP 200 with a code": code(-2999),
    "a code that is text": code("0"),
    "no code": code(undefined),
    "a code that is null": code(null),
    "an output that is text": { body: '{"code":0,"output":"none"}' },
    "a document that is null": { body: '{"code":0,"output":[null]}' },
    "a document without a score": { body: '{"code":0,"output":[{"id":"a","fields":{}}]}' },
  },
};

for (const step of STEPS) {
  for (const [what, fault] of Object.entries({ ...COMMON, ...OWN[step] })) {
    test(`${step} answers with ${what}`, async () => {
      const question = fresh();
      setFault(stack, step, () => fault);
      const labels = { outcome: "error", step };
      const answer = await moved(stack, "ai_cache_requests_total", labels, () =>
        moved(stack, "ai_cache_calls_total", { upstream: step, result: "error" }, () => ask(stack, question)),
      );
      isFromLlm(answer, question);
      assert.deepEqual([answer.cache, answer.status], ["error", `ai-cache; fwd=miss; detail=${step}`]);
      const isEndless = fault.hang || fault.dripMs !== undefined;
      const bound = (isEndless ? LOOKUP_MS : 0) + MARGIN_MS;
      assert.ok(answer.got.ms < bound, `${answer.got.ms} ms`);
      if (isEndless) assert.ok(answer.got.ms >= LOOKUP_MS - 5, `${answer.got.ms} ms`);
      setFault(stack, step, null);
      // After a 429 the embedding service is left alone for a second.
      if (fault.status === 429)
        await until("a miss", async () => (await ask(stack, fresh())).cache === "miss");
      const later = fresh();
      await teach(stack, later);
      assert.equal((await ask(stack, later)).cache, "hit", "it works again");
    });
  }

  test(`${step} fails for a stream`, async () => {
    const question = fresh();
    setFault(stack, step, () => ({ status: 503 }));
    const answer = await ask(stack, question, { body: { stream: true } });
    isFromLlm(answer, question);
    assert.equal(answer.events.at(-1), "[DONE]");
    assert.equal(answer.cache, "error");
  });
}

test("faults are told in the log, in words", () => {
  const log = stack.envoyLog();
  for (const step of STEPS) {
    assert.ok(new RegExp(`ai-cache: ${step}: .*HTTP status \\d`).test(log), step);
  }
});
