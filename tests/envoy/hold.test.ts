import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Hold } from "../../dev/stack/envoy-config.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { inRedis, settled, teach } from "./support/stored.ts";

for (const hold of ["headers", "buffer", "none"] satisfies Hold[]) {
  describe(`hold: ${hold}`, () => {
    let stack: Stack;
    before(async () => {
      stack = await startStack({ hold });
    });
    after(() => stack?.close());

    test("a question is a miss, then a hit, streamed or not", async () => {
      const question = fresh();
      const first = await teach(stack, question);
      for (const stream of [false, true]) {
        const again = await ask(stack, question, { body: { stream } });
        assert.deepEqual([again.cache, again.text()], ["hit", first.text()]);
      }
    });

    if (hold === "none") return;

    test("on a hit the LLM sees no request and no connection", async () => {
      const question = fresh();
      // The answer's connection to the LLM ends with it, so that a hit would need a new one.
      stack.llm.fault = () => ({ headers: { connection: "close" } });
      await teach(stack, question);
      const { requestCount, connectionCount } = stack.llm;
      for (let i = 0; i < 5; i++) {
        assert.equal((await ask(stack, question, { body: { stream: i % 2 === 1 } })).cache, "hit");
      }
      assert.equal(stack.llm.requestCount, requestCount);
      assert.equal(stack.llm.connectionCount, connectionCount);
      await settled(stack);
      assert.equal(stack.llm.requestCount, requestCount + 1, "the counter does count");
      assert.equal(stack.llm.connectionCount, connectionCount + 1, "the counter does count");
    });

    test("a long question is held back too", async () => {
      const question = `${fresh()} ${"more ".repeat(30_000)}`.trim();
      const first = await ask(stack, question);
      await inRedis(stack, first);
      const { requestCount } = stack.llm;
      const again = await ask(stack, question);
      assert.deepEqual([again.cache, again.text()], ["hit", first.text()]);
      assert.equal(stack.llm.requestCount, requestCount);
    });
  });
}
