import { exampleOf, SCHEMA } from "./schema.ts";

export type Json = { [name: string]: unknown };

/** Paths, and what they were once called, in an object in their place. */
const PATHS = {
  cacheKeyFrom: "requestBody",
  cacheValueFrom: "responseBody",
  cacheStreamValueFrom: "responseBody",
  cacheToolCallsFrom: "responseBody",
};

/** All fields at once, which no module takes: some rule others out. */
const ALL = exampleOf(SCHEMA) as Json & { cache: Json };

const { cacheTTL, cacheKeyPrefix, _rules_, Dash, redis, cache, embedding, vector, ...rest } = ALL;
const { responseTemplate, streamResponseTemplate, ...older } = rest;
const { returnResponseTemplate, returnStreamResponseTemplate, ...common } = rest;
const { token, ...withoutToken } = cache;
const { username, password, database, ...withoutUser } = cache;

/** Configurations by their form, each with all the fields that it may have. */
export const CONFIGURATIONS: Record<string, Json> = {
  "cache, embedding and vector": { ...common, cache: withoutToken, embedding, vector },
  "embedding by Azure": embeddedBy("azure"),
  "embedding by Hugging Face": embeddedBy("huggingface"),
  "embedding by TextIn": embeddedBy("textin"),
  "embedding by XFyun": embeddedBy("xfyun"),
  "Upstash alone": { ...common, cache: { ...withoutUser, type: "upstash" } },
  "a vector store alone": { ...common, embedding, vector, cacheTTL, cacheKeyPrefix },
  "redis at the top, and older names": {
    ...older,
    ...olderPaths(),
    redis,
    embedding,
    vector,
    cacheTTL,
    cacheKeyPrefix,
  },
  "Dash and redis": { ...common, Dash, redis },
};

/** Conditions of a rule. */
export const CONDITIONS = (_rules_ as Json[])[0]!;

/** A copy of `json` in which the field at `path` is `value`. */
export function withField(json: Json, [name = "", ...path]: string[], value: unknown): Json {
  const inner = path.length > 0 ? withField(json[name] as Json, path, value) : value;
  return { ...json, [name]: inner };
}

/** Whether `json` has a field at `path`. */
export function hasField(json: unknown, [name, ...path]: string[]): boolean {
  if (name === undefined) return true;
  return typeof json === "object" && json !== null && name in json && hasField((json as Json)[name], path);
}

function embeddedBy(type: string): Json {
  return { cache: withoutToken, embedding: { ...(embedding as Json), type }, vector };
}

function olderPaths(): Json {
  return Object.fromEntries(Object.entries(PATHS).map(([name, member]) => [name, { [member]: ALL[name] }]));
}
