import { readCache, readEntry, readLegacyEntry } from "./cache";
import { Gateway } from "./config";
import { readEmbedding } from "./embedding";
import { FieldReader } from "./fields";
import { NamedServices } from "./named-services";
import { readRedis } from "./original";
import { readVector } from "./vector";

/** Higress's form. */
export function readOurs(root: FieldReader, gateway: Gateway): NamedServices {
  const services = new NamedServices();
  // Before it had sections, Higress's plugin knew Redis alone.
  const redis = root.section("redis");
  if (redis != null) {
    services.cache = readRedis(redis, gateway);
    services.entry = readLegacyEntry(root, redis);
    redis.finish();
  }
  const cache: FieldReader | null = redis == null ? root.section("cache") : null;
  if (cache != null) {
    services.cache = readCache(cache, gateway);
    services.entry = readEntry(cache);
    cache.finish();
  } else if (redis == null) {
    services.entry = readEntry(root);
  }
  const hasCache = redis != null || root.value("cache") != null;
  const embedding = root.section("embedding");
  if (embedding != null) {
    services.embedding = readEmbedding(embedding, hasCache);
    embedding.finish();
  }
  const vector = root.section("vector");
  if (vector != null) {
    services.vector = readVector(vector, !hasCache, gateway, services.cache);
    vector.finish();
  }
  checkSections(root, hasCache);
  return services;
}

/**
 * Some place for answers must be there: a cache, or a vector store, which needs an embedding service. What cannot
 * work beside a cache that does is worth a warning only.
 */
function checkSections(root: FieldReader, hasCache: bool): void {
  const hasEmbedding = root.value("embedding") != null;
  const hasVector = root.value("vector") != null;
  if (!hasCache) {
    if (!hasVector) root.expected("cache", "an object (or vector in its place)", null);
    else if (!hasEmbedding)
      root.expected("embedding", "an object because vector has no cache beside it", null);
    return;
  }
  if (!hasVector) root.unused("embedding", "not used without vector");
  if (!hasEmbedding) root.unused("vector", "not used without embedding");
  const wanted = root.value("enableSemanticCache");
  if (wanted == null || !wanted.isTrue || (hasVector && hasEmbedding)) return;
  root.unused("enableSemanticCache", "not used without vector and embedding");
}
