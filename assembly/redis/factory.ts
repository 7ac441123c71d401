import { CacheConfig, CacheType } from "../config/config";
import { CacheStore } from "./cache-store";
import { NativeRedis } from "./native-redis";
import { Upstash } from "./upstash";
import { Webdis } from "./webdis";

/** The dialect of Redis that the configuration names. */
export function cacheStore(config: CacheConfig): CacheStore {
  switch (config.type) {
    case CacheType.Upstash:
      return new Upstash(config);
    case CacheType.Redis:
      return new NativeRedis(config);
    default:
      return new Webdis(config);
  }
}
