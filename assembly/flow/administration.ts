import { Fragments } from "../bytes/fragments";
import { isHex } from "../bytes/hex";
import { isSameSecret } from "../bytes/same-secret";
import { Slice } from "../bytes/slice";
import { Header } from "../call/call";
import { ChatRequest } from "../chat/request";
import { AdminConfig } from "../config/admin";
import { BodyStatus, HeadersStatus, Host, StreamHooks } from "../host/host";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { ID_DIGITS, Key } from "../key/key";
import { readCaller } from "./caller";
import { Purger, Purging } from "./purging";
import { readRoute } from "./route";
import { Runtime } from "./runtime";

const TOKEN = "x-ai-cache-token";
const KEY = "x-ai-cache-key";
/** The route on which the chat request of the body came; by default this one's. */
const ROUTE = "x-ai-cache-route";

/** Whether a request is one that removes an entry, by its path. */
export function isAdministration(host: Host, admin: AdminConfig): bool {
  const path = host.requestHeader(":path");
  if (path == null) return false;
  const query = path.indexOf(0x3f);
  return (query < 0 ? path : path.slice(0, query)).equalsSlice(Slice.of(admin.path));
}

/**
 * A request that removes an entry: `POST` with the token in `x-ai-cache-token`. The entry is named by its key, in
 * the header `x-ai-cache-key` or in a body `{"key": "…"}`, or by a body that is the chat request it answers, sent by
 * the caller whose entry it is. It never goes on to the upstream.
 */
export class Administration extends StreamHooks implements Purger {
  private readonly host: Host;
  private readonly body: Fragments = new Fragments();
  private caller: Slice = Slice.EMPTY;
  private route: string = "";
  private isAnswered: bool = false;
  private purging: Purging | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly admin: AdminConfig,
    private readonly id: u32,
  ) {
    super();
    this.host = runtime.host;
  }

  override onRequestHeaders(endOfStream: bool): HeadersStatus {
    const host = this.host;
    const token = host.requestHeader(TOKEN);
    host.removeRequestHeader(TOKEN);
    const isAllowed = token != null && isSameSecret(token, Slice.of(this.admin.token));
    if (!isAllowed) return this.refuseAtHeaders(401, TOKEN + ": expected the configured token");
    const method = host.requestHeader(":method");
    if (method == null || !method.equals("POST")) return this.refuseAtHeaders(405, ":method: expected POST");
    const config = this.runtime.config;
    this.caller = readCaller(host, config.key.scope);
    const route = host.requestHeader(ROUTE);
    this.route = route == null ? readRoute(host) : route.toString();
    const key = host.requestHeader(KEY);
    if (key != null) {
      this.purge(key);
      return HeadersStatus.Stop;
    }
    if (endOfStream) return this.refuseAtHeaders(400, KEY + ": expected a key (or a body in its place)");
    return config.limits.holdHeaders ? HeadersStatus.Stop : HeadersStatus.Continue;
  }

  override onRequestBody(size: i32, endOfStream: bool): BodyStatus {
    if (this.isAnswered || this.purging != null) return BodyStatus.Stop;
    if (this.body.length + size > this.runtime.config.limits.maxRequestBytes) {
      this.refuse(413, "body: expected at most maxRequestBytes");
      return BodyStatus.Stop;
    }
    if (size > 0) this.body.add(this.host.requestBody(size));
    if (endOfStream) this.onBody(this.body.join());
    return BodyStatus.Stop;
  }

  override onRequestTrailers(): void {
    if (!this.isAnswered && this.purging == null) this.onBody(this.body.join());
  }

  override onResponseHeaders(_endOfStream: bool): void {}
  override onResponseBody(_size: i32, _endOfStream: bool): void {}
  override onResponseTrailers(): void {}

  override onDelete(): void {
    this.isAnswered = true;
  }

  onPurged(key: Slice, fault: string): void {
    this.runtime.metrics.purged(fault == "" ? "ok" : "error");
    if (this.isAnswered || !this.host.enter(this.id)) return;
    if (fault != "") return this.fail(502, fault);
    this.reply(200, new JsonWriter().openObject().name("purged").text(key).closeObject().finish());
  }

  private onBody(body: Slice): void {
    const value = JsonValue.parse(body);
    const named: JsonValue | null = value == null ? null : value.member("key");
    const key: Slice | null = named == null ? this.keyOf(body) : named.text();
    if (key == null) this.refuse(400, 'body: expected {"key": "…"} or a request that has a question');
    else this.purge(key);
  }

  /** The key under which the answer to a request is kept. */
  private keyOf(body: Slice): Slice | null {
    const config = this.runtime.config;
    const request = config.key.question == null ? ChatRequest.read(body) : ChatRequest.readAny(body);
    if (request == null) return null;
    const key = Key.of(request, config.key, this.caller, this.route, config.entry.keyPrefix);
    return key == null ? null : key.id;
  }

  private purge(key: Slice): void {
    if (!isHex(key, ID_DIGITS)) return this.refuse(400, "key: expected 64 hexadecimal digits");
    const purging = new Purging(this.runtime, this, key);
    this.purging = purging;
    purging.start();
  }

  private refuseAtHeaders(status: i32, message: string): HeadersStatus {
    this.refuse(status, message);
    return HeadersStatus.Stop;
  }

  private refuse(status: i32, message: string): void {
    this.runtime.metrics.purged("refused");
    this.fail(status, message);
  }

  private fail(status: i32, message: string): void {
    const out = new JsonWriter().openObject().name("error").openObject().name("message").string(message);
    this.reply(status, out.closeObject().closeObject().finish());
  }

  private reply(status: i32, body: Slice): void {
    this.isAnswered = true;
    const type = new Header("content-type", "application/json");
    this.host.reply(status, "ai-cache.admin", [type], body);
  }
}
