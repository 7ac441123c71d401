import type { Spread } from "../statistics.ts";
import { CHUNKS, USUAL } from "../v8/scenario.ts";
import * as payload from "../v8/payload.ts";
import { Client, inTurns } from "./latency.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a miss adds to an answer, in milliseconds: medians of requests one after the other. */
export interface Misses {
  /** Each way of asking: with the filter, without it, and each callout by itself, to its first and its last byte. */
  taken: Record<string, { first: Spread; last: Spread }>;
  json: Added;
  stream: Added & {
    /** What each event after the first adds. */
    perChunk: number;
  };
  /** What the callouts of a miss take by themselves: Redis, the embedding, the search, without the client's own way. */
  callouts: number;
}

export interface Added {
  /** Before the first byte. */
  first: number;
  /** Before the first byte, less what the callouts take. */
  beyondCallouts: number;
  /** Before the last byte. */
  last: number;
}

const CHAT = "/v1/chat/completions";
const EMBEDDING = "/api/v1/services/embeddings/text-embedding/text-embedding";
const SEARCH = "/v1/collections/ai_cache/query";

export async function measureMisses(surroundings: Surroundings, count: number): Promise<Misses> {
  const cached = new Client(await surroundings.gateway({ filter: "cache", to: "model" }));
  const bare = new Client(await surroundings.gateway({ filter: "none", to: "model" }));
  const redis = new Client(await surroundings.gateway({ filter: "none", to: "redis" }));
  const direct = new Client(await surroundings.gateway({ filter: "none", to: { answer: "{}" } }));
  const absent = surroundings.reading("ai-cache:absent");
  const vector = Buffer.from(payload.embedding(USUAL.dimension).pieces[0]!).toString();
  const opening = (number: number): string => `${Date.now()} ${number}: `;
  const ask = (client: Client, isStream: boolean) => (number: number) => {
    const [headers, body] = plain(payload.request(USUAL.prompt, isStream, opening(number)));
    return client.ask("POST", CHAT, headers, body);
  };
  const json = { "content-type": "application/json" };
  const taken = await inTurns(count, {
    "JSON, with the filter": ask(cached, false),
    "JSON, without it": ask(bare, false),
    "stream, with the filter": ask(cached, true),
    "stream, without it": ask(bare, true),
    "Redis alone": () => redis.ask("GET", absent.path, absent.headers, ""),
    "embedding alone": () => bare.ask("POST", EMBEDDING, json, '{"input":{"texts":["a question"]}}'),
    // As large as a search with this vector.
    "search alone": () => bare.ask("POST", SEARCH, json, vector),
    // Without a body: an answer of Envoy's own comes before a body has, and then the connection is closed.
    "Envoy alone": () => direct.ask("GET", CHAT, {}, ""),
  });
  for (const client of [cached, bare, redis, direct]) client.close();
  return { taken, ...judge(taken) };
}

function judge(taken: Misses["taken"]): Omit<Misses, "taken"> {
  const first = (name: string): number => taken[name]!.first.median;
  const last = (name: string): number => taken[name]!.last.median;
  const alone = ["Redis alone", "embedding alone", "search alone"];
  const callouts = alone.reduce((sum, name) => sum + last(name) - last("Envoy alone"), 0);
  const added = (kind: string): Added => {
    const before = first(`${kind}, with the filter`) - first(`${kind}, without it`);
    const whole = last(`${kind}, with the filter`) - last(`${kind}, without it`);
    return { first: before, beyondCallouts: before - callouts, last: whole };
  };
  const stream = added("stream");
  const perChunk = (stream.last - stream.first) / (CHUNKS - 1);
  return { json: added("JSON"), stream: { ...stream, perChunk }, callouts };
}

/** A request's headers and body as a client of Node sends them: without HTTP/2's own, and uncompressed. */
export function plain({
  headers,
  pieces,
}: ReturnType<typeof payload.request>): [Record<string, string>, string] {
  const kept = [...headers].filter(([name]) => !name.startsWith(":") && name !== "accept-encoding");
  return [
    Object.fromEntries(kept.map(([name, value]) => [name, Buffer.from(value).toString()])),
    Buffer.from(pieces[0]!).toString(),
  ];
}
