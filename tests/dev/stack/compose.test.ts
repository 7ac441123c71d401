import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { EnvoyConfig } from "../../../dev/stack/envoy-config.ts";
import type { Bootstrap } from "../../../dev/stack/envoy-types.ts";
import { COLLECTION, DIMENSION, STANDIN_KEY } from "../../../dev/stack/wiring.ts";

interface Service {
  volumes?: string[];
  environment?: Record<string, string | number>;
}

const text = readFileSync(join(PROJECT, "docker-compose.yml"), "utf8");
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const envoy = new EnvoyConfig();

test("every file that is mounted exists, or is what `make build` makes", () => {
  const files = Object.values(services)
    .flatMap(({ volumes = [] }) => volumes)
    .map((volume) => volume.split(":")[0]!)
    .filter((source) => source.startsWith("."));
  assert.ok(files.length >= 4);
  for (const file of files)
    assert.ok(file === "./build/ai-cache.wasm" || existsSync(join(PROJECT, file)), file);
});

test("every cluster of Envoy leads to a service of that name, at its port", () => {
  const { clusters } = (envoy.toJSON() as Bootstrap).static_resources;
  for (const { load_assignment } of clusters) {
    const { address, port_value } =
      load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address;
    assert.ok(services[address], `no service ${address}`);
    assert.equal(port_value, services[address].environment?.PORT ?? 7379);
  }
});

test("the stand-ins accept the keys and have the collection that the plugin is configured with", () => {
  const { embedding, vector } = envoy.plugin;
  assert.equal(services.dashscope!.environment!.DASHSCOPE_API_KEY, embedding.apiKey);
  assert.deepEqual(services.dashvector!.environment, {
    HOST: "0.0.0.0",
    PORT: 8080,
    DASHVECTOR_API_KEY: vector.apiKey,
    DASHVECTOR_COLLECTION: vector.collectionID,
    DASHVECTOR_DIMENSION: embedding.dimension,
  });
});

test("the native run uses the same key, collection and dimension", () => {
  const { embedding, vector } = envoy.plugin;
  assert.deepEqual(
    [embedding.apiKey, vector.collectionID, embedding.dimension],
    [STANDIN_KEY, COLLECTION, DIMENSION],
  );
});
