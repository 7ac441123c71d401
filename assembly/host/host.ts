import { Slice } from "../bytes/slice";
import { Call, Header } from "../call/call";
import { Reply } from "../call/reply";
import { CacheConfig, LogLevel } from "../config/config";

/** What a hook for headers answers the proxy (Proxy-Wasm ABI 0.2.1, `proxy_on_request_headers`). */
export const enum HeadersStatus {
  Continue = 0,
  /** Headers wait; with the proxy's leave (`allow_on_headers_stop_iteration`) the body goes on coming. */
  Stop = 1,
}

/** What a hook for body pieces answers the proxy (`proxy_on_request_body`). */
export const enum BodyStatus {
  Continue = 0,
  /**
   * Nothing goes on for now: `StopIterationAndWatermark`. The proxy keeps the pieces, each of which is seen here only
   * once, and slows the client down at its buffer limit; plain `StopIterationAndBuffer` would answer 413 there.
   */
  Stop = 2,
}

export const enum MetricType {
  Counter = 0,
  Gauge = 1,
  Histogram = 2,
}

/** A value shared by the workers, with its compare-and-swap number. */
export class Shared {
  constructor(
    /** Null where nothing is stored. */
    readonly value: Slice | null,
    readonly cas: u32,
  ) {}
}

/** Who hears of a call's reply. */
export interface Receiver {
  /** @param tag as given to `dispatch` */
  onReply(tag: i32, reply: Reply): void;
}

/**
 * What the filter asks of the proxy: `ProxyHost` in Envoy, a fake in specs. The verbs about requests and responses
 * act on the stream in effect: in a hook the hook's own, elsewhere the one last entered.
 */
export abstract class Host {
  /** Larger replies to calls are not taken into memory, which would never be given back. In bytes. */
  maxReplyBytes: i32 = 0;

  /** Milliseconds since 1970. */
  abstract now(): i64;
  /** Writes a line to the proxy's log; lines below the configured level cost nothing but the call. */
  abstract log(level: LogLevel, message: string): void;

  /** Makes stream `id` the one in effect; false when it is gone. */
  abstract enter(id: u32): bool;
  /** A header's value (several lines joined with a comma); null where it is absent. */
  abstract requestHeader(name: string): Slice | null;
  abstract setRequestHeader(name: string, value: string): void;
  abstract removeRequestHeader(name: string): void;
  abstract responseHeader(name: string): Slice | null;
  abstract setResponseHeader(name: string, value: string): void;
  /** Adds a line, keeping those that are there. */
  abstract addResponseHeader(name: string, value: string): void;
  /** The `size` bytes of the present piece of the request body. */
  abstract requestBody(size: i32): Slice;
  /** The `size` bytes of the present piece of the response body. */
  abstract responseBody(size: i32): Slice;
  /** A property of stream or node such as `route_name`, path parts separated by a dot; null where it is absent. */
  abstract property(path: string): Slice | null;
  /** Writes a property of the stream; what the proxy does with it is its own. */
  abstract setProperty(name: string, value: string): void;
  /** Answers the request here and now; the upstream is not asked. `details` is for the access log. */
  abstract reply(status: i32, details: string, headers: Header[], body: Slice): void;
  /** Lets a held request go on. */
  abstract resumeRequest(): void;

  /**
   * Sends a call. Its reply comes to `receiver` later (null is returned), or at once: then it is returned. A call
   * that the proxy refuses is answered at once.
   */
  abstract dispatch(call: Call, timeout: i32, receiver: Receiver, tag: i32): Reply | null;

  /** Makes a Redis and its credentials known; calls of protocol `Redis` to it may follow. False where it is refused. */
  abstract openRedis(config: CacheConfig): bool;

  /** Reads a value that all workers of this proxy share. */
  abstract readShared(key: string): Shared;
  /** Writes it unless another worker has since `cas` was read; false in that case. */
  abstract writeShared(key: string, value: Slice, cas: u32): bool;

  /** The number of a metric, defining it at first. */
  abstract metric(type: MetricType, name: string): u32;
  /** Adds to a counter. */
  abstract increment(metric: u32, by: i64): void;
  /** Records a value of a histogram or sets a gauge. */
  abstract record(metric: u32, value: i64): void;

  /** Asks for `onTick` about every `period` milliseconds. */
  abstract tick(period: i32): void;
  /** Says that the configuration that deferred its end has ended. */
  abstract done(): void;
}

/** The hooks of one HTTP stream. */
export abstract class StreamHooks {
  abstract onRequestHeaders(endOfStream: bool): HeadersStatus;
  /** @param size bytes of this piece */
  abstract onRequestBody(size: i32, endOfStream: bool): BodyStatus;
  abstract onRequestTrailers(): void;
  abstract onResponseHeaders(endOfStream: bool): void;
  /** @param size bytes of this piece */
  abstract onResponseBody(size: i32, endOfStream: bool): void;
  abstract onResponseTrailers(): void;
  /** The stream is gone, however it ended. */
  abstract onDelete(): void;
}

/** The hooks of one configuration. */
export abstract class PluginHooks {
  /** Takes the configuration; false refuses it, and the log says why. */
  abstract onConfigure(configuration: Slice): bool;
  abstract openStream(id: u32): StreamHooks;
  abstract onTick(): void;
  /** A newer configuration takes over; false while this one has work to finish, after which it calls `done`. */
  abstract onDone(): bool;
}
