import {
  CacheConfig,
  CacheType,
  EmbeddingConfig,
  EmbeddingType,
  EntryConfig,
  Gateway,
  Policy,
  VectorConfig,
  VectorType,
} from "./config";
import { FieldReader } from "./fields";
import { readService } from "./services";
import { TextRule } from "./text-rule";

export const REDIS_PORT = 6379;
export const WEBDIS_PORT = 7379;
export const DASHSCOPE_HOST = "dashscope.aliyuncs.com";
export const DASHSCOPE_MODEL = "text-embedding-v2";
export const TOP_K = 5;
export const THRESHOLD = 0.1;
/** Higress's plugin takes any neighbour by default, which is written as a threshold of 1000. */
const MAX_THRESHOLD = 1000000;
export const MARGIN = 0.05;
export const FADE = 0.08;
/** Seconds between two sweeps of expired vector documents. */
export const SWEEP_INTERVAL = 600;
export const KEY_PREFIX = "ai-cache:";
export const TLS_PORT = 443;

/** In the order of the enumerations of the same names. */
const CACHE_TYPES = ["webdis", "upstash", "redis"];
const CACHE_TYPES_OF_ENVOY = ["webdis", "upstash"];
const EMBEDDING_TYPES = ["dashscope"];
const VECTOR_TYPES = ["dashvector"];

/** Vendors that Higress's plugin knows and this build does not. */
// prettier-ignore
const OTHER_EMBEDDING_TYPES = ["azure", "cohere", "huggingface", "ollama", "openai", "textin", "xfyun"];
// prettier-ignore
const OTHER_VECTOR_TYPES = ["chroma", "elasticsearch", "milvus", "pinecone", "qdrant", "weaviate"];

const enum Relation {
  Lt,
  Lte,
  Gt,
  Gte,
}
const RELATIONS = ["lt", "lte", "gt", "gte"];

/** Section `cache`, in Higress's spelling. */
export function readCache(fields: FieldReader, gateway: Gateway): CacheConfig {
  const type = readCacheType(fields, gateway);
  const host = fields.optionalText("serviceHost", TextRule.Host);
  const isUpstash = type == CacheType.Upstash;
  const service = readService(fields, portOf(type), host);
  const password = isUpstash ? readToken(fields) : readPassword(fields);
  let username: string | null = null;
  let database = -1;
  if (isUpstash) {
    fields.unused("username", "not used with upstash");
    fields.unused("database", "not used with upstash");
  } else {
    username = readUsername(fields, password);
    database = readDatabase(fields);
  }
  return new CacheConfig(type, service, username, password, database);
}

/** Section `embedding`. */
export function readEmbedding(fields: FieldReader): EmbeddingConfig {
  const type = <EmbeddingType>fields.requiredOneOf("type", EMBEDDING_TYPES, OTHER_EMBEDDING_TYPES);
  const host = fields.optionalText("serviceHost", TextRule.Host);
  const service = readService(fields, TLS_PORT, host != null ? host : DASHSCOPE_HOST);
  const apiKey = fields.requiredText("apiKey", TextRule.HeaderValue);
  let model = fields.optionalText("model", TextRule.Model);
  if (model == null) model = DASHSCOPE_MODEL;
  const dimension = fields.integer("dimension", 1, 4096, 0);
  return new EmbeddingConfig(type, service, apiKey, model, dimension);
}

/**
 * Section `vector`.
 * @param keepsEntries whether there is no section `cache` beside it
 */
export function readVector(fields: FieldReader, keepsEntries: bool): VectorConfig {
  const type = <VectorType>fields.requiredOneOf("type", VECTOR_TYPES, OTHER_VECTOR_TYPES);
  const host = fields.requiredText("serviceHost", TextRule.Host);
  const service = readService(fields, TLS_PORT, host);
  const apiKey = fields.requiredText("apiKey", TextRule.HeaderValue);
  const collection = fields.requiredText("collectionID", TextRule.Collection);
  const topK = fields.positive("topK", 1024, TOP_K);
  const threshold = fields.value("threshold");
  const isAuto = threshold != null && threshold.isString("auto");
  const policy = readPolicy(fields, isAuto);
  const sweep = fields.integer("sweepInterval", 0, i32.MAX_VALUE, SWEEP_INTERVAL);
  return new VectorConfig(type, service, apiKey, collection, topK, policy, isAuto, sweep, keepsEntries);
}

function readPolicy(fields: FieldReader, isAuto: bool): Policy {
  const relation = fields.oneOf("thresholdRelation", RELATIONS, Relation.Lt);
  const threshold = isAuto ? THRESHOLD : readThreshold(fields, relation >= Relation.Gt);
  const inclusive = relation == Relation.Lte || relation == Relation.Gte;
  return new Policy(
    threshold,
    inclusive,
    fields.number("margin", 0, 2, MARGIN),
    fields.number("fade", 0, 2, FADE),
  );
}

export function readPassword(fields: FieldReader): string | null {
  return fields.optionalText("password", TextRule.HeaderValue);
}

/** `username`, which goes with a password. */
export function readUsername(fields: FieldReader, password: string | null): string | null {
  if (password == null) fields.unused("username", "not used without a password");
  return fields.optionalText("username", TextRule.HeaderValue);
}

/** `database`; -1 where the bridge's own is meant. */
export function readDatabase(fields: FieldReader): i32 {
  return fields.integer("database", 0, 1000000, -1);
}

/**
 * `cacheKeyPrefix`, and `cacheTTL` in seconds, 0 for no expiry.
 * @param session part of the prefix, where there is one
 */
export function readEntry(fields: FieldReader, session: string | null = null): EntryConfig {
  const prefix = fields.text("cacheKeyPrefix", KEY_PREFIX) + (session == null ? "" : session + ":");
  return new EntryConfig(prefix, fields.integer("cacheTTL", 0, i32.MAX_VALUE, 0));
}

/** The same where `cacheTTL` and `cacheKeyPrefix` may stand at the top, and count before those of `redis`. */
export function readLegacyEntry(root: FieldReader, redis: FieldReader): EntryConfig {
  const entry = readEntry(redis);
  const prefix = root.text("cacheKeyPrefix", entry.keyPrefix);
  return new EntryConfig(prefix, root.integer("cacheTTL", 0, i32.MAX_VALUE, entry.ttl));
}

function portOf(type: CacheType): i32 {
  switch (type) {
    case CacheType.Upstash:
      return TLS_PORT;
    case CacheType.Redis:
      return REDIS_PORT;
    default:
      return WEBDIS_PORT;
  }
}

function readCacheType(fields: FieldReader, gateway: Gateway): CacheType {
  if (gateway == Gateway.Higress) return <CacheType>fields.requiredOneOf("type", CACHE_TYPES);
  const value = fields.value("type");
  if (value == null || !value.isString("redis")) {
    return <CacheType>fields.requiredOneOf("type", CACHE_TYPES_OF_ENVOY);
  }
  fields.expected("type", "one of webdis, upstash (redis needs the Higress build of this filter)", value);
  return CacheType.Webdis;
}

/** Upstash's token, which may be called a password. */
function readToken(fields: FieldReader): string {
  if (fields.value("token") == null && fields.value("password") != null) {
    return fields.requiredText("password", TextRule.HeaderValue);
  }
  fields.unused("password", "not used beside token");
  return fields.requiredText("token", TextRule.HeaderValue);
}

/** The threshold as a distance: a similarity `s` is the distance `1 - s`. */
function readThreshold(fields: FieldReader, isSimilarity: bool): f64 {
  const value = fields.value("threshold");
  if (value != null && value.isText) {
    fields.expected("threshold", 'a number or "auto"', value);
    return THRESHOLD;
  }
  if (!isSimilarity) return fields.number("threshold", 0, MAX_THRESHOLD, THRESHOLD);
  return 1 - fields.number("threshold", -1, 1, 1 - THRESHOLD);
}
