import { toBase64 } from "../bytes/base64";
import { percentEncoded } from "../bytes/percent";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { CacheConfig } from "../config/config";
import { RespStore } from "./resp-store";

/**
 * Webdis (https://webd.is): a command is a URL path, a `PUT` body is its last argument, and `.raw` asks for the
 * reply as Redis wrote it. So keys and values may be any bytes.
 */
export class Webdis extends RespStore {
  private readonly database: string;
  private readonly headers: Header[] = [];

  constructor(private readonly config: CacheConfig) {
    super();
    this.database = config.database < 0 ? "/" : "/" + config.database.toString() + "/";
    const password = config.password;
    if (password != null) {
      const username = config.username;
      const pair = (username == null ? "" : username) + ":" + password;
      this.headers.push(new Header("authorization", "Basic " + toBase64(Slice.of(pair)).toString()));
    }
  }

  override get(key: Slice): Call {
    return this.command("GET", "GET/" + percentEncoded(key), Slice.EMPTY);
  }

  override set(key: Slice, value: Slice, ttl: i32): Call {
    const name = percentEncoded(key);
    return this.command("PUT", ttl > 0 ? "SETEX/" + name + "/" + ttl.toString() : "SET/" + name, value);
  }

  override lease(key: Slice, ttl: i32): Call {
    const path = "SET/" + percentEncoded(key) + "/1/NX/EX/" + ttl.toString();
    return this.command("GET", path, Slice.EMPTY);
  }

  override remove(key: Slice): Call {
    return this.command("GET", "DEL/" + percentEncoded(key), Slice.EMPTY);
  }

  private command(method: string, path: string, body: Slice): Call {
    const url = this.database + path + ".raw";
    return new Call(Upstream.Redis, this.config.service, method, url, this.headers, body);
  }
}
