import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { DEPLOY, parseDocuments, resources } from "./documents.ts";
import { composeFaults, faultsOf } from "./schema.ts";

const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as { version: string };
const COMPOSE = join(DEPLOY, "compose/docker-compose.yml");

for (const { name, resource } of resources()) {
  test(`${name} is valid`, () => assert.deepEqual(faultsOf(resource), []));

  test(`${name} is for this version, and fails open`, () => {
    const text = JSON.stringify(resource);
    for (const [, tag] of text.matchAll(/registry\.example\.com\/[a-z-]+:([^"]+)"/g))
      assert.equal(tag, version);
    if (resource.kind === "WasmPlugin") assert.equal(resource.spec.failStrategy, "FAIL_OPEN");
    for (const wasm of resource.spec?.wasm ?? []) assert.equal(wasm.failOpen, true);
  });
}

test("there are manifests for each gateway", () => {
  const kinds = resources().map(({ name, resource }) => `${name.split("/")[0]} ${resource.kind}`);
  for (const kind of ["higress WasmPlugin", "higress McpBridge", "istio WasmPlugin", "istio ServiceEntry"])
    assert.ok(kinds.includes(kind), kind);
  for (const kind of ["istio EnvoyFilter", "envoy-gateway EnvoyExtensionPolicy", "compose WasmPlugin"])
    assert.ok(kinds.includes(kind), kind);
});

test("Compose's file is valid, and what it mounts is there", () => {
  const [compose] = parseDocuments(COMPOSE) as [
    { services: Record<string, { volumes?: string[]; ports?: string[] }> },
  ];
  assert.deepEqual(composeFaults(compose), []);
  const services = Object.values(compose.services);
  for (const volume of services.flatMap(({ volumes }) => volumes ?? [])) {
    const [source] = volume.split(":") as [string];
    if (source.startsWith(".")) assert.ok(readFileSync(join(DEPLOY, "compose", source)).length > 0, source);
  }
  for (const port of services.flatMap(({ ports }) => ports ?? [])) assert.match(port, /^127\.0\.0\.1:/);
});

test("a schema refuses unknown kinds, unknown fields and wrong types", () => {
  const plugin = resources("higress").find(({ resource }) => resource.kind === "WasmPlugin")!.resource;
  const changed = (spec: object): string[] => faultsOf({ ...plugin, spec: { ...plugin.spec, ...spec } });
  assert.deepEqual(changed({}), []);
  assert.match(changed({ failStrategie: "FAIL_OPEN" }).join(), /failStrategie/);
  assert.match(changed({ priority: "high" }).join(), /priority/);
  assert.match(changed({ matchRules: [{ route: ["a"] }] }).join(), /route/);
  assert.match(faultsOf({ ...plugin, kind: "WasmPlug" }).join(), /no schema/);
  assert.match(composeFaults({ services: { a: { imag: "x" } } }).join(), /imag/);
});
