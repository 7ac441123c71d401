import type { EnvoyConfig } from "../../../dev/stack/envoy-config.ts";
import type { Cluster, Listener } from "../../../dev/stack/envoy-types.ts";

/** Envoy drops the trailers of HTTP/1 unless told otherwise, on either side. */
export function allowTrailers(config: EnvoyConfig): void {
  const { static_resources } = config.toJSON() as {
    static_resources: { listeners: [Listener]; clusters: (Cluster & Record<string, unknown>)[] };
  };
  const manager = static_resources.listeners[0].filter_chains[0].filters[0].typed_config as object;
  Object.assign(manager, { http_protocol_options: { enable_trailers: true } });
  const llm = static_resources.clusters.find(({ name }) => name === "llm")!;
  llm.typed_extension_protocol_options = {
    "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
      "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
      explicit_http_config: { http_protocol_options: { enable_trailers: true } },
    },
  };
}
