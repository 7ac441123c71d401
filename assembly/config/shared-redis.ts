import { Service } from "../call/call";
import { CacheConfig, CacheType } from "./config";
import { FieldReader } from "./fields";

/**
 * The service of the cache where the vectors are to be in the same Redis: of each, Higress knows one user, password, database
 * and timeout only. Null where they are in another.
 * @param own the service that section `vector` names
 */
export function sharedRedis(fields: FieldReader, own: Service, cache: CacheConfig | null): Service | null {
  if (cache == null || cache.type != CacheType.Redis || cache.service.cluster != own.cluster) return null;
  if (cache.database > 0) {
    const field = fields.value("cluster") == null ? "serviceName" : "cluster";
    const what = "another Redis than that of cache, as indexes are in database 0 only";
    fields.expected(field, what, fields.value(field));
  }
  fields.unused("timeout", "not used with the Redis of cache");
  return cache.service;
}
