import { fromBase64 } from "../bytes/base64";
import { percentEncoded } from "../bytes/percent";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { CacheConfig } from "../config/config";
import { JsonValue } from "../json/value";
import { CacheStore } from "./cache-store";
import { Lease } from "./lease";
import { redisSaid } from "./refusal";

/**
 * The Upstash REST API (https://upstash.com/docs/redis/features/restapi): a command is a URL path, a `POST` body
 * is its next argument, query parameters follow it, and answers come in base64 when asked for. So keys and values
 * may be any bytes.
 */
export class Upstash extends CacheStore {
  private readonly headers: Header[] = [];
  private readonly readHeaders: Header[] = [];

  constructor(private readonly config: CacheConfig) {
    super();
    const password = config.password;
    const token = new Header("authorization", "Bearer " + (password == null ? "" : password));
    this.headers.push(token);
    this.readHeaders.push(token);
    this.readHeaders.push(new Header("upstash-encoding", "base64"));
  }

  override get(key: Slice): Call {
    const path = "/get/" + percentEncoded(key);
    return new Call(Upstream.Redis, this.config.service, "GET", path, this.readHeaders, Slice.EMPTY);
  }

  override readGet(reply: Reply): Result<Slice> {
    const result = readResult(reply);
    if (result == null) return Result.fail<Slice>(refusal(reply));
    if (result.isNull) return Result.none<Slice>();
    const text = result.text();
    const value: Slice | null = text == null ? null : fromBase64(text);
    return value == null ? Result.fail<Slice>("the reply is not base64") : Result.ok<Slice>(value);
  }

  override set(key: Slice, value: Slice, ttl: i32): Call {
    let path = "/set/" + percentEncoded(key);
    if (ttl > 0) path += "?EX=" + ttl.toString();
    return new Call(Upstream.Redis, this.config.service, "POST", path, this.headers, value);
  }

  override lease(key: Slice, ttl: i32): Call {
    const path = "/set/" + percentEncoded(key) + "/1/NX/EX/" + ttl.toString();
    return new Call(Upstream.Redis, this.config.service, "GET", path, this.headers, Slice.EMPTY);
  }

  override remove(key: Slice): Call {
    const path = "/del/" + percentEncoded(key);
    return new Call(Upstream.Redis, this.config.service, "GET", path, this.headers, Slice.EMPTY);
  }

  override readRemove(reply: Reply): string | null {
    const result = readResult(reply);
    return result != null && result.isNumber ? null : refusal(reply);
  }

  override readLease(reply: Reply): Result<Lease> {
    const result = readResult(reply);
    if (result == null) return Result.fail<Lease>(refusal(reply));
    if (result.isNull) return Result.ok<Lease>(Lease.DENIED);
    return result.isString("OK") ? Result.ok<Lease>(Lease.GRANTED) : Result.fail<Lease>(refusal(reply));
  }

  override readSet(reply: Reply): string | null {
    const result = readResult(reply);
    return result != null && result.isString("OK") ? null : refusal(reply);
  }
}

/** The `result` of a good reply; null where there is none. */
function readResult(reply: Reply): JsonValue | null {
  if (!reply.isOk) return null;
  const body = JsonValue.parse(reply.body);
  return body == null ? null : body.member("result");
}

/** The service's own words where it refused a command. */
function refusal(reply: Reply): string {
  const body: JsonValue | null = reply.status == 0 ? null : JsonValue.parse(reply.body);
  const error: JsonValue | null = body == null ? null : body.member("error");
  const text: Slice | null = error == null ? null : error.text();
  if (text != null) return redisSaid(text);
  return reply.isOk ? "the reply is not what Upstash answers" : reply.fault;
}
