import { toBase64 } from "../bytes/base64";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { CacheConfig } from "../config/config";
import { CacheStore } from "./cache-store";
import { redisSaid } from "./refusal";
import { RespReply, RespType } from "./resp";
import { pathSegment } from "./url";

/**
 * Webdis (https://webd.is): a command is a URL path, a `PUT` body is its last argument, and `.raw` asks for the
 * reply as Redis wrote it. So keys and values may be any bytes.
 */
export class Webdis extends CacheStore {
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
    return this.command("GET", "GET/" + pathSegment(key), Slice.EMPTY);
  }

  override readGet(reply: Reply): Result<Slice> {
    if (!reply.isOk) return Result.fail<Slice>(reply.fault);
    const answer = RespReply.read(reply.body);
    if (answer.type != RespType.BulkString) return Result.fail<Slice>(refusal(answer));
    const text = answer.text;
    return text == null ? Result.none<Slice>() : Result.ok<Slice>(text);
  }

  override set(key: Slice, value: Slice, ttl: i32): Call {
    const name = pathSegment(key);
    return this.command("PUT", ttl > 0 ? "SETEX/" + name + "/" + ttl.toString() : "SET/" + name, value);
  }

  override readSet(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    const answer = RespReply.read(reply.body);
    const isDone = answer.type == RespType.SimpleString && answer.text!.equals("OK");
    return isDone ? null : refusal(answer);
  }

  private command(method: string, path: string, body: Slice): Call {
    const url = this.database + path + ".raw";
    return new Call(Upstream.Redis, this.config.service, method, url, this.headers, body);
  }
}

/** Redis' own words where it refused a command. */
function refusal(answer: RespReply): string {
  const text = answer.text;
  if (answer.type == RespType.Error && text != null) return redisSaid(text);
  return "the reply is not what Redis answers";
}
