import assert from "node:assert/strict";
import { test } from "node:test";
import { EnvoyConfig } from "../../../dev/stack/envoy-config.ts";
import type { Bootstrap, HttpFilter, Listener, Route } from "../../../dev/stack/envoy-types.ts";

const root = (config: EnvoyConfig): Bootstrap => config.toJSON() as Bootstrap;
const manager = (config: EnvoyConfig) =>
  root(config).static_resources.listeners![0].filter_chains[0].filters[0].typed_config;
const filters = (config: EnvoyConfig): HttpFilter[] => manager(config).http_filters;
const routes = (config: EnvoyConfig): Route[] =>
  manager(config).route_config.virtual_hosts[0].routes as Route[];

test("the shared configuration ends its filters with the router, after the cache", () => {
  const names = filters(new EnvoyConfig()).map(({ name }) => name);
  assert.deepEqual(names, ["envoy.filters.http.wasm", "envoy.filters.http.router"]);
});

test("gateway and admin page are moved to loopback and the ports asked for", () => {
  const config = new EnvoyConfig();
  config.listen(1234, 1235);
  const at = (port: number) => ({ socket_address: { address: "127.0.0.1", port_value: port } });
  assert.deepEqual(root(config).static_resources.listeners![0].address, at(1234));
  assert.deepEqual(root(config).admin.address, at(1235));
});

test("the listener moves out of the bootstrap into the watched file", () => {
  const config = new EnvoyConfig();
  const bootstrap = config.bootstrap("/tmp/listeners.json") as Bootstrap;
  assert.equal(bootstrap.static_resources.listeners, undefined);
  assert.equal(bootstrap.static_resources.clusters.length, 4);
  assert.match(JSON.stringify(bootstrap.dynamic_resources), /"path":"\/tmp\/listeners\.json"/);
  const { resources, version_info } = config.listeners(7) as { resources: Listener[]; version_info: string };
  assert.equal(version_info, "7");
  assert.equal(resources[0]!.name, "gateway");
});

test("the plugin's configuration is JSON that can be read, changed and broken on purpose", () => {
  const config = new EnvoyConfig();
  config.plugin = { ...config.plugin, holdHeaders: false };
  assert.equal(config.plugin.holdHeaders, false);
  assert.equal(config.plugin.cache.cluster, "redis");
  config.plugin = "{ not JSON";
  assert.match(JSON.stringify(config), /\{ not JSON/);
});

test("without a module the filter is left out, and so is its configuration", () => {
  const config = new EnvoyConfig();
  config.module = null;
  assert.deepEqual(
    filters(config).map(({ name }) => name),
    ["envoy.filters.http.router"],
  );
  assert.throws(() => config.plugin, /without the filter/);
});

test("headers are held by Envoy's option or by its buffer filter right after ours", () => {
  const byOption = new EnvoyConfig();
  byOption.hold("headers");
  assert.equal(filters(byOption)[0]!.typed_config.config!.allow_on_headers_stop_iteration, true);
  const byBuffer = new EnvoyConfig();
  byBuffer.hold("buffer");
  assert.equal(filters(byBuffer)[0]!.typed_config.config!.allow_on_headers_stop_iteration, false);
  assert.equal(filters(byBuffer)[1]!.name, "envoy.filters.http.buffer");
  assert.equal(filters(byBuffer).length, 3);
});

test("a service with TLS is asked for by name and has to prove it", () => {
  const config = new EnvoyConfig();
  config.connect("redis", { host: "eu1.upstash.io", port: 443, tls: true }, "/ca.pem");
  const cluster = root(config).static_resources.clusters.find(({ name }) => name === "redis")!;
  const tls = JSON.stringify(cluster.transport_socket);
  assert.match(tls, /"sni":"eu1\.upstash\.io","auto_sni_san_validation":true/);
  assert.match(tls, /"trusted_ca":\{"filename":"\/ca\.pem"\}/);
});

test("an LLM under another path gets its own host name and path", () => {
  const config = new EnvoyConfig();
  const upstream = { host: "dashscope.aliyuncs.com", port: 443, tls: true, path: "/compatible-mode/v1" };
  config.connectLlm(upstream, "/ca.pem");
  const [v1, other] = routes(config);
  assert.deepEqual(v1!.match, { prefix: "/v1/" });
  assert.equal(v1!.route.prefix_rewrite, "/compatible-mode/v1/");
  for (const { route } of [v1!, other!]) assert.equal(route.host_rewrite_literal, "dashscope.aliyuncs.com");
});

test("the stand-in LLM sees paths and host names as the client sent them", () => {
  const config = new EnvoyConfig();
  config.connectLlm({ host: "127.0.0.1", port: 8080 }, "");
  assert.equal(routes(config).length, 1);
  assert.equal(routes(config)[0]!.route.host_rewrite_literal, undefined);
});

test("a gateway that answers by itself has one route, and asks no upstream", () => {
  const config = new EnvoyConfig();
  config.answerDirectly("pong");
  const direct_response = { status: 200, body: { inline_string: "pong" } };
  assert.deepEqual(routes(config), [{ match: { prefix: "/" }, direct_response }]);
});

test("the access log is dropped where it is asked for", () => {
  const config = new EnvoyConfig();
  assert.equal(manager(config).access_log!.length, 1);
  config.dropAccessLog();
  assert.equal(manager(config).access_log, undefined);
});
