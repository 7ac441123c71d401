import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { inRedis, stored, whereabouts } from "./support/stored.ts";

/** Nothing can be asked of it. */
const NO_STACK = {} as Stack;
const ERROR = { "cache-status": "ai-cache; fwd=miss; detail=redis" };

test("an answer that is stored nowhere is not waited for, and what it says of the cache is told", async () => {
  const why = /^Error: the answer is stored nowhere, its cache-status is: ai-cache; fwd=miss; detail=redis$/;
  await assert.rejects(inRedis(NO_STACK, whereabouts(ERROR)), why);
  await assert.rejects(stored(NO_STACK, whereabouts(ERROR)), why);
  const silent = /its cache-status is: undefined$/;
  await assert.rejects(inRedis(NO_STACK, whereabouts({})), silent);
});
