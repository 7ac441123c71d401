import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { metrics, moved } from "./support/metrics.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const COMPARISONS = "ai_cache_comparisons_total";

let stack: Stack;
before(async () => {
  stack = await startStack({
    logLevel: "info,wasm:info",
    config: (config) => ({ ...config, audit: { rate: 1 } }),
  });
});
after(() => stack?.close());

test("an audited hit goes to the LLM, and what comparing shows is counted and told", async () => {
  const [question, right, wrong] = [fresh(), fresh("right"), fresh("wrong")];
  stack.llm.script = () => ({ content: right });
  const kept = await teach(stack, question);
  for (const [content, verdict] of [
    [right, "same"],
    [wrong, "different"],
  ] as const) {
    stack.llm.script = () => ({ content });
    const asked = near(stack, fresh(), question, 0.06);
    const { requestCount } = stack.llm;
    const labels = { reason: "audit", distance: "0_10", verdict };
    const answer = await moved(stack, COMPARISONS, labels, () => ask(stack, asked));
    assert.deepEqual([answer.cache, answer.status], ["miss", "ai-cache; fwd=miss; detail=audit"]);
    assert.equal(answer.text(), content);
    assert.equal(stack.llm.requestCount, requestCount + 1);
    const line = new RegExp(
      `ai-cache: audit: ${verdict} distance=0\\.0600 lead=(none near|\\d\\.\\d{4}) key=${kept.key} asked=[0-9a-f]{64}`,
    );
    await until("the line", () => line.test(stack.envoyLog()));
    const again = await ask(stack, asked);
    assert.deepEqual([again.cache, again.text()], ["hit", content], "exact hits are served");
  }
  const counted = await metrics(stack);
  assert.equal(counted.sum("ai_cache_requests_total", { outcome: "audit" }), 2);
  assert.equal(counted.sum("ai_cache_requests_total", { outcome: "hit_semantic" }), 0);
  for (const text of [question, right, wrong])
    assert.ok(!stack.envoyLog().includes(text), "no word of it is told");
});
