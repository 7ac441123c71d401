import type { Bytes } from "./bytes.ts";
import type { SharedData } from "./shared-data.ts";

/** Which proxy this is: only Higress has Redis callouts, and holds headers without being told to. */
export type Flavour = "envoy" | "higress";

/** How the host behaves; whatever is left out is as in the proxy's default. */
export interface HostOptions {
  /** By default the one that goes with the module's ABI: Higress for 0.2.100, else Envoy. */
  flavour?: Flavour;
  /** Envoy's `allow_on_headers_stop_iteration`: held headers do not hold the body. Always so with ABI 0.2.100. */
  allowOnHeadersStopIteration?: boolean;
  /** Bytes of one body that the proxy keeps while it is held; 1 MiB unless told, as in Envoy. */
  bufferLimit?: number;
  /** What all workers share; its own unless told. */
  shared?: SharedData;
  vmConfiguration?: Bytes;
  /** Properties of every stream and configuration; a path's parts are separated by a dot. */
  properties?: Record<string, Bytes>;
  /**
   * Status of the reply to an HTTP call that timed out; null for a reply without headers. Envoy does either, as the
   * timeout falls before or after the call has been sent on.
   */
  timeoutStatus?: number | null;
  /** Milliseconds since 1970 at which time begins; the first of January 2026 unless told. */
  start?: number;
}

/** The options with their defaults, once the module's ABI is known. */
export type Settings = Required<Omit<HostOptions, "shared" | "start">>;

const BUFFER_LIMIT = 1024 * 1024;

export function settings(options: HostOptions, abi: string): Settings {
  const holds = abi === "0.2.100";
  return {
    flavour: options.flavour ?? (holds ? "higress" : "envoy"),
    allowOnHeadersStopIteration: holds || (options.allowOnHeadersStopIteration ?? false),
    bufferLimit: options.bufferLimit ?? BUFFER_LIMIT,
    vmConfiguration: options.vmConfiguration ?? "",
    properties: options.properties ?? {},
    timeoutStatus: options.timeoutStatus ?? null,
  };
}
