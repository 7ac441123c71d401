import type { IncomingHttpHeaders } from "node:http";
import type { Document } from "../../../dev/standins/dashvector/document.ts";
import type { Stack } from "../../../dev/stack/stack.ts";
import { COLLECTION } from "../../../dev/stack/wiring.ts";
import { type Answer, ask, type Extras } from "./chat.ts";
import { fresh } from "./questions.ts";
import { until } from "./until.ts";

const PREFIX = "ai-cache:";

/** The record of an answer. */
export interface Entry {
  scope: string;
  question: string;
  created: number;
  expires: number;
  completion: { choices: { message: Record<string, unknown> }[] };
  [field: string]: unknown;
}

/** The Redis key of the entry `id`. */
export function entryKey(id: string): string {
  return PREFIX + id;
}

/** What Redis has under the key of the entry `id`, or null. */
export function recordOf(stack: Stack, id: string): Promise<string | null> {
  return stack.redis.client.get(entryKey(id));
}

/** The entry in Redis, or null. */
export async function entryOf(stack: Stack, id: string): Promise<Entry | null> {
  const text = await recordOf(stack, id);
  return text === null ? null : (JSON.parse(text) as Entry);
}

/** The vector document, if there is one. */
export function documentOf(stack: Stack, id: string): Document | undefined {
  return documents(stack).find((document) => document.id === id);
}

/** All vector documents. */
export function documents(stack: Stack): Document[] {
  return stack.dashvector.documents(COLLECTION);
}

/** Where an answer is stored, as it says itself; every `Answer` is one. */
export interface Whereabouts {
  /** `x-ai-cache-key`, "" where there is none. */
  key: string;
  /** `cache-status`. */
  status?: string | undefined;
}

/** The same, from the headers of a response. */
export function whereabouts(headers: IncomingHttpHeaders): Whereabouts {
  const { "x-ai-cache-key": key = "", "cache-status": status } = headers;
  return { key: String(key), status: status?.toString() };
}

/** Waits for the entry in Redis that an answer is stored under; not at all for one that names none. */
export async function inRedis(stack: Stack, { key, status }: Whereabouts): Promise<Entry> {
  if (key === "") throw new Error(`the answer is stored nowhere, its cache-status is: ${status}`);
  return until(`entry ${key}`, () => entryOf(stack, key));
}

/** Waits for both halves of a store: the entry and its vector document. */
export async function stored(stack: Stack, answer: Whereabouts): Promise<void> {
  await inRedis(stack, answer);
  await until(`document ${answer.key}`, () => documentOf(stack, answer.key));
}

/** Asks a question that was never asked, and waits until its answer is stored. */
export async function teach(stack: Stack, question: string, extras?: Extras): Promise<Answer> {
  const answer = await ask(stack, question, extras);
  if (answer.cache !== "miss") throw new Error(`expected a miss, got ${answer.cache} (${answer.status})`);
  await stored(stack, answer);
  return answer;
}

/** Starts the Redis that was stopped, and waits until the gateway reaches it: what connects them tries only now and then. */
export async function startRedisAgain(stack: Stack): Promise<void> {
  await stack.redis.start();
  await until("Redis, by way of the gateway", async () => (await ask(stack, fresh())).cache === "miss");
}

/** Waits until everything that began before this call and was going to be stored has been. */
export async function settled(stack: Stack): Promise<void> {
  await teach(stack, fresh("settled"));
}
