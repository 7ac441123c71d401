import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import OpenAI from "openai";
import { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import { cosineDistance } from "../../../dev/embedding/vector.ts";
import { OpenAi } from "../../../dev/standins/openai.ts";

const MODEL = "text-embedding-3-small";
const standin = new OpenAi({ embedder: new HashedEmbedder(), apiKey: "sk-test", model: MODEL });
before(() => standin.start());
after(() => standin.close());

function client(apiKey = "sk-test"): OpenAI {
  return new OpenAI({ apiKey, baseURL: `${standin.origin}/v1`, maxRetries: 0 });
}

test("OpenAI's own client reads vectors in the order of the texts", async () => {
  const input = ["what is envoy", "what was envoy"];
  const answer = await client().embeddings.create({ model: MODEL, input, encoding_format: "float" });
  const [a, b] = await new HashedEmbedder().embed(input);
  assert.deepEqual(
    answer.data.map(({ embedding }) => embedding),
    [a, b],
  );
  assert.ok(answer.usage.total_tokens > 0);
});

test("a larger dimension keeps the distance, a smaller one is refused", async () => {
  const input = ["what is envoy", "what was envoy"];
  const asked = { model: MODEL, input, encoding_format: "float" } as const;
  const { data } = await client().embeddings.create({ ...asked, dimensions: 1536 });
  const [a, b] = await new HashedEmbedder().embed(input);
  assert.equal(data[0]!.embedding.length, 1536);
  const distance = cosineDistance(data[0]!.embedding, data[1]!.embedding);
  assert.ok(Math.abs(distance - cosineDistance(a!, b!)) < 1e-9);
  await assert.rejects(client().embeddings.create({ ...asked, dimensions: 64 }), { status: 400 });
});

test("what OpenAI refuses is refused with its code", async () => {
  const asked = { model: MODEL, input: "hi", encoding_format: "float" } as const;
  await assert.rejects(client("sk-wrong").embeddings.create(asked), { status: 401, code: "invalid_api_key" });
  const other = { ...asked, model: "none" };
  await assert.rejects(client().embeddings.create(other), { status: 404, code: "model_not_found" });
  const long = { ...asked, input: "word ".repeat(8000) };
  await assert.rejects(client().embeddings.create(long), { code: "context_length_exceeded" });
});
