import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "../stack/redis.ts";
import type { Client } from "./client.ts";
import type { SoakOptions } from "./options.ts";
import { question } from "./questions.ts";
import type { Record } from "./record.ts";
import type { Surroundings } from "./troubles.ts";

/** How the cache came back after a trouble. */
export interface Recovery {
  after: string;
  /** Seconds since the start at which the trouble was over. */
  at: number;
  /** Seconds until every breaker was closed; null where that did not come. */
  closedAfter: number | null;
  /** New questions asked then. */
  asked: number;
  /** Of those, how many are hits now, and have their entry in Redis. */
  hits: number;
  inRedis: number;
  /** Of those, how many were looked up in full, so that their vector was known, and how many of these have it stored. */
  misses: number;
  inStore: number;
}

/** Above the longest pause of a breaker. */
const BREAKERS_MS = 45_000;
const STORED_MS = 10_000;
const SETTLE_MS = 500;
let number = 0;

/** Waits for the breakers, then asks new questions and holds each answer against what is stored. */
export async function recover(
  surroundings: Surroundings,
  client: Client,
  record: Record,
  after: string,
  { probes, timeoutMs }: SoakOptions,
): Promise<Recovery> {
  const at = record.seconds;
  let closedAt = at;
  // Calls that were under way in the trouble fail until their time is up, and open breakers that were closed.
  const isClosed = await until(async () => {
    if ((await openBreakers(surroundings)) > 0) closedAt = record.seconds;
    return 1000 * (record.seconds - closedAt) > timeoutMs + SETTLE_MS;
  }, BREAKERS_MS);
  const closedAfter = isClosed ? closedAt - at : null;
  const found = await Promise.all(Array.from({ length: probes }, () => probe(surroundings, client, record)));
  const count = (which: keyof Found): number => found.filter((it) => it[which]).length;
  return {
    ...{ after, at, closedAfter, asked: probes },
    ...{ hits: count("isHit"), inRedis: count("isInRedis") },
    ...{ misses: count("isMiss"), inStore: count("isInStore") },
  };
}

interface Found {
  isMiss: boolean;
  isHit: boolean;
  isInRedis: boolean;
  isInStore: boolean;
}

async function probe({ redis, services }: Surroundings, client: Client, record: Record): Promise<Found> {
  const asked = { question: question("probe", ++number), stream: number % 2 === 0 };
  const first = await client.ask(asked);
  record.note("probe", asked, first);
  const isMiss = first.cache === "miss";
  let key = "";
  const isHit = await until(async () => {
    const again = await client.ask({ ...asked, headers: { "x-ai-cache": "only-if-cached" } });
    key = again.key;
    return again.cache === "hit" && again.text === first.text;
  }, STORED_MS);
  if (!isHit) return { isMiss, isHit, isInRedis: false, isInStore: false };
  const [isInRedis, isInStore] = await Promise.all([
    until(() => hasEntry(redis, key), STORED_MS),
    isMiss && until(() => services.hasDocument(key), STORED_MS),
  ]);
  return { isMiss, isHit, isInRedis, isInStore };
}

async function hasEntry({ client }: Redis, key: string): Promise<boolean> {
  return (await client.exists(`ai-cache:${key}`)) === 1;
}

async function openBreakers({ stack }: Surroundings): Promise<number> {
  const lines = (await stack.stats()).split("\n").filter((line) => line.startsWith("ai_cache_breakers_open"));
  return lines.reduce((sum, line) => sum + Math.abs(Number(line.split(" ").at(-1))), 0);
}

async function until(condition: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > end) return false;
    await sleep(50);
  }
  return true;
}
