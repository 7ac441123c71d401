import { FieldReader } from "./fields";

/** How the end of an entry's life is softened. */
export class LifeConfig {
  constructor(
    /** Seconds for which an expired entry is served while one request renews it; 0 for not at all. */
    readonly staleTTL: i32,
    /** The largest share by which a life is cut, so that entries stored together do not expire together; 0 for none. */
    readonly jitter: f64,
  ) {}
}

/**
 * `staleTTL` and `ttlJitter`.
 * @param hasCache whether a cache keeps the entries, which alone keeps them beyond their life
 * @param ttl life of an entry in seconds; 0 for no expiry
 */
export function readLife(root: FieldReader, hasCache: bool, ttl: i32): LifeConfig {
  if (!hasCache) root.unused("staleTTL", "not used without cache");
  else if (ttl == 0) root.unused("staleTTL", "not used without cacheTTL");
  if (ttl == 0) root.unused("ttlJitter", "not used without cacheTTL");
  const stale = root.integer("staleTTL", 0, i32.MAX_VALUE, 0);
  return new LifeConfig(hasCache && ttl > 0 ? stale : 0, root.number("ttlJitter", 0, 1, 0));
}
