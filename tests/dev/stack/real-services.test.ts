import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { findEnvoy } from "../../../dev/stack/binaries.ts";
import { readServices } from "../../../dev/stack/services.ts";
import { Stack } from "../../../dev/stack/stack.ts";
import { caBundle } from "../../../dev/stack/tls.ts";
import { render, type Wiring } from "../../../dev/stack/wiring.ts";
import { type Certificates, certificates } from "./certificates.ts";

let dir: string;
let own: Certificates;
let server: Server;
let port: number;
before(async () => {
  dir = mkdtempSync(join(tmpdir(), "ai-cache-tls-"));
  own = certificates(dir);
  server = createServer(own, ({ url, headers }, response) => response.end(`${headers.host}${url}`));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dir, { recursive: true });
});

const settings = {
  DASHSCOPE_API_KEY: "sk-scope",
  DASHVECTOR_ENDPOINT: "vrs-1.dashvector.cn-hangzhou.aliyuncs.com",
  DASHVECTOR_API_KEY: "sk-vector",
  DASHVECTOR_COLLECTION: "answers",
  UPSTASH_REDIS_REST_URL: "https://eu1-1.upstash.io",
  UPSTASH_REDIS_REST_TOKEN: "token",
};

function wiring(): Wiring {
  const { llm, dashscope, dashvector, upstash } = readServices(settings);
  return {
    llm: llm!.upstream,
    cache: { ...upstash!, type: "upstash" },
    dashscope: dashscope!,
    dashvector: dashvector!,
  };
}

test("real services reach the plugin by their own names and keys", () => {
  const { cache, embedding, vector } = render(wiring(), {}, "/ca.pem").plugin;
  assert.deepEqual([cache.serviceHost, cache.type, cache.token], ["eu1-1.upstash.io", "upstash", "token"]);
  assert.deepEqual([embedding.serviceHost, embedding.apiKey], ["dashscope.aliyuncs.com", "sk-scope"]);
  assert.deepEqual(
    [vector.serviceHost, vector.apiKey, vector.collectionID],
    ["vrs-1.dashvector.cn-hangzhou.aliyuncs.com", "sk-vector", "answers"],
  );
});

test("Envoy accepts what is rendered for real services", () => {
  const file = join(dir, "envoy.json");
  writeFileSync(file, JSON.stringify(render(wiring(), { wasm: null }, caBundle(dir))));
  execFileSync(findEnvoy(), ["--mode", "validate", "--config-path", file], { stdio: "pipe" });
});

test("an LLM behind TLS is asked by its own name, at its own path", async () => {
  const services = readServices({ OPENAI_BASE_URL: `https://localhost:${port}/compatible/v1` });
  const stack = await Stack.start({ wasm: null, services, caFile: own.caFile });
  try {
    const reply = await fetch(`${stack.url}/v1/chat/completions`, { method: "POST", body: "{}" });
    assert.equal(await reply.text(), `localhost:${port}/compatible/v1/chat/completions`);
    assert.equal(stack.llm, undefined, "its stand-in was not started");
  } finally {
    await stack.close();
  }
});

test("an LLM whose certificate nobody trusted vouches for gets nothing", async () => {
  const services = readServices({ OPENAI_BASE_URL: `https://localhost:${port}/v1` });
  const stack = await Stack.start({ wasm: null, services });
  try {
    const reply = await fetch(`${stack.url}/v1/chat/completions`, { method: "POST", body: "{}" });
    assert.equal(reply.status, 503);
    assert.equal(await stack.envoy.stat("cluster.llm.ssl.fail_verify_error"), 1);
  } finally {
    await stack.close();
  }
});

test("REDIS_URL puts another Redis behind the bridge", async () => {
  const owner = await Stack.start({ wasm: null });
  const guest = await Stack.start({ wasm: null, services: readServices({ REDIS_URL: owner.redis.url }) });
  try {
    const reply = await fetch(`${guest.upstash.origin}/set/from/guest`, {
      headers: { authorization: "Bearer stand-in" },
    });
    assert.equal(reply.status, 200);
    assert.equal(await owner.redis.client.get("from"), "guest");
    assert.equal(guest.redis, undefined);
  } finally {
    await guest.close();
    await owner.close();
  }
});
