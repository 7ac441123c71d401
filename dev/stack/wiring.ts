import { join } from "node:path";
import { PROJECT } from "./binaries.ts";
import { EnvoyConfig } from "./envoy-config.ts";
import type { StackOptions } from "./options.ts";
import type { ConfigChange, PluginConfig, Section } from "./plugin-config.ts";
import { authority, type Upstream } from "./upstream.ts";

/** The key every stand-in accepts. */
export const STANDIN_KEY = "stand-in";

/** The collection of the local DashVector. */
export const COLLECTION = "ai_cache";

/** Length of the vectors, stand-in or not. */
export const DIMENSION = 1024;

/** Where each cluster leads, and what the plugin has to know about it. */
export interface Wiring {
  llm: Upstream;
  cache: { upstream: Upstream; type: "upstash" | "webdis"; token?: string };
  dashscope: { upstream: Upstream; apiKey: string };
  dashvector: { upstream: Upstream; apiKey: string; collection: string };
}

/** envoy/envoy.yaml for a stack wired as `wiring` says. `change` replaces `options.config` after a reload. */
export function render(
  wiring: Wiring,
  options: StackOptions,
  caFile: string,
  change = options.config,
): EnvoyConfig {
  const config = new EnvoyConfig();
  config.listen(options.ports?.gateway ?? 0, options.ports?.admin ?? 0);
  config.connectLlm(wiring.llm, caFile);
  config.connect("redis", wiring.cache.upstream, caFile);
  config.connect("dashscope", wiring.dashscope.upstream, caFile);
  config.connect("dashvector", wiring.dashvector.upstream, caFile);
  if (options.wasm === null) config.module = null;
  else load(config, wiring, options, change ?? ((same) => same));
  options.patch?.(config);
  return config;
}

function load(config: EnvoyConfig, wiring: Wiring, options: StackOptions, change: ConfigChange): void {
  const hold = options.hold ?? "headers";
  config.module = options.wasm ?? join(PROJECT, "build", "ai-cache.wasm");
  config.hold(hold);
  const plugin = wired(config.plugin, wiring);
  config.plugin = change({ ...plugin, ...options.plugin, holdHeaders: hold === "headers" });
}

/** `plugin` with the hosts and keys of `wiring`. */
function wired(plugin: PluginConfig, { cache, dashscope, dashvector }: Wiring): PluginConfig {
  return {
    ...plugin,
    cache: {
      ...plugin.cache,
      type: cache.type,
      serviceHost: authority(cache.upstream),
      ...token(cache.token),
    },
    embedding: { ...plugin.embedding, serviceHost: authority(dashscope.upstream), apiKey: dashscope.apiKey },
    vector: {
      ...plugin.vector,
      serviceHost: authority(dashvector.upstream),
      apiKey: dashvector.apiKey,
      collectionID: dashvector.collection,
    },
  };
}

function token(token: string | undefined): Section {
  return token === undefined ? {} : { token };
}
