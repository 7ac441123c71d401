import assert from "node:assert/strict";
import type { Fault } from "../../../dev/standins/fault.ts";
import type { Received } from "../../../dev/standins/received.ts";
import type { PluginConfig } from "../../../dev/stack/plugin-config.ts";
import type { Stack } from "../../../dev/stack/stack.ts";
import type { Answer } from "./chat.ts";

/** The deadline under `hurried`. */
export const LOOKUP_MS = 400;
/** What a busy machine may add to it. */
export const MARGIN_MS = 800;

/** The steps of a look-up, as metrics and `cache-status` call them. */
export const STEPS = ["redis", "embedding", "vector"] as const;

/** A configuration whose look-ups and stores end soon. */
export function hurried(config: PluginConfig): object {
  // An embedding may take its time: it still serves the store.
  const embedding = { ...config.embedding, timeout: 10_000 };
  return { ...config, embedding, lookupTimeout: LOOKUP_MS, storeTimeout: 1000 };
}

export const HANG: Fault = { hang: true };

/** A reply of DashVector's with this code. */
export const code = (value: unknown): Fault => ({
  body: JSON.stringify({ code: value, message: "no", output: [] }),
});

/** Lets the service behind `step` fail from now on; null heals it. */
export function setFault(
  stack: Stack,
  step: (typeof STEPS)[number],
  fault: ((request: Received) => Fault | null) | null,
): void {
  const standin = { redis: stack.upstash, embedding: stack.dashscope, vector: stack.dashvector }[step];
  standin.fault = fault;
}

export function clearFaults(stack: Stack): void {
  for (const step of STEPS) setFault(stack, step, null);
}

/** The client has the LLM's own answer, whatever became of the cache. */
export function isFromLlm(answer: Answer, question: string): void {
  assert.equal(answer.got.status, 200);
  assert.ok(answer.text().includes(question), answer.got.body);
}
