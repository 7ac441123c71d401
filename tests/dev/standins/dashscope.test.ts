import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import OpenAI from "openai";
import { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import { cosineDistance } from "../../../dev/embedding/vector.ts";
import { DashScope } from "../../../dev/standins/dashscope.ts";

const standin = new DashScope({ embedder: new HashedEmbedder(), apiKey: "sk-test" });
before(() => standin.start());
after(() => standin.close());

const NATIVE = "/api/v1/services/embeddings/text-embedding/text-embedding";

async function post(body: unknown, key = "sk-test", path = NATIVE) {
  const response = await fetch(standin.origin + path, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as any };
}

const v3 = (texts: unknown, parameters: object = {}) => ({
  model: "text-embedding-v3",
  input: { texts },
  parameters,
});

test("native: vectors of the model's default dimension, in order", async () => {
  const { status, body } = await post(v3(["what is envoy", "bake bread"], { text_type: "query" }));
  assert.equal(status, 200);
  assert.deepEqual(
    body.output.embeddings.map((one: any) => [one.text_index, one.embedding.length]),
    [
      [0, 1024],
      [1, 1024],
    ],
  );
  assert.ok(body.usage.total_tokens > 0 && body.request_id);
});

test("native: padding with zeros keeps the distance", async () => {
  const [a, b] = await new HashedEmbedder().embed(["what is envoy", "what was envoy"]);
  const { body } = await post({
    model: "text-embedding-v2",
    input: { texts: ["what is envoy", "what was envoy"] },
    parameters: {},
  });
  const [x, y] = body.output.embeddings.map((one: any) => one.embedding);
  assert.equal(x.length, 1536);
  assert.ok(Math.abs(cosineDistance(x, y) - cosineDistance(a!, b!)) < 1e-9);
});

test("native: refusals", async () => {
  const cases: [unknown, number, string][] = [
    ["{", 400, "InvalidParameter"],
    [[], 400, "InvalidParameter"],
    [{ input: { texts: ["a"] } }, 400, "InvalidParameter"],
    [{ model: "text-embedding-v9", input: { texts: ["a"] } }, 404, "ModelNotFound"],
    [v3("a"), 400, "InvalidParameter"],
    [v3([1]), 400, "InvalidParameter"],
    [v3([]), 400, "InvalidParameter"],
    [v3([""]), 400, "InvalidParameter"],
    [v3(new Array(11).fill("a")), 400, "InvalidParameter"],
    [v3(["a".repeat(4 * 8192 + 1)]), 400, "InvalidParameter"],
    [v3(["a"], { dimension: 999 }), 400, "InvalidParameter"],
    [v3(["a"], { dimension: "512" }), 400, "InvalidParameter"],
    [v3(["a"], { text_type: "x" }), 400, "InvalidParameter"],
    [{ ...v3(["a"], { dimension: 64 }), model: "text-embedding-v4" }, 400, "InvalidParameter"],
  ];
  for (const [body, status, code] of cases) {
    const got = await post(body);
    assert.deepEqual([got.status, got.body.code], [status, code], JSON.stringify(body).slice(0, 80));
    assert.ok(got.body.message && got.body.request_id);
  }
  const denied = await post(v3(["a"]), "sk-other");
  assert.deepEqual([denied.status, denied.body.code], [401, "InvalidApiKey"]);
  assert.equal((await post({}, "sk-test", "/api/v1/other")).status, 404);
  assert.equal(
    (await post({ model: "text-embedding-v2", input: { texts: new Array(25).fill("a") } })).status,
    200,
  );
});

test("compatible mode works with the openai client", async () => {
  const client = new OpenAI({
    apiKey: "sk-test",
    baseURL: `${standin.origin}/compatible-mode/v1`,
    maxRetries: 0,
  });
  const request = { model: "text-embedding-v4", encoding_format: "float" as const };
  const got = await client.embeddings.create({ ...request, input: ["a", "b"], dimensions: 512 });
  assert.deepEqual(
    got.data.map((one) => [one.index, one.embedding.length]),
    [
      [0, 512],
      [1, 512],
    ],
  );
  assert.equal((await client.embeddings.create({ ...request, input: "a" })).data[0]?.embedding.length, 1024);
  const other = new OpenAI({ apiKey: "no", baseURL: `${standin.origin}/compatible-mode/v1`, maxRetries: 0 });
  await assert.rejects(other.embeddings.create({ ...request, input: "a" }), {
    status: 401,
    code: "invalid_api_key",
  });
  await assert.rejects(
    client.embeddings.create({ ...request, input: new Array(11).fill("a") }),
    /larger than 10/,
  );
  await assert.rejects(client.embeddings.create({ ...request, model: "x", input: "a" }), {
    code: "model_not_found",
  });
});
