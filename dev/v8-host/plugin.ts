import type { Bytes } from "./bytes.ts";
import { bytesOf } from "./bytes.ts";
import type { Cancel } from "./clock.ts";
import type { HeaderMap } from "./header-map.ts";
import type { Context, Machine } from "./machine.ts";
import { type Opening, Stream } from "./stream.ts";

/** What came back from an HTTP call. */
export interface HttpReplyParts {
  headers: HeaderMap;
  body: Buffer;
  trailers: HeaderMap;
}

/** One configuration in one worker: a root context and its streams. */
export class Plugin implements Context {
  readonly id: number;
  readonly rootId: string;
  readonly configuration: Buffer;
  readonly plugin = this;
  readonly stream = null;
  /** Whether the guest took the configuration. */
  accepted = false;
  /** `retiring` from `retire` until it has ended. */
  state: "live" | "retiring" | "deleted" = "live";
  /** Readable only while its callback runs. */
  httpReply: HttpReplyParts | null = null;
  /** Raw RESP; readable only while its callback runs. */
  redisReply: Buffer | null = null;
  /** The configuration can be read only while the guest is given it. */
  isBeingGiven = false;

  private readonly machine: Machine;
  private readonly streams = new Set<Stream>();
  private cancelTick: Cancel | null = null;
  private tickPeriod = 0;
  /** What the guest was told about its end, and answered. */
  private end: "not asked" | "deferred" | "done" = "not asked";
  private lastHttpToken = 0;
  private lastRedisToken = 0;

  constructor(machine: Machine, configuration: Bytes, rootId: string) {
    this.machine = machine;
    this.configuration = bytesOf(configuration);
    this.rootId = rootId;
    this.id = machine.newId();
    machine.contexts.set(this.id, this);
  }

  /** Streams that have not ended. */
  get openStreams(): number {
    return this.streams.size;
  }

  /** Creates the root context in the guest and gives it its configuration. */
  start(): this {
    this.isBeingGiven = true;
    this.machine.call(this, "proxy_on_context_create", [this.id, 0]);
    const vmSize = bytesOf(this.machine.settings.vmConfiguration).length;
    const isStarted = this.machine.call(this, "proxy_on_vm_start", [this.id, vmSize], 1).status !== 0;
    this.accepted =
      isStarted &&
      this.machine.call(this, "proxy_on_configure", [this.id, this.configuration.length], 1).status !== 0;
    this.isBeingGiven = false;
    return this;
  }

  /** Asks the guest whether it would take the configuration. */
  validate(): boolean {
    this.isBeingGiven = true;
    const args = [this.id, this.configuration.length];
    const isValid = this.machine.call(this, "proxy_validate_configuration", args, 1).status !== 0;
    this.isBeingGiven = false;
    return isValid;
  }

  /** A client opens a stream under this configuration. */
  open(opening: Opening = {}): Stream {
    if (this.state === "deleted") throw new Error("this configuration has been deleted");
    const stream = new Stream(this.machine, this, opening);
    this.machine.contexts.set(stream.id, stream);
    this.streams.add(stream);
    this.machine.call(stream, "proxy_on_context_create", [stream.id, this.id]);
    return stream.open(opening.end ?? false);
  }

  /** A newer configuration takes over: this one ends with its last stream, and when the guest is done with it. */
  retire(): void {
    if (this.state !== "live") return;
    this.state = "retiring";
    this.endIfIdle();
  }

  onStreamGone(stream: Stream): void {
    this.streams.delete(stream);
    this.endIfIdle();
  }

  /** The guest says that it is done: false unless it had deferred its end. */
  done(): boolean {
    if (this.end !== "deferred") return false;
    this.end = "done";
    this.machine.defer(() => this.delete());
    return true;
  }

  /** Calls of one configuration are numbered from 1, by themselves: those of another have the same numbers. */
  nextHttpToken(): number {
    return ++this.lastHttpToken;
  }

  nextRedisToken(): number {
    return ++this.lastRedisToken;
  }

  /** Ticks every `period` milliseconds, 0 for no more. */
  tick(period: number): void {
    this.cancelTick?.();
    this.tickPeriod = period;
    this.scheduleTick();
  }

  /** @param reply null when there was none: the guest sees 0 headers */
  onHttpReply(token: number, reply: HttpReplyParts | null): void {
    if (this.state === "deleted") return;
    const outer = this.httpReply;
    this.httpReply = reply;
    const sizes = reply ? [reply.headers.size, reply.body.length, reply.trailers.size] : [0, 0, 0];
    this.machine.call(this, "proxy_on_http_call_response", [this.id, token, ...sizes]);
    this.httpReply = outer;
  }

  /** @param reply raw RESP; empty where there was none */
  onRedisReply(token: number, status: number, reply: Buffer): void {
    if (this.state === "deleted") return;
    this.redisReply = reply;
    this.machine.call(this, "proxy_on_redis_call_response", [this.id, token, status, reply.length]);
    this.redisReply = null;
  }

  private scheduleTick(): void {
    this.cancelTick = null;
    if (this.tickPeriod === 0 || this.state === "deleted") return;
    const fire = (): void => {
      this.machine.call(this, "proxy_on_tick", [this.id]);
      if (this.cancelTick === cancel) this.scheduleTick();
    };
    const cancel = this.machine.clock.after(this.tickPeriod, fire, true);
    this.cancelTick = cancel;
  }

  private endIfIdle(): void {
    if (this.state !== "retiring" || this.end !== "not asked" || this.streams.size > 0) return;
    const isDone = this.machine.call(this, "proxy_on_done", [this.id], 1).status !== 0;
    this.end = isDone ? "done" : "deferred";
    if (isDone) this.delete();
  }

  private delete(): void {
    if (this.state === "deleted") return;
    this.machine.call(this, "proxy_on_delete", [this.id]);
    this.state = "deleted";
    this.cancelTick?.();
    this.machine.contexts.delete(this.id);
  }
}
