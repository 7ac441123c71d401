import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PROJECT } from "./binaries.ts";
import type { Address, Bootstrap, Cluster, HttpFilter, Listener, Route, WasmConfig } from "./envoy-types.ts";
import type { PluginConfig } from "./plugin-config.ts";
import { tlsTo } from "./tls.ts";
import { authority, type Upstream } from "./upstream.ts";

const WASM = "envoy.filters.http.wasm";

/** How the LLM is kept from seeing a request that the cache answers; "none" does not keep it. */
export type Hold = "headers" | "buffer" | "none";

/** envoy/envoy.yaml, to be changed for one run. */
export class EnvoyConfig {
  private readonly root: Bootstrap;
  private readonly listener: Listener;

  constructor(yaml = readFileSync(join(PROJECT, "envoy", "envoy.yaml"), "utf8")) {
    this.root = parse(yaml, { merge: true }) as Bootstrap;
    this.listener = this.root.static_resources.listeners![0];
  }

  /** The gateway and the admin page listen on 127.0.0.1 only; port 0 takes any free one. */
  listen(port: number, adminPort: number): void {
    this.listener.address = loopback(port);
    this.root.admin.address = loopback(adminPort);
  }

  /** The built module to load, or null to run without the filter. */
  set module(file: string | null) {
    if (file !== null) this.wasm.vm_config.code.local.filename = file;
    else this.filters = this.filters.filter(({ name }) => name !== WASM);
  }

  get plugin(): PluginConfig {
    return JSON.parse(this.wasm.configuration.value) as PluginConfig;
  }

  /** Text goes to the plugin as it is. */
  set plugin(config: object | string) {
    this.wasm.configuration.value = typeof config === "string" ? config : JSON.stringify(config);
  }

  /** Chooses what holds a request back. The plugin's `holdHeaders` is the caller's to match. */
  hold(by: Hold): void {
    this.wasm.allow_on_headers_stop_iteration = by === "headers";
    if (by === "buffer") this.filters.splice(this.filters.length - 1, 0, bufferFilter());
  }

  /** The longest wait for a connection to any upstream, such as "5s". */
  set connectTimeout(time: string) {
    for (const cluster of this.root.static_resources.clusters) cluster.connect_timeout = time;
  }

  /** Leads the cluster `name` to `upstream`; `caFile` is who to trust when that is encrypted. */
  connect(name: string, upstream: Upstream, caFile: string): void {
    const cluster = this.cluster(name);
    cluster.load_assignment.endpoints[0].lb_endpoints[0].endpoint.address = {
      socket_address: { address: upstream.host, port_value: upstream.port },
    };
    if (upstream.tls) cluster.transport_socket = tlsTo(upstream.host, caFile);
  }

  /** Leads requests to the LLM at `upstream`. Where that has a path, `/v1/x` becomes `<path>/x` at its own host name. */
  connectLlm(upstream: Upstream, caFile: string): void {
    this.connect("llm", upstream, caFile);
    if (upstream.path === undefined) return;
    const { routes } = this.manager.route_config.virtual_hosts[0];
    const all = routes[0] as Route;
    all.route.host_rewrite_literal = authority(upstream);
    const v1: Route = {
      match: { prefix: "/v1/" },
      route: { ...all.route, prefix_rewrite: `${upstream.path}/` },
    };
    routes.unshift(v1);
  }

  /** Envoy answers every request itself, with `body`, once the filters have let it pass. */
  answerDirectly(body: string): void {
    const direct_response = { status: 200, body: { inline_string: body } };
    this.manager.route_config.virtual_hosts[0].routes = [{ match: { prefix: "/" }, direct_response }];
  }

  /** No line is written for each request. */
  dropAccessLog(): void {
    delete this.manager.access_log;
  }

  /** The bootstrap for an Envoy that takes its listener from the file `lds`. */
  bootstrap(lds: string): object {
    const { listeners: _, ...resources } = this.root.static_resources;
    const source = { path_config_source: { path: lds }, resource_api_version: "V3" };
    return { ...this.root, static_resources: resources, dynamic_resources: { lds_config: source } };
  }

  /** What that file holds; `version` tells one state from the next. */
  listeners(version: number): object {
    const type = "type.googleapis.com/envoy.config.listener.v3.Listener";
    return { version_info: String(version), resources: [{ "@type": type, ...this.listener }] };
  }

  /** The whole as one static bootstrap. */
  toJSON(): object {
    return this.root;
  }

  private get manager(): Listener["filter_chains"][0]["filters"][0]["typed_config"] {
    return this.listener.filter_chains[0].filters[0].typed_config;
  }

  private get filters(): HttpFilter[] {
    return this.manager.http_filters;
  }

  private set filters(filters: HttpFilter[]) {
    this.manager.http_filters = filters;
  }

  private get wasm(): WasmConfig {
    const config = this.filters.find(({ name }) => name === WASM)?.typed_config.config;
    if (!config) throw new Error("this Envoy runs without the filter");
    return config;
  }

  private cluster(name: string): Cluster {
    const cluster = this.root.static_resources.clusters.find((cluster) => cluster.name === name);
    if (!cluster) throw new Error(`envoy.yaml has no cluster ${name}`);
    return cluster;
  }
}

function loopback(port: number): Address {
  return { socket_address: { address: "127.0.0.1", port_value: port } };
}

function bufferFilter(): HttpFilter {
  return {
    name: "envoy.filters.http.buffer",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer",
      max_request_bytes: 16 * 1024 * 1024,
    },
  };
}
