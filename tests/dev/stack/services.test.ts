import assert from "node:assert/strict";
import { test } from "node:test";
import { readServices } from "../../../dev/stack/services.ts";
import { authority, parseUpstream } from "../../../dev/stack/upstream.ts";

test("an empty environment means stand-ins throughout", () => {
  assert.deepEqual(Object.values(readServices({})).filter(Boolean), []);
});

test("a DashScope key alone brings its embeddings and its models", () => {
  const { dashscope, llm, dashvector } = readServices({ DASHSCOPE_API_KEY: "sk-1" });
  assert.deepEqual(dashscope, {
    upstream: { host: "dashscope.aliyuncs.com", port: 443, tls: true },
    apiKey: "sk-1",
  });
  assert.equal(llm!.upstream.path, "/compatible-mode/v1");
  assert.equal(llm!.keyVariable, "DASHSCOPE_API_KEY");
  assert.equal(dashvector, undefined);
});

test("DashScope's base URL chooses another region", () => {
  const env = {
    DASHSCOPE_API_KEY: "k",
    DASHSCOPE_HTTP_BASE_URL: "https://dashscope-intl.aliyuncs.com/api/v1",
  };
  const { dashscope, llm } = readServices(env);
  assert.equal(authority(dashscope!.upstream), "dashscope-intl.aliyuncs.com");
  assert.equal(llm!.upstream.host, "dashscope-intl.aliyuncs.com");
});

test("OPENAI_BASE_URL names the LLM, whoever embeds", () => {
  const { llm } = readServices({ DASHSCOPE_API_KEY: "k", OPENAI_BASE_URL: "http://127.0.0.1:11434/v1/" });
  assert.deepEqual(llm!.upstream, { host: "127.0.0.1", port: 11434, tls: false, path: "/v1" });
});

test("DashVector's endpoint has no scheme", () => {
  const env = { DASHVECTOR_ENDPOINT: "vrs-1.dashvector.cn.aliyuncs.com", DASHVECTOR_API_KEY: "k" };
  const { dashvector } = readServices({ ...env, DASHVECTOR_COLLECTION: "mine" });
  assert.equal(authority(dashvector!.upstream), "vrs-1.dashvector.cn.aliyuncs.com");
  assert.equal(dashvector!.upstream.tls, true);
  assert.equal(dashvector!.collection, "mine");
});

for (const { env, says } of [
  {
    env: { DASHVECTOR_ENDPOINT: "h", DASHVECTOR_API_KEY: "secret" },
    says: "DASHVECTOR_COLLECTION is missing (DASHVECTOR_ENDPOINT and DASHVECTOR_API_KEY set)",
  },
  {
    env: { UPSTASH_REDIS_REST_URL: "https://h" },
    says: "UPSTASH_REDIS_REST_TOKEN is missing (UPSTASH_REDIS_REST_URL set)",
  },
  { env: { OPENAI_BASE_URL: "api.openai.com" }, says: "OPENAI_BASE_URL is not an http:// or https:// URL" },
  { env: { REDIS_URL: "localhost:6379" }, says: "REDIS_URL is not a redis:// or rediss:// URL" },
  {
    env: { REDIS_URL: "redis://h", UPSTASH_REDIS_REST_URL: "https://h", UPSTASH_REDIS_REST_TOKEN: "t" },
    says: "set REDIS_URL or UPSTASH_REDIS_REST_URL, not both",
  },
]) {
  test(`refused: ${says}`, () => assert.throws(() => readServices(env), { message: says }));
}

test("every fault is told at once", () => {
  const env = { DASHVECTOR_API_KEY: "k", OPENAI_BASE_URL: "nowhere" };
  assert.throws(
    () => readServices(env),
    /DASHVECTOR_ENDPOINT .*\n.*DASHVECTOR_COLLECTION .*\n.*OPENAI_BASE_URL/,
  );
});

test("the authority leaves the scheme's own port out", () => {
  assert.equal(authority(parseUpstream("https://a.example:443/x")), "a.example");
  assert.equal(authority(parseUpstream("https://a.example:8443")), "a.example:8443");
  assert.equal(authority(parseUpstream("http://a.example")), "a.example");
});
