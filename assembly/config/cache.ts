import { CacheConfig, CacheType, EntryConfig, Gateway } from "./config";
import { FieldReader } from "./fields";
import { REDIS_PORT, TLS_PORT, readService } from "./services";
import { TextRule } from "./text-rule";

export const WEBDIS_PORT = 7379;
export const KEY_PREFIX = "ai-cache:";

/** In the order of `CacheType`. */
const CACHE_TYPES = ["webdis", "upstash", "redis"];
const CACHE_TYPES_OF_ENVOY = ["webdis", "upstash"];

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
