import { Service } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { CacheConfig, CacheType } from "../../assembly/config/config";
import { CacheStore } from "../../assembly/redis/cache-store";
import { cacheStore } from "../../assembly/redis/factory";
import { Lease } from "../../assembly/redis/lease";

/** A Webdis; null and -1 for what is not configured. */
export function webdis(username: string | null, password: string | null, database: i32): CacheStore {
  const service = new Service("webdis", "webdis.example", 300);
  return cacheStore(new CacheConfig(CacheType.Webdis, service, username, password, database));
}

/** An Upstash with the token `tk-1`. */
export function upstash(): CacheStore {
  const service = new Service("upstash", "eu1.upstash.io", 300);
  return cacheStore(new CacheConfig(CacheType.Upstash, service, null, "tk-1", -1));
}

/** What a reply to `get` holds: `value V`, `none`, or `fault F`. */
export function gotten(store: CacheStore, reply: Reply): string {
  const result = store.readGet(reply);
  const fault = result.fault;
  if (fault != null) return result.value == null ? "fault " + fault : "both";
  const value = result.value;
  return value == null ? "none" : "value " + value.toString();
}

/** Higress's own Redis callouts. */
export function native(): CacheStore {
  const service = new Service("outbound|6379||redis.dns", "redis.dns", 300);
  return cacheStore(new CacheConfig(CacheType.Redis, service, "u", "p", 2));
}

/** What a reply to `remove` says: `gone`, or the fault. */
export function removed(store: CacheStore, reply: Reply): string {
  const fault = store.readRemove(reply);
  return fault == null ? "gone" : fault;
}

/** What a reply to `set` says: `done`, or the fault. */
export function done(store: CacheStore, reply: Reply): string {
  const fault = store.readSet(reply);
  return fault == null ? "done" : fault;
}

/** What became of a `lease`: `granted`, `denied`, or the fault. */
export function leased(store: CacheStore, reply: Reply): string {
  const result = store.readLease(reply);
  const fault = result.fault;
  if (fault != null) return result.value == null ? fault : "both";
  return result.value == Lease.GRANTED ? "granted" : result.value == Lease.DENIED ? "denied" : "nothing";
}
