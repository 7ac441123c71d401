import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import { cosineDistance } from "../../../dev/embedding/vector.ts";
import { dashscope } from "../../../dev/evaluate/embeddings/dashscope.ts";
import { openai } from "../../../dev/evaluate/embeddings/openai.ts";
import { DashScope } from "../../../dev/standins/dashscope.ts";

const KEY = "sk-secret";
const TEXTS = ["what is envoy", "what was envoy", "bake bread"];
const standin = new DashScope({ embedder: new HashedEmbedder(), apiKey: KEY });
before(() => standin.start());
after(() => standin.close());
beforeEach(() => standin.reset());

const service = (apiKey = KEY, baseUrl = standin.origin) => ({
  baseUrl,
  apiKey,
  model: "text-embedding-v4",
  dimension: 512,
  firstWaitMs: 1,
});
const compatible = (apiKey = KEY) => openai(service(apiKey, `${standin.origin}/compatible-mode/v1/`));

for (const [name, source] of [
  ["DashScope", (key?: string) => dashscope(service(key))],
  ["what is compatible with OpenAI", compatible],
] as const) {
  test(`${name} gives a vector for each text, in order, of the dimension asked for`, async () => {
    const vectors = await (await source().open()).embed(TEXTS);
    assert.deepEqual(
      vectors.map(({ length }) => length),
      [512, 512, 512],
    );
    const [a, b, c] = await new HashedEmbedder().embed(TEXTS);
    const close = (x: number, y: number) => assert.ok(Math.abs(x - y) < 1e-9);
    close(cosineDistance(vectors[0]!, vectors[1]!), cosineDistance(a!, b!));
    close(cosineDistance(vectors[0]!, vectors[2]!), cosineDistance(a!, c!));
    assert.equal(standin.requestCount, 1);
  });

  test(`${name} that fails for a while is asked again`, async () => {
    let left = 3;
    standin.fault = () => (left-- > 0 ? [{ status: 503 }, { status: 429 }, { reset: true }][left]! : null);
    const vectors = await (await source().open()).embed(TEXTS);
    assert.deepEqual([vectors.length, standin.requestCount], [3, 4]);
  });

  test(`${name} that refuses is not asked again, and its words are told without the key`, async () => {
    const embedder = await source("sk-wrong").open();
    await assert.rejects(embedder.embed(TEXTS), (error: Error) => {
      assert.match(error.message, /embeddings?.*: status 401: .*Invalid API-key provided\./);
      assert.ok(!error.message.includes("sk-wrong"));
      return true;
    });
    assert.equal(standin.requestCount, 1);
  });

  test(`${name} that never recovers is given up after six tries`, async () => {
    standin.fault = () => ({ status: 500, body: "broken" });
    await assert.rejects((await source().open()).embed(TEXTS), /status 500: broken, after 6 tries$/);
    assert.equal(standin.requestCount, 6);
  });

  test(`${name} that answers too few vectors, or no JSON, is a fault`, async () => {
    standin.fault = () => ({ body: '{"output":{"embeddings":[]},"data":[]}' });
    await assert.rejects((await source().open()).embed(TEXTS), /no vector for text 0 of 3/);
    standin.fault = () => ({ body: "<html>" });
    await assert.rejects((await source().open()).embed(TEXTS), /no JSON: <html>/);
  });
}

test("vectors that come in another order are put in that of the texts", async () => {
  const embedding = (x: number) => [x, 1];
  const data = [1, 0].map((index) => ({ index, embedding: embedding(index) }));
  standin.fault = () => ({ body: JSON.stringify({ data }) });
  assert.deepEqual(await (await compatible().open()).embed(["a", "b"]), [[0, 1], [1, 1]]); // prettier-ignore
});

test("a service that says when to come again is waited for", async () => {
  let isFirst = true;
  standin.fault = () => {
    const fault = isFirst ? { status: 429, headers: { "retry-after": "0.2" } } : null;
    isFirst = false;
    return fault;
  };
  const begun = performance.now();
  await (await compatible().open()).embed(["a"]);
  assert.ok(performance.now() - begun >= 190);
});
