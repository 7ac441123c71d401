import { BufferType, HeaderMapType, Status } from "../../v8-host/abi.ts";
import { GuestMemory } from "./guest-memory.ts";
import { importsOf } from "./imports.ts";
import type { Exchange, Lines, Message, SentCall } from "./message.ts";
import { type Call, UNWATCHED, type Watch } from "./stopwatch.ts";

export const ROOT = 1;
const NOTHING: Uint8Array = new Uint8Array(0);
const NO_LINES: Lines = new Map();

/** Milliseconds between two requests by the guest's clock: 10,000 of them in a second. */
const PACE = 0.1;
const START = Date.UTC(2026, 0, 1);

/** The answer of the cache as it passes the guest's own hooks, which see whose it is and look no further. */
const LOCAL: Message = { headers: new Map([[":status", Buffer.from("200")]]), pieces: [new Uint8Array(1)] };

/** A request on its way, as far as the host has to know it. */
export interface Stream {
  readonly id: number;
  readonly exchange: Exchange;
  /** Calls that wait for their reply. */
  readonly calls: { isRedis: boolean; token: number }[];
  /** Replies that were given. */
  answered: number;
  isLocal: boolean;
  isPassed: boolean;
}

/**
 * A Proxy-Wasm host that does as little as it can: it hands over bytes that were made ready before, and takes what
 * it is given without looking. The host that behaves like a proxy is dev/v8-host.
 */
export class LeanHost {
  readonly memory: GuestMemory;
  /** What the guest has logged. */
  readonly logged: string[] = [];
  /** Calls that are looked at, and answered by the exchange's own choice; null where they are not. */
  sent: SentCall[] | null = null;
  /** Headers that the guest has set on an answer, a line each; only where calls are looked at. */
  marked = "";
  /** Values that all workers of a proxy share. */
  readonly shared = new Map<string, Buffer>();
  readonly properties = new Map(["route_name", "xds\0route_name"].map((path) => [path, Buffer.from("chat")]));
  stream: Stream | null = null;
  /** Milliseconds since 1970. */
  now = START;
  tickPeriod = 0;
  private readonly exports: Record<string, Call>;
  private readonly streams = new Map<number, Stream>();
  private configuration: Uint8Array = NOTHING;
  private request: Lines = NO_LINES;
  private response: Lines = NO_LINES;
  private reply: Message | null = null;
  private body: Uint8Array = NOTHING;
  private lastId = ROOT;
  private lastToken = 0;
  private tickAt = 0;

  constructor(module: WebAssembly.Module, watch: Watch = UNWATCHED) {
    const { exports } = new WebAssembly.Instance(module, importsOf(this, module, watch));
    const functions = Object.entries(exports).filter(([, value]) => typeof value === "function");
    this.exports = Object.fromEntries(functions.map(([name, call]) => [name, watch.ofExport(call as Call)]));
    this.memory = new GuestMemory(exports.memory as WebAssembly.Memory, this.exports.malloc!);
    this.exports._initialize?.();
  }

  /** Gives the guest its one configuration; false where it refuses. */
  configure(config: object): boolean {
    this.configuration = Buffer.from(JSON.stringify(config));
    this.exports.proxy_on_context_create!(ROOT, 0);
    this.exports.proxy_on_vm_start!(ROOT, 0);
    return this.exports.proxy_on_configure!(ROOT, this.configuration.length) !== 0;
  }

  /** Runs an exchange once with its calls looked at, so that it knows its replies from then on. */
  observe(exchange: Exchange): { sent: SentCall[]; marked: string } {
    this.sent = [];
    this.marked = "";
    exchange.replies = [];
    this.run(exchange);
    const { sent, marked } = this;
    this.sent = null;
    return { sent, marked };
  }

  /** One request from its beginning to its end. */
  run(exchange: Exchange): void {
    this.finish(this.open(exchange));
  }

  /** A request comes, and gets as far as it can without a reply to its calls. */
  open(exchange: Exchange): Stream {
    this.pass();
    const stream = { id: ++this.lastId, exchange, calls: [], answered: 0, isLocal: false, isPassed: false };
    const { exports } = this;
    exchange.renew?.();
    const { headers, pieces } = exchange.request;
    this.streams.set(stream.id, stream);
    this.enter(stream);
    exports.proxy_on_context_create!(stream.id, ROOT);
    exports.proxy_on_request_headers!(stream.id, headers.size, 0);
    let status = 0;
    for (let i = 0; i < pieces.length; i++) {
      this.body = pieces[i]!;
      status = exports.proxy_on_request_body!(stream.id, this.body.length, i === pieces.length - 1 ? 1 : 0);
    }
    if (status === 0) (stream as Stream).isPassed = true;
    this.leave();
    return stream;
  }

  /** Its calls are answered, and so is it; then it ends, and what was to be stored is stored. */
  finish(stream: Stream): void {
    while (!stream.isLocal && !stream.isPassed) this.answerCall(stream);
    const { exports } = this;
    const { id, exchange } = stream;
    const { headers, pieces } = stream.isLocal ? LOCAL : exchange.answer;
    this.enter(stream);
    this.response = headers;
    exports.proxy_on_response_headers!(id, headers.size, 0);
    for (let i = 0; i < pieces.length; i++) {
      this.body = pieces[i]!;
      exports.proxy_on_response_body!(id, this.body.length, i === pieces.length - 1 ? 1 : 0);
    }
    exports.proxy_on_log!(id);
    exports.proxy_on_done!(id);
    exports.proxy_on_delete!(id);
    this.streams.delete(id);
    this.leave();
    while (stream.calls.length > 0) this.answerCall(stream);
  }

  /** What a function without arguments of the guest says. */
  ask(name: string): number {
    return this.exports[name]!() >>> 0;
  }

  /** Whether the stream `id` is there; it is the one in effect then. */
  enterById(id: number): boolean {
    const stream = this.streams.get(id);
    if (stream) this.enter(stream);
    return stream !== undefined || id === ROOT;
  }

  /** Takes a call; its token. One that belongs to no request is never answered. */
  take(isRedis: boolean, look: () => SentCall): number {
    const token = ++this.lastToken;
    const { stream, sent } = this;
    stream?.calls.push({ isRedis, token });
    if (sent) {
      const call = look();
      sent.push(call);
      stream?.exchange.replies.push(stream.exchange.choose(call));
    }
    return token;
  }

  linesOf(type: number): Lines {
    if (type === HeaderMapType.RequestHeaders) return this.request;
    if (type === HeaderMapType.ResponseHeaders) return this.response;
    return type === HeaderMapType.HttpCallResponseHeaders && this.reply ? this.reply.headers : NO_LINES;
  }

  bufferOf(type: number): Uint8Array {
    if (type === BufferType.PluginConfiguration) return this.configuration;
    if (type === BufferType.HttpRequestBody || type === BufferType.HttpResponseBody) return this.body;
    return this.reply ? this.reply.pieces[0]! : NOTHING;
  }

  private answerCall(stream: Stream): void {
    const call = stream.calls.shift();
    const reply = stream.exchange.replies[stream.answered++];
    if (!call || !reply)
      throw new Error(`call ${stream.answered} of the scenario was not made, or has no reply`);
    const size = reply.pieces[0]!.length;
    // A proxy has the root context in effect; the calls that are made now are those of this request.
    this.stream = stream;
    this.reply = reply;
    if (call.isRedis) this.exports.proxy_on_redis_call_response!(ROOT, call.token, Status.Ok, size);
    else this.exports.proxy_on_http_call_response!(ROOT, call.token, reply.headers.size, size, 0);
    this.leave();
  }

  private enter(stream: Stream): void {
    this.stream = stream;
    this.request = stream.exchange.request.headers;
  }

  private leave(): void {
    this.stream = null;
    this.reply = null;
    this.request = NO_LINES;
    this.response = NO_LINES;
  }

  /** Time passes, and the guest ticks. */
  private pass(): void {
    this.now += PACE;
    if (this.tickPeriod === 0 || this.now < this.tickAt) return;
    this.tickAt = this.now + this.tickPeriod;
    this.exports.proxy_on_tick!(ROOT);
  }
}
