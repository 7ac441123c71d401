import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { CacheConfig } from "../config/config";
import { RespStore } from "./resp-store";
import { writeCommand } from "./resp";

/**
 * Redis through the gateway's own callouts, which Higress has. User, password and database belong to the
 * connection, so the host is told of them once and no command carries them.
 */
export class NativeRedis extends RespStore {
  constructor(private readonly config: CacheConfig) {
    super();
  }

  override get(key: Slice): Call {
    return this.command([Slice.of("GET"), key]);
  }

  override set(key: Slice, value: Slice, ttl: i32): Call {
    const words = [Slice.of("SET"), key, value];
    if (ttl > 0) {
      words.push(Slice.of("EX"));
      words.push(Slice.of(ttl.toString()));
    }
    return this.command(words);
  }

  override lease(key: Slice, ttl: i32): Call {
    const life = Slice.of(ttl.toString());
    return this.command([Slice.of("SET"), key, Slice.of("1"), Slice.of("NX"), Slice.of("EX"), life]);
  }

  override remove(key: Slice): Call {
    return this.command([Slice.of("DEL"), key]);
  }

  private command(words: Slice[]): Call {
    return Call.redis(this.config.service, writeCommand(words));
  }
}
