import { setTimeout as sleep } from "node:timers/promises";
import type { Envoy } from "../../stack/envoy.ts";
import * as payload from "../v8/payload.ts";
import { USUAL } from "../v8/scenario.ts";
import { type Contest, type Contestant, contest } from "./contest.ts";
import { GENERATOR } from "./load.ts";
import { type Misses, measureMisses, plain } from "./misses.ts";
import { Surroundings } from "./surroundings.ts";

/** What was measured in a real Envoy. */
export interface EnvoyFigures {
  loadGenerator: "wrk" | "autocannon";
  bridge: "webdis" | "upstash";
  /** Exact hits against Envoy fetching the same bytes from the bridge, at so many connections. */
  exactHits: Contest[];
  /** What a filter can reach: one that makes the same call and does nothing else, against the same; null without Webdis. */
  callAlone: Contest | null;
  /** Exact hits against that filter. */
  overCallAlone: Contest | null;
  /** Local hits against an answer of Envoy's own behind a filter that does nothing; null where there are none. */
  localHits: Contest | null;
  /** Exact hits with two workers against one. */
  twoWorkers: Contest;
  misses: Misses;
  leftOut: string[];
}

/** How much to measure. */
interface Effort {
  rounds: number;
  seconds: number;
  misses: number;
}

const FULL: Effort = { rounds: 5, seconds: 3, misses: 400 };
const QUICK: Effort = { rounds: 2, seconds: 1, misses: 60 };
const CONNECTIONS = [1, 8, 64, 512];
const USUAL_CONNECTIONS = 64;
const CHAT = "/v1/chat/completions";
const PATIENCE_MS = 5_000;

/** @param tell what is being measured */
export async function measureInEnvoy(isQuick: boolean, tell: (what: string) => void): Promise<EnvoyFigures> {
  const surroundings = await Surroundings.start();
  const effort = isQuick ? QUICK : FULL;
  try {
    const cache = await surroundings.gateway({ filter: "cache", to: "model", config: EXACT });
    const hit = { envoy: cache, ask: question() };
    const key = await teach(hit, surroundings);
    const bare = await surroundings.gateway({ filter: "none", to: "redis" });
    const { path, headers } = surroundings.reading(key);
    const fetched: Contestant = { envoy: bare, ask: { method: "GET", path, headers, body: "" } };
    const exactHits: Contest[] = [];
    for (const connections of CONNECTIONS) {
      tell(`in Envoy: exact hits, ${connections} connections`);
      exactHits.push(await contest(hit, fetched, connections, effort.rounds, effort.seconds));
    }
    const against = (ours: Contestant, theirs: Contestant): Promise<Contest> =>
      contest(ours, theirs, USUAL_CONNECTIONS, effort.rounds, effort.seconds);
    tell("in Envoy: a filter that makes the call alone");
    // Another bridge wants headers with the call.
    const isBound = surroundings.bridge === "webdis";
    const calling = isBound && (await surroundings.gateway({ filter: "calling", to: "model", config: path }));
    const called = calling && { ...hit, envoy: calling };
    const callAlone = called ? await against(called, fetched) : null;
    const overCallAlone = called ? await against(hit, called) : null;
    tell("in Envoy: local hits");
    const localHits = await contestLocal(surroundings, effort);
    tell("in Envoy: two workers");
    const two = await surroundings.gateway({ filter: "cache", to: "model", config: EXACT, workers: 2 });
    const twoWorkers = await against({ ...hit, envoy: two }, hit);
    tell("in Envoy: misses");
    const misses = await measureMisses(surroundings, effort.misses);
    const leftOut = localHits ? [] : ["local hits in Envoy: this module has no local cache"];
    if (!isBound) leftOut.push("a filter that makes the call alone: it needs Webdis");
    return {
      loadGenerator: GENERATOR,
      bridge: surroundings.bridge,
      exactHits,
      callAlone,
      overCallAlone,
      localHits,
      twoWorkers,
      misses,
      leftOut,
    };
  } finally {
    await surroundings.close();
  }
}

/** Only exact look-ups, none of them from the worker's own memory. */
const EXACT = { embedding: undefined, vector: undefined, local: { slots: 0 } };

function question(): Contestant["ask"] {
  const [headers, body] = plain(payload.request(USUAL.prompt, false));
  const { "content-length": _, ...rest } = headers;
  return { method: "POST", path: CHAT, headers: rest, body };
}

/** Has an answer stored; its key in Redis. */
async function teach({ envoy, ask }: Contestant, { redis }: Surroundings): Promise<string> {
  await statusOf(envoy, ask);
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const status = await statusOf(envoy, ask);
    const [key] = await redis.client.keys("ai-cache:*");
    if (status.includes("; hit") && key) return key;
    await sleep(20);
  }
  throw new Error(`an answer was not stored: ${envoy.log().slice(-2_000)}`);
}

async function statusOf(envoy: Envoy, { method, path, headers, body }: Contestant["ask"]): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${envoy.port}${path}`, { method, headers, body });
  await response.text();
  return response.headers.get("cache-status") ?? "";
}

async function contestLocal(surroundings: Surroundings, effort: Effort): Promise<Contest | null> {
  const config = { ...EXACT, local: { slots: 64, ttl: 3_600 } };
  const cache = await surroundings.gateway({ filter: "cache", to: "model", config });
  const hit = { envoy: cache, ask: question() };
  await teach(hit, surroundings);
  if (!(await statusOf(cache, hit.ask)).includes("detail=local")) return null;
  const answer = Buffer.from(payload.whole(USUAL.answer).pieces[0]!).toString();
  const empty = await surroundings.gateway({ filter: "empty", to: { answer } });
  return contest(hit, { ...hit, envoy: empty }, USUAL_CONNECTIONS, effort.rounds, effort.seconds);
}
