import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import { DashScope } from "../../../dev/standins/dashscope.ts";

const standin = new DashScope({ embedder: new HashedEmbedder(), apiKey: "sk-test" });
before(() => standin.start());
after(() => standin.close());

async function post(body: unknown, key = "sk-test", method = "POST") {
  const response = await fetch(`${standin.origin}/api/v1/services/rerank/text-rerank/text-rerank`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(method === "POST" ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as any };
}

const DOCUMENTS = ["bake bread", "What is Envoy?", "what was envoy"];
const ask = (parameters: object = {}, input: object = { query: "what is envoy", documents: DOCUMENTS }) => ({
  model: "qwen3-rerank",
  input,
  parameters,
});

test("documents come back by their likeness to the query, nearest first", async () => {
  const { status, body } = await post(ask());
  assert.equal(status, 200);
  const { results } = body.output;
  assert.deepEqual(
    results.map((one: any) => one.index),
    [1, 2, 0],
  );
  const [same, near, far] = results.map((one: any) => one.relevance_score);
  assert.ok(same <= 1 && same > 0.999, `${same}`);
  assert.ok(near < same && near > 0.4, `${near}`);
  assert.ok(far < 0.3 && far >= 0, `${far}`);
  assert.ok(results.every((one: any) => !("document" in one)));
  assert.ok(body.usage.total_tokens > 0 && body.request_id);
});

test("the score is the cosine of the two vectors, and never negative", async (t) => {
  const embedder = new HashedEmbedder();
  embedder.near("close", "centre", 0.125);
  embedder.near("opposite", "centre", 1.75);
  const placed = await new DashScope({ embedder, apiKey: "k" }).start();
  t.after(() => placed.close());
  const response = await fetch(`${placed.origin}/api/v1/services/rerank/text-rerank/text-rerank`, {
    method: "POST",
    headers: { authorization: "Bearer k" },
    body: JSON.stringify(ask({}, { query: "centre", documents: ["opposite", "close"] })),
  });
  const { results } = ((await response.json()) as any).output;
  assert.ok(Math.abs(results[0].relevance_score - 0.875) < 1e-9);
  assert.deepEqual([results[1].index, results[1].relevance_score], [0, 0]);
});

test("top_n and return_documents are kept to", async () => {
  const { body } = await post(ask({ top_n: 1, return_documents: true, instruct: "x" }));
  assert.equal(body.output.results.length, 1);
  assert.deepEqual(body.output.results[0].document, { text: "What is Envoy?" });
  const more = await post(ask({ top_n: 9 }));
  assert.equal(more.body.output.results.length, 3);
});

test("what a text has beyond 4,000 tokens is not read", async () => {
  const long = "a ".repeat(8000);
  const { body } = await post(ask({}, { query: `${long}one`, documents: [`${long}two`] }));
  assert.ok(body.output.results[0].relevance_score > 0.999999);
  assert.equal(body.usage.total_tokens, 8000);
});

test("refusals are those of the service", async () => {
  const input = (query: unknown, documents: unknown) => ask({}, { query, documents });
  const cases: [unknown, number, string][] = [
    ["{", 400, "InvalidParameter"],
    [[], 400, "InvalidParameter"],
    [{ input: { query: "a", documents: ["a"] } }, 400, "InvalidParameter"],
    [{ ...ask(), model: "gte-rerank-v0" }, 404, "ModelNotFound"],
    [{ ...ask(), model: "toString" }, 404, "ModelNotFound"],
    [{ model: "qwen3-rerank" }, 400, "InvalidParameter"],
    [input("", ["a"]), 400, "InvalidParameter"],
    [input(1, ["a"]), 400, "InvalidParameter"],
    [input("a", "a"), 400, "InvalidParameter"],
    [input("a", []), 400, "InvalidParameter"],
    [input("a", [""]), 400, "InvalidParameter"],
    [input("a", [1]), 400, "InvalidParameter"],
    [input("a", new Array(501).fill("a")), 400, "InvalidParameter"],
    [
      { ...input("a b ".repeat(2000), new Array(20).fill("a")), model: "gte-rerank-v2" },
      400,
      "InvalidParameter",
    ],
    [ask({ top_n: 0 }), 400, "InvalidParameter"],
    [ask({ top_n: "1" }), 400, "InvalidParameter"],
    [ask({ return_documents: 1 }), 400, "InvalidParameter"],
    [ask({ instruct: 1 }), 400, "InvalidParameter"],
  ];
  for (const [body, status, code] of cases) {
    const got = await post(body);
    assert.deepEqual([got.status, got.body.code], [status, code], JSON.stringify(body).slice(0, 80));
    assert.ok(got.body.message && got.body.request_id);
  }
  const denied = await post(ask(), "sk-other");
  assert.deepEqual([denied.status, denied.body.code], [401, "InvalidApiKey"]);
  assert.equal((await post(null, "sk-test", "GET")).status, 404);
  assert.equal((await post({ ...ask(), model: "gte-rerank-v2", parameters: undefined })).status, 200);
});
