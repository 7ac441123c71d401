import { Slice } from "../../assembly/bytes/slice";
import { Call, Header, Upstream, upstreamName } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { CacheConfig, LogLevel } from "../../assembly/config/config";
import { Host, MetricType, Receiver, Shared } from "../../assembly/host/host";
import { FakeStream, SentReply } from "./fake-stream";

/** A call that was sent, and is to be answered later. */
export class SentCall {
  isAnswered: bool = false;

  constructor(
    readonly call: Call,
    readonly timeout: i32,
    readonly receiver: Receiver,
    readonly tag: i32,
  ) {}
}

/** Values that the workers of one proxy share. */
export class SharedData {
  readonly values: Map<string, Slice> = new Map();
  readonly numbers: Map<string, u32> = new Map();
  /** Whether another worker writes between each read and what follows it. */
  isContended: bool = false;
}

/**
 * A proxy for specs: a clock that stands still, calls that are answered when a spec says so, and a record of all
 * that is done. What no proxy would forgive fails the spec at once.
 */
export class FakeHost extends Host {
  /** Milliseconds since 1970. */
  clock: i64 = 1700000000000;
  /** All calls, in the order in which they were sent. */
  readonly sent: SentCall[] = [];
  readonly lines: string[] = [];
  readonly counters: Map<string, i64> = new Map();
  readonly recorded: Map<string, i64> = new Map();
  tickPeriod: i32 = 0;
  dones: i32 = 0;
  /** How often a shared value was read. */
  reads: i32 = 0;
  /** Whether the proxy takes the credentials of Redis. */
  opensRedis: bool = true;
  /** The stream in effect; null in a root callback. */
  current: FakeStream | null = null;
  isInHook: bool = false;
  private readonly names: string[] = [];
  private readonly streams: Map<u32, FakeStream> = new Map();
  /** For each upstream the replies that come at once, to the next calls. */
  private readonly scripts: Reply[][] = [[], [], [], []];

  constructor(readonly data: SharedData = new SharedData()) {
    super();
  }

  /** The next call to `upstream` is answered before `dispatch` returns. */
  atOnce(upstream: Upstream, reply: Reply): FakeHost {
    this.scripts[upstream].push(reply);
    return this;
  }

  /** The next call to `upstream` is refused by the proxy. */
  refuses(upstream: Upstream): FakeHost {
    return this.atOnce(upstream, Reply.refusal());
  }

  addStream(id: u32): FakeStream {
    const stream = new FakeStream(id);
    this.streams.set(id, stream);
    return stream;
  }

  /** Answers the oldest call to `upstream` that is not answered. */
  answer(upstream: Upstream, reply: Reply): FakeHost {
    for (let i = 0; i < this.sent.length; i++) {
      if (!this.sent[i].isAnswered && this.sent[i].call.upstream == upstream) {
        this.deliver(this.sent[i], reply);
        return this;
      }
    }
    this.forbid("no call to " + upstreamName(upstream) + " waits for a reply");
    return this;
  }

  deliver(sent: SentCall, reply: Reply): void {
    sent.isAnswered = true;
    this.current = null;
    sent.receiver.onReply(sent.tag, reply);
    this.current = null;
  }

  /** The call sent last. */
  get last(): SentCall {
    return this.sent[this.sent.length - 1];
  }

  /** The calls to be answered yet: upstream, method and path of each, one a line. */
  get waiting(): string {
    const lines = new Array<string>();
    for (let i = 0; i < this.sent.length; i++) {
      const call = this.sent[i].call;
      if (!this.sent[i].isAnswered)
        lines.push(upstreamName(call.upstream) + " " + call.method + " " + call.path);
    }
    return lines.join("\n");
  }

  counted(name: string): i64 {
    return this.counters.has(name) ? this.counters.get(name) : 0;
  }

  override now(): i64 {
    return this.clock;
  }

  override log(level: LogLevel, message: string): void {
    this.lines.push(["trace", "debug", "info", "warn", "error", "critical"][level] + " " + message);
  }

  override enter(id: u32): bool {
    if (!this.streams.has(id) || this.streams.get(id).isGone) return false;
    this.current = this.streams.get(id);
    return true;
  }

  override requestHeader(name: string): Slice | null {
    return valueOf(this.stream("a request header").requestHeaders, name);
  }

  override setRequestHeader(name: string, value: string): void {
    const stream = this.stream("set a request header");
    stream.deeds.push("set " + name);
    stream.requestHeaders.set(name, value);
  }

  override removeRequestHeader(name: string): void {
    const stream = this.stream("remove a request header");
    stream.deeds.push("remove " + name);
    stream.requestHeaders.delete(name);
  }

  override responseHeader(name: string): Slice | null {
    return valueOf(this.stream("a response header").responseHeaders, name);
  }

  override setResponseHeader(name: string, value: string): void {
    const stream = this.stream("set a response header");
    stream.deeds.push("set response " + name);
    stream.responseHeaders.set(name, value);
  }

  override addResponseHeader(name: string, value: string): void {
    const stream = this.stream("add a response header");
    stream.deeds.push("add response " + name);
    const headers = stream.responseHeaders;
    headers.set(name, headers.has(name) ? headers.get(name) + "," + value : value);
  }

  override requestBody(size: i32): Slice {
    const stream = this.stream("the request body");
    stream.deeds.push("read request");
    return stream.requestPiece.slice(0, size);
  }

  override responseBody(size: i32): Slice {
    const stream = this.stream("the response body");
    stream.deeds.push("read response");
    return stream.responsePiece.slice(0, size);
  }

  override setProperty(name: string, value: string): void {
    this.stream("a property").properties.set(name, value);
  }

  override openRedis(_config: CacheConfig): bool {
    return this.opensRedis;
  }

  override property(path: string): Slice | null {
    const stream = this.stream("a property");
    if (stream.properties.has(path)) return Slice.of(stream.properties.get(path));
    return path == "route_name" && stream.route.length > 0 ? Slice.of(stream.route) : null;
  }

  override reply(status: i32, details: string, headers: Header[], body: Slice): void {
    const stream = this.stream("a reply");
    if (stream.replies.length > 0) this.forbid("a second reply");
    if (stream.resumes > 0) this.forbid("a reply to a request that has gone on");
    if (!this.isInHook && !stream.isHeld) this.forbid("a reply to a request that is not held");
    stream.isHeld = false;
    stream.replies.push(new SentReply(status, details, headers, body));
  }

  override resumeRequest(): void {
    const stream = this.stream("a resume");
    if (this.isInHook) this.forbid("a resume inside a hook");
    if (!stream.isHeld) this.forbid("a resume of a request that is not held");
    stream.isHeld = false;
    stream.resumes++;
  }

  override dispatch(call: Call, timeout: i32, receiver: Receiver, tag: i32): Reply | null {
    if (timeout < 1) this.forbid("a call without time");
    const sent = new SentCall(call, timeout, receiver, tag);
    this.sent.push(sent);
    const script = this.scripts[call.upstream];
    if (script.length == 0) return null;
    sent.isAnswered = true;
    return script.shift();
  }

  override readShared(key: string): Shared {
    this.reads++;
    const data = this.data;
    if (!data.values.has(key)) return new Shared(null, 0);
    const shared = new Shared(data.values.get(key), data.numbers.get(key));
    if (data.isContended) data.numbers.set(key, shared.cas + 1);
    return shared;
  }

  override writeShared(key: string, value: Slice, cas: u32): bool {
    const data = this.data;
    const present: u32 = data.numbers.has(key) ? data.numbers.get(key) : 0;
    if (cas != 0 && cas != present) return false;
    data.values.set(key, value);
    data.numbers.set(key, present + 1);
    return true;
  }

  override metric(_type: MetricType, name: string): u32 {
    const index = this.names.indexOf(name);
    return index >= 0 ? index : this.names.push(name) - 1;
  }

  override increment(metric: u32, by: i64): void {
    const name = this.names[metric];
    this.counters.set(name, this.counted(name) + by);
  }

  override record(metric: u32, value: i64): void {
    this.recorded.set(this.names[metric], value);
  }

  override tick(period: i32): void {
    this.tickPeriod = period;
  }

  override done(): void {
    this.dones++;
  }

  private stream(what: string): FakeStream {
    const stream = this.current;
    if (stream == null) this.forbid(what + " outside of any stream");
    else if (stream.isGone) this.forbid(what + " on a stream that is gone");
    return stream!;
  }

  private forbid(what: string): void {
    expect(what).toBe("nothing that a proxy forbids");
  }
}

function valueOf(headers: Map<string, string>, name: string): Slice | null {
  return headers.has(name) ? Slice.of(headers.get(name)) : null;
}
