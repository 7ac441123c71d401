import type { Embedder } from "../embedding/embedder.ts";
import type { LlmOptions } from "../standins/llm.ts";
import type { EnvoyConfig, Hold } from "./envoy-config.ts";
import type { ConfigChange, Section } from "./plugin-config.ts";
import type { Services } from "./services.ts";

/** A port for each part of a stack. */
export interface Ports {
  gateway: number;
  admin: number;
  redis: number;
  /** The HTTP bridge to Redis. */
  bridge: number;
  dashscope: number;
  dashvector: number;
  llm: number;
}

/** How a stack is made. Everything has a default that suits a test. */
export interface StackOptions {
  /** The module to load; build/ai-cache.wasm unless told, null for an Envoy without the filter. */
  wasm?: string | null;
  /** What is not named takes any free port, so that stacks run side by side. */
  ports?: Partial<Ports>;
  /** Envoy's worker threads, 1 unless told. */
  concurrency?: number;
  /** The bridge between Envoy and Redis; "upstash" unless told. */
  redis?: "upstash" | "webdis";
  /** "hashed", unless told, is instant and needs no Python. One given by the caller is closed by the caller. */
  embedder?: "hashed" | "minilm" | Embedder;
  llm?: LlmOptions;
  /** Fields of the plugin's configuration that hold, also after a reload, where a change does not say otherwise. */
  plugin?: Section;
  /** Changes the plugin's configuration, whose upstreams are already those of this stack. */
  config?: ConfigChange;
  /** "headers" unless told. Sets the plugin's `holdHeaders` too. */
  hold?: Hold;
  /** Changes Envoy's configuration last of all; also applied at each reload. */
  patch?: (config: EnvoyConfig) => void;
  /** Real services in place of stand-ins; those stand-ins are not started. */
  services?: Services;
  /** Who to trust in TLS; the system's bundle unless told. */
  caFile?: string;
  /** Where Envoy's log goes; into the stack's temporary folder unless told. */
  logFile?: string;
  /** Such as "warning" or "info,wasm:debug"; "info" unless told. */
  logLevel?: string;
  /** How long requests under an old configuration may go on after a reload; 1 unless told. */
  drainSeconds?: number;
}
