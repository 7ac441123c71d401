import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";
import { asking, said, saying } from "../v8-host/support/chat.ts";
import { DEPLOY, parseDocuments, type Resource, resources } from "./documents.ts";

const HIGRESS = join(PROJECT, "build/ai-cache-higress.wasm");
const STOCK = join(PROJECT, "build/ai-cache.wasm");

type Config = Record<string, Record<string, string | number>>;

/** What a configuration calls: the cluster of each of its three services. */
function clusters(config: Config): string[] {
  const services = [config.cache, config.embedding, config.vector].filter((service) => service !== undefined);
  const ports = [config.cache?.type === "redis" ? 6379 : 7379, 443, 443];
  return services.map(({ cluster, serviceName, servicePort }, i) =>
    String(cluster ?? `outbound|${servicePort ?? ports[i]}||${serviceName}`),
  );
}

/** The configuration that Higress makes of a WasmPlugin: its rules beside the default one. */
function ofHigress(plugin: Resource): Record<string, unknown> {
  const { defaultConfig, defaultConfigDisable, matchRules = [] } = plugin.spec;
  const rules = matchRules
    .filter((rule: { configDisable?: boolean }) => !rule.configDisable)
    .map((rule: { config: object; ingress?: string[]; domain?: string[]; service?: string[] }) => ({
      ...rule.config,
      _match_route_: rule.ingress ?? [],
      _match_domain_: rule.domain ?? [],
      _match_service_: rule.service ?? [],
    }));
  return { ...(defaultConfigDisable ? {} : defaultConfig), ...(rules.length > 0 ? { _rules_: rules } : {}) };
}

/** The clusters that the entries of an McpBridge become. */
function registered(bridge: Resource): string[] {
  return bridge.spec.registries.map(
    ({ name, type, port }: { name: string; type: string; port: number }) =>
      `outbound|${type === "static" ? 80 : port}||${name}.${type}`,
  );
}

/** Loads a configuration, which must be right in every word. */
async function load(module: string, config: object): Promise<V8Host> {
  const host = await V8Host.load(module, { allowOnHeadersStopIteration: true });
  for (const cluster of new Set([config, ...rulesOf(config)].flatMap((part) => clusters(part as Config))))
    host.redis(cluster);
  assert.ok(host.configure(config).accepted, host.log.lines().join("\n"));
  assert.deepEqual(host.log.lines(), []);
  return host;
}

function rulesOf(config: object): object[] {
  return (config as { _rules_?: object[] })._rules_ ?? [];
}

for (const folder of ["higress", "compose"]) {
  const bridges = resources(folder).filter(({ resource }) => resource.kind === "McpBridge");
  const known = bridges.flatMap(({ resource }) => registered(resource));
  for (const { name, resource } of resources(folder)) {
    if (resource.kind !== "WasmPlugin") continue;
    test(`${name} is a configuration whose upstreams are registered`, async () => {
      const config = ofHigress(resource);
      await load(HIGRESS, config);
      const parts = [config, ...rulesOf(config)] as Config[];
      for (const cluster of parts.flatMap(clusters))
        assert.ok(known.includes(cluster), `${cluster} of ${known}`);
      assert.ok(parts.some((part) => part.cache));
    });
  }
}

const find = (folder: string, kind: string): Resource[] =>
  resources(folder)
    .map(({ resource }) => resource)
    .filter((resource) => resource.kind === kind);

test("Istio's configuration is right, and its upstreams are services of the mesh", async () => {
  const [plugin] = find("istio", "WasmPlugin");
  const config = plugin!.spec.pluginConfig as Config;
  await load(STOCK, config);
  const external = find("istio", "ServiceEntry").flatMap(({ spec }) =>
    spec.hosts.map((host: string) => `outbound|${spec.ports[0].number}||${host}`),
  );
  const internal = find("webdis", "Service").map(
    ({ metadata, spec }) =>
      `outbound|${spec.ports[0].port}||${metadata.name}.${metadata.namespace}.svc.cluster.local`,
  );
  assert.deepEqual(clusters(config).sort(), [...external, ...internal].sort());
  const encrypted = find("istio", "DestinationRule").map(({ spec }) => spec.host);
  assert.deepEqual(
    encrypted,
    find("istio", "ServiceEntry").flatMap(({ spec }) => spec.hosts),
  );
});

test("Envoy Gateway's configuration is right, and its upstreams are patched in", async () => {
  const [policy] = find("envoy-gateway", "EnvoyExtensionPolicy");
  const config = policy!.spec.wasm[0].config as Config;
  await load(STOCK, config);
  const [patches] = find("envoy-gateway", "EnvoyPatchPolicy");
  const added = patches!.spec.jsonPatches
    .filter(({ type }: { type: string }) => type.endsWith(".Cluster"))
    .map(({ name, operation }: { name: string; operation: { value: { name: string } } }) => {
      assert.equal(operation.value.name, name);
      return name;
    });
  assert.deepEqual(clusters(config).sort(), added.sort());
});

test("the metrics' labels are the same for every gateway that sets them", () => {
  const tagsOf = (file: string): unknown => {
    const text = JSON.stringify(parseDocuments(join(PROJECT, file)));
    return JSON.parse(/"stats_tags":(\[.*?\}\])/.exec(text)![1]!);
  };
  assert.deepEqual(tagsOf("deploy/istio/filters.yaml"), tagsOf("envoy/envoy.yaml"));
  assert.deepEqual(tagsOf("deploy/envoy/envoy.yaml"), tagsOf("envoy/envoy.yaml"));
});

/** What the answer of the LLM is stored under, for a request that has these properties. */
async function prefixFor(plugin: Resource, domain: string, route: string): Promise<string | null> {
  const config = ofHigress(plugin);
  const host = await V8Host.load(HIGRESS, { properties: { route_name: route } });
  const redis = host.redis("outbound|6379||redis.dns", { password: "${REDIS_PASSWORD}" });
  for (const name of ["outbound|443||dashscope.dns", "outbound|443||dashvector.dns"])
    host.http(name, () => ({ status: 500 }));
  const stream = host
    .configure(config)
    .open({ headers: { ":authority": domain } })
    .send(asking("What?"));
  host.clock.settle();
  assert.equal(said(stream.respond(saying("That."))), "That.");
  host.clock.settle();
  const [key] = redis.redis.keys();
  return key === undefined ? null : key.slice(0, key.lastIndexOf(":") + 1);
}

test("the rules of Higress's manifests are for whom they say", async () => {
  const [perDomain] = find("higress", "WasmPlugin").filter(
    ({ spec }) => spec.defaultConfig && spec.matchRules,
  );
  assert.equal(await prefixFor(perDomain!, "chat.tenant-a.example.com", "r"), "ai-cache:tenant-a:");
  assert.equal(await prefixFor(perDomain!, "x.tenant-b.example.com", "r"), "ai-cache:tenant-b:");
  assert.equal(await prefixFor(perDomain!, "private.example.com", "r"), null);
  assert.equal(await prefixFor(perDomain!, "elsewhere.example.com", "r"), "ai-cache:");
  const [perIngress] = find("higress", "WasmPlugin").filter(({ spec }) => spec.defaultConfigDisable);
  assert.equal(await prefixFor(perIngress!, "a", "default/chat"), "ai-cache:");
  assert.equal(await prefixFor(perIngress!, "a", "default/batch"), "ai-cache:batch:");
  assert.equal(await prefixFor(perIngress!, "a", "default/other"), null);
});

test("the keys are placeholders", () => {
  for (const { name, resource } of resources()) {
    const text = JSON.stringify(resource);
    for (const [, , value] of text.matchAll(/"(apiKey|password|token)":"([^"]*)"/g))
      assert.match(value!, /^\$\{[A-Z_]+\}$/, name);
  }
  assert.match(JSON.stringify(parseDocuments(join(DEPLOY, "envoy/envoy.yaml"))), /\$\{DASHSCOPE_API_KEY\}/);
});
