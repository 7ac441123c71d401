import * as abi from "@solo-io/proxy-runtime/assembly/imports";
import {
  BufferTypeValues as Buffer,
  HeaderMapTypeValues as HeaderMap,
  StreamTypeValues as StreamType,
  WasmResultValues as Status,
} from "@solo-io/proxy-runtime/assembly/runtime";
import { decimalOf } from "../bytes/decimal";
import { Slice } from "../bytes/slice";
import { Call, Header, Protocol } from "../call/call";
import { Reply, TOO_MANY } from "../call/reply";
import { CacheConfig, LogLevel } from "../config/config";
import { presentHook } from "./collector";
import { serialise, serialiseCall } from "./header-map";
import {
  bufferOf,
  headerOf,
  linesOf,
  propertyOf,
  replaceHeader,
  replaceProperty,
  sendHttp,
} from "./hostcalls";
import { Host, MetricType, Receiver, Shared } from "./host";
import { KnownHeaders } from "./known-headers";
import { addressOf, lend, sizeOf } from "./lent";
import { addressOut, clearOut, numberOut, sizeOut, takeOut } from "./memory";
import { PendingCalls } from "./pending-calls";
import { CLOCK_REALTIME, clock_time_get } from "./wasi";

/** The gRPC status of a reply that is no gRPC. */
const NO_GRPC: u32 = u32.MAX_VALUE;

/** The proxy, through the Proxy-Wasm ABI (https://github.com/proxy-wasm/spec/tree/main/abi-versions/v0.2.1). */
export class ProxyHost extends Host {
  private readonly calls: PendingCalls = new PendingCalls();
  private readonly metrics: Map<string, u32> = new Map();
  /** When the hook `timedIn` was, in milliseconds since 1970. */
  private time: i64 = 0;
  private timedIn: u32 = 0;
  private readonly requestHeaders: KnownHeaders = new KnownHeaders(HeaderMap.RequestHeaders);
  private readonly responseHeaders: KnownHeaders = new KnownHeaders(HeaderMap.ResponseHeaders);

  constructor(protected readonly rootId: u32) {
    super();
  }

  /** The configuration is gone for good. */
  close(): void {}

  override now(): i64 {
    // A call of the proxy costs half a microsecond, and hooks are short.
    const hook = presentHook();
    if (this.timedIn == hook) return this.time;
    // The ABI has a clock of its own, which Higress's test host lacks; this one reads the same time.
    clearOut();
    clock_time_get(CLOCK_REALTIME, 0, numberOut);
    this.timedIn = hook;
    this.time = load<i64>(numberOut) / 1000000;
    return this.time;
  }

  override log(level: LogLevel, message: string): void {
    const text = Slice.of("ai-cache: " + message);
    abi.proxy_log(level, text.pointer, text.length);
  }

  override enter(id: u32): bool {
    this.requestHeaders.forget();
    this.responseHeaders.forget();
    return abi.proxy_set_effective_context(id) == Status.Ok;
  }

  override requestHeader(name: string): Slice | null {
    return this.requestHeaders.value(name);
  }

  override setRequestHeader(name: string, value: string): void {
    this.requestHeaders.forget();
    replaceHeader(HeaderMap.RequestHeaders, name, value);
  }

  override removeRequestHeader(name: string): void {
    this.requestHeaders.forget();
    const key = lend(name);
    abi.proxy_remove_header_map_value(HeaderMap.RequestHeaders, addressOf(key), sizeOf(key));
  }

  override responseHeader(name: string): Slice | null {
    return this.responseHeaders.value(name);
  }

  override setResponseHeader(name: string, value: string): void {
    this.responseHeaders.forget();
    replaceHeader(HeaderMap.ResponseHeaders, name, value);
  }

  override addResponseHeader(name: string, value: string): void {
    this.responseHeaders.forget();
    const key = Slice.of(name);
    const text = Slice.of(value);
    abi.proxy_add_header_map_value(
      HeaderMap.ResponseHeaders,
      key.pointer,
      key.length,
      text.pointer,
      text.length,
    );
  }

  override requestBody(size: i32): Slice {
    return bufferOf(Buffer.HttpRequestBody, size);
  }

  override responseBody(size: i32): Slice {
    return bufferOf(Buffer.HttpResponseBody, size);
  }

  override property(path: string): Slice | null {
    return propertyOf(path);
  }

  override setProperty(name: string, value: string): void {
    replaceProperty(name, value);
  }

  override reply(status: i32, details: string, headers: Header[], body: Slice): void {
    const detail = Slice.of(details);
    const pairs = serialise(headers);
    abi.proxy_send_local_response(
      status,
      detail.pointer,
      detail.length,
      body.pointer,
      body.length,
      pairs.pointer,
      pairs.length,
      NO_GRPC,
    );
  }

  override resumeRequest(): void {
    abi.proxy_continue_stream(StreamType.Request);
  }

  override dispatch(call: Call, timeout: i32, receiver: Receiver, tag: i32): Reply | null {
    if (call.protocol != Protocol.Http) return Reply.refusal();
    const headers = serialiseCall(call);
    this.calls.begin();
    let isSent = sendHttp(call.service.cluster, headers, call.body, timeout);
    const other = call.service.otherCluster;
    if (!isSent && other != null) isSent = sendHttp(other, headers, call.body, timeout);
    const early = this.calls.end();
    if (early != null) return early;
    if (!isSent) return Reply.refusal();
    this.calls.add(load<u32>(numberOut), receiver, tag);
    return null;
  }

  /** A reply has come; to be called with the root context in effect. */
  onHttpReply(token: u32, size: i32): void {
    if (size > this.maxReplyBytes) return this.calls.deliver(token, Reply.tooLarge());
    const status = headerOf(HeaderMap.HttpCallResponseHeaders, ":status");
    const code = status == null ? 0 : decimalOf(status);
    const body = size > 0 ? bufferOf(Buffer.HttpCallResponseBody, size) : Slice.EMPTY;
    this.calls.deliver(token, new Reply(code, body, false, code == TOO_MANY ? retryAfter() : -1));
  }

  override openRedis(_config: CacheConfig): bool {
    return false;
  }

  override readShared(key: string): Shared {
    const name = lend(key);
    clearOut();
    const status = abi.proxy_get_shared_data(addressOf(name), sizeOf(name), addressOut, sizeOut, numberOut);
    return new Shared(status == Status.Ok ? takeOut() : null, load<u32>(numberOut));
  }

  override writeShared(key: string, value: Slice, cas: u32): bool {
    const name = Slice.of(key);
    return (
      abi.proxy_set_shared_data(name.pointer, name.length, value.pointer, value.length, cas) == Status.Ok
    );
  }

  override metric(type: MetricType, name: string): u32 {
    if (this.metrics.has(name)) return this.metrics.get(name);
    const text = Slice.of(name);
    clearOut();
    abi.proxy_define_metric(type, text.pointer, text.length, numberOut);
    const metric = load<u32>(numberOut);
    this.metrics.set(name, metric);
    return metric;
  }

  override increment(metric: u32, by: i64): void {
    abi.proxy_increment_metric(metric, by);
  }

  override record(metric: u32, value: i64): void {
    abi.proxy_record_metric(metric, value);
  }

  override tick(period: i32): void {
    abi.proxy_set_tick_period_milliseconds(period);
  }

  override done(): void {
    this.enter(this.rootId);
    abi.proxy_done();
  }
}

/** The `retry-after` of the reply that has come, in seconds; -1 where it has none, or a date. */
function retryAfter(): i32 {
  const value = headerOf(HeaderMap.HttpCallResponseHeaders, "retry-after");
  return value == null ? -1 : decimalOf(value);
}

/** The plugin's configuration; empty where there is none. */
export function pluginConfiguration(size: i32): Slice {
  return bufferOf(Buffer.PluginConfiguration, size);
}
