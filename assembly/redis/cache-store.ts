import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { Lease } from "./lease";

/** One way to speak to Redis: builds commands, reads replies, does no I/O. Keys and values are any bytes. */
export abstract class CacheStore {
  /** `GET key` (https://redis.io/commands/get). */
  abstract get(key: Slice): Call;

  /** The value that a reply to `get` holds, or none. */
  abstract readGet(reply: Reply): Result<Slice>;

  /** `SET key value`, with `EX ttl` (seconds) unless `ttl` is 0 (https://redis.io/commands/set). */
  abstract set(key: Slice, value: Slice, ttl: i32): Call;

  /** Why a `set` failed, or null when Redis said OK. */
  abstract readSet(reply: Reply): string | null;

  /** `SET key 1 NX EX ttl` (seconds): takes `key` for that long, unless somebody has it. */
  abstract lease(key: Slice, ttl: i32): Call;

  /** What became of a `lease`. */
  abstract readLease(reply: Reply): Result<Lease>;

  /** `DEL key` (https://redis.io/commands/del). */
  abstract remove(key: Slice): Call;

  /** Why a `remove` failed, or null when the key is gone, whether it was there or not. */
  abstract readRemove(reply: Reply): string | null;
}
