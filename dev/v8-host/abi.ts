// The numbers of the Proxy-Wasm ABI: https://github.com/proxy-wasm/spec/tree/main/abi-versions/v0.2.1

/** What a host call answers (`proxy_result_t`). */
export const Status = {
  Ok: 0,
  NotFound: 1,
  BadArgument: 2,
  InvalidMemoryAccess: 6,
  CasMismatch: 8,
  InternalFailure: 10,
  BrokenConnection: 11,
} as const;

/** `proxy_buffer_type_t`; the last one is Higress's own. */
export const BufferType = {
  HttpRequestBody: 0,
  HttpResponseBody: 1,
  HttpCallResponseBody: 4,
  VmConfiguration: 6,
  PluginConfiguration: 7,
  RedisCallResponse: 9,
} as const;

/** `proxy_header_map_type_t`. */
export const HeaderMapType = {
  RequestHeaders: 0,
  RequestTrailers: 1,
  ResponseHeaders: 2,
  ResponseTrailers: 3,
  HttpCallResponseHeaders: 6,
  HttpCallResponseTrailers: 7,
} as const;

/** `proxy_stream_type_t`, as far as HTTP goes. */
export const StreamType = { Request: 0, Response: 1 } as const;

/** What a headers hook answers; anything else counts as the last. */
export const HeadersStatus = { Continue: 0, StopIteration: 1, StopAllIterationAndWatermark: 4 } as const;

/** What a body hook answers; anything else counts as the last. */
export const BodyStatus = {
  Continue: 0,
  StopIterationAndBuffer: 1,
  StopIterationAndWatermark: 2,
  StopIterationNoBuffer: 3,
} as const;

export const MetricType = { Counter: 0, Gauge: 1, Histogram: 2 } as const;

/** `proxy_log_level_t`, in order. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "critical"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const VERSION = /^proxy_abi_version_(\d+)_(\d+)_(\d+)$/;

/** The ABI that a module speaks, such as "0.2.1": the first one it names, in the order of its exports. */
export function abiVersion(exports: readonly string[]): string {
  for (const name of exports) {
    const found = VERSION.exec(name);
    if (found) return found.slice(1).join(".");
  }
  throw new Error("the module names no version of the ABI (an export proxy_abi_version_X_Y_Z)");
}
