import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { documentOf, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const INTERVAL_S = 1;

let stack: Stack;
let begun: number;
before(async () => {
  begun = Date.now();
  stack = await startStack({
    concurrency: 2,
    config: (config) => ({ ...config, vector: { ...config.vector, sweepInterval: INTERVAL_S } }),
  });
});
after(() => stack?.close());

/** Removals by filter so far. */
function sweeps(): number {
  return stack.dashvector.requests.filter(
    ({ method, body }) => method === "DELETE" && body.includes("filter"),
  ).length;
}

test("expired documents go without being asked for, the others stay", async () => {
  const [brief, lasting] = [fresh(), fresh()];
  const { key: kept } = await teach(stack, lasting);
  const { key: gone } = await teach(stack, brief, { headers: { "x-ai-cache-ttl": "1" } });
  await until("the sweep", () => !documentOf(stack, gone));
  assert.ok(documentOf(stack, kept));
  assert.equal((await ask(stack, lasting)).cache, "hit");
});

test("of all workers one at a time sweeps", async () => {
  await until("some sweeps", () => sweeps() >= 4);
  const most = (Date.now() - begun) / (INTERVAL_S * 1000) + 1;
  assert.ok(sweeps() <= most, `${sweeps()} sweeps in ${Date.now() - begun} ms`);
});
