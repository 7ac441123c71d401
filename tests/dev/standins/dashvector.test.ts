import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { DashVector } from "../../../dev/standins/dashvector.ts";

const standin = new DashVector({ apiKey: "key", collections: [{ name: "ai-cache", dimension: 3 }] });
before(() => standin.start());
after(() => standin.close());
beforeEach(() => standin.reset());

async function call(method: string, path: string, body?: unknown, key = "key") {
  const response = await fetch(standin.origin + path, {
    method,
    headers: { "dashvector-auth-token": key, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, ...(JSON.parse(text) as any) };
}

const C = "/v1/collections/ai-cache";
const doc = (id: string, vector: number[], fields: object = {}) => ({ id, vector, fields });
const upsert = (...docs: object[]) => call("POST", `${C}/docs/upsert`, { docs });
const query = (body: object) => call("POST", `${C}/query`, body);
const ids = (answer: { output: { id: string }[] }) => answer.output.map(({ id }) => id);

test("a wrong key is 401, the version needs no collection", async () => {
  assert.equal((await call("GET", "/service_version", undefined, "no")).status, 401);
  const version = await call("GET", "/service_version");
  assert.deepEqual([version.code, typeof version.version], [0, "string"]);
  assert.equal((await call("GET", "/v2/collections")).status, 404);
});

test("nearest first by cosine distance, whole or by output_fields", async () => {
  await upsert(
    doc("far", [0, 1, 0], { question: "q1" }),
    doc("near", [1, 0.1, 0], { question: "q2", scope: "s" }),
  );
  const all = await query({ vector: [2, 0, 0], topk: 5 });
  assert.deepEqual(ids(all), ["near", "far"]);
  assert.ok(Math.abs(all.output[0].score - (1 - 1 / Math.sqrt(1.01))) < 1e-6);
  assert.equal(all.output[1].score, 1);
  assert.deepEqual(all.output[0].fields, { question: "q2", scope: "s" });
  assert.equal(all.output[0].vector, undefined);
  const one = await query({ vector: [1, 0, 0], topk: 1, output_fields: ["scope"], include_vector: true });
  assert.deepEqual([one.output.length, one.output[0].fields], [1, { scope: "s" }]);
  assert.match(one.text, /"vector":\[1\.0,0\.1\d*,0\.0\]/);
});

test("a query takes the newer client's vectors, an id, or nothing", async () => {
  await upsert(doc("a", [1, 0, 0]), doc("b", [0, 1, 0]));
  const vectors = { proxima_vector: { vector: [0, 1, 0] } };
  assert.deepEqual(ids(await query({ vectors, sparse_vectors: {}, topk: 1, output_fields: [] })), ["b"]);
  assert.deepEqual(ids(await query({ id: "b", topk: 2 })), ["b", "a"]);
  assert.deepEqual(ids(await query({ topk: 2 })), ["a", "b"]);
  assert.equal((await query({ id: "a", vector: [1, 0, 0] })).code, -2973);
  assert.equal((await query({ id: "c" })).code, -2024);
});

test("euclidean and dotproduct order and score", async () => {
  for (const [metric, expected] of [
    [
      "euclidean",
      [
        ["b", 1],
        ["a", 2],
      ],
    ],
    [
      "dotproduct",
      [
        ["a", 3],
        ["b", 2],
      ],
    ],
  ] as const) {
    await call("POST", "/v1/collections", { name: metric, dimension: 2, metric });
    await call("POST", `/v1/collections/${metric}/docs`, { docs: [doc("a", [3, 0]), doc("b", [2, 0])] });
    const found = await call("POST", `/v1/collections/${metric}/query`, { vector: [1, 0] });
    assert.deepEqual(
      found.output.map((one: any) => [one.id, one.score]),
      expected,
    );
  }
});

test("insert refuses a known id, upsert replaces, update merges", async () => {
  assert.equal((await call("POST", `${C}/docs`, { docs: [doc("a", [1, 0, 0], { x: 1, y: 1 })] })).code, 0);
  const again = await call("POST", `${C}/docs`, { docs: [doc("a", [1, 0, 0])] });
  assert.deepEqual([again.status, again.code, again.output[0].code], [200, -2027, -2027]);
  assert.equal((await call("PUT", `${C}/docs`, { docs: [{ id: "a", fields: { y: 2 } }] })).code, 0);
  assert.deepEqual(standin.documents("ai-cache"), [{ id: "a", vector: [1, 0, 0], fields: { x: 1, y: 2 } }]);
  await upsert(doc("a", [0, 1, 0], { z: 3 }));
  assert.deepEqual(standin.documents("ai-cache"), [{ id: "a", vector: [0, 1, 0], fields: { z: 3 } }]);
  assert.equal((await call("PUT", `${C}/docs`, { docs: [{ id: "b" }] })).code, -2024);
});

test("fetch gives a map with scores, delete takes ids, a filter or everything", async () => {
  await upsert(doc("a", [1, 0, 0], { n: 1 }), doc("b", [0, 1, 0], { n: 2 }), doc("c", [0, 0, 1], { n: 3 }));
  const fetched = await call("GET", `${C}/docs?ids=a,zz&partition=default`);
  assert.deepEqual(fetched.output, { a: { id: "a", score: 0, fields: { n: 1 }, vector: [1, 0, 0] } });
  assert.equal((await call("DELETE", `${C}/docs`, { ids: ["a", "zz"] })).code, 0);
  const filtered = await call("DELETE", `${C}/docs`, {
    ids: [],
    delete_all: false,
    filter: "n > 2",
    partition: "",
  });
  assert.deepEqual([filtered.code, filtered.output.length], [0, 1]);
  assert.deepEqual(
    standin.documents("ai-cache").map(({ id }) => id),
    ["b"],
  );
  assert.equal((await call("DELETE", `${C}/docs`, {})).code, -2999);
  assert.equal((await call("DELETE", `${C}/docs`, { delete_all: true })).code, 0);
  assert.deepEqual(standin.documents("ai-cache"), []);
});

test("a filter restricts the search", async () => {
  await upsert(
    doc("a", [1, 0, 0], { scope: "s1", expires_at: 10 }),
    doc("b", [0.9, 0.1, 0], { scope: "s1", expires_at: 99 }),
    doc("c", [1, 0, 0], { scope: "s2", expires_at: 99 }),
  );
  const filter = 'scope = "s1" and expires_at > 50';
  assert.deepEqual(ids(await query({ vector: [1, 0, 0], filter })), ["b"]);
  assert.equal((await query({ vector: [1, 0, 0], filter: "scope = " })).code, -2015);
});

test("partitions are apart", async () => {
  assert.equal((await call("POST", `${C}/partitions`, { name: "part" })).code, 0);
  assert.equal((await call("POST", `${C}/partitions`, { name: "part" })).code, -2026);
  await call("POST", `${C}/docs`, { docs: [doc("a", [1, 0, 0])], partition: "part" });
  assert.deepEqual(ids(await query({ vector: [1, 0, 0] })), []);
  assert.deepEqual(ids(await query({ vector: [1, 0, 0], partition: "part" })), ["a"]);
  assert.deepEqual((await call("GET", `${C}/partitions`)).output, ["default", "part"]);
  assert.equal((await call("GET", `${C}/stats`)).output.partitions.part.total_doc_count, 1);
  assert.equal((await call("GET", `${C}/partitions/part/stats`)).output.total_doc_count, 1);
  assert.equal((await call("DELETE", `${C}/partitions/part`)).code, 0);
  assert.equal((await query({ vector: [1, 0, 0], partition: "part" })).code, -2022);
});

test("collections come and go, in both spellings", async () => {
  const flat = {
    name: "old",
    dimension: 4,
    dtype: "FLOAT",
    metric: "cosine",
    fields_schema: { q: "STRING" },
  };
  const vectors_schema = { "": { dimension: 4, metric: "euclidean", dtype: "FLOAT", quantize_type: "" } };
  assert.equal((await call("POST", "/v1/collections", flat)).code, 0);
  assert.equal((await call("POST", "/v1/collections", flat)).code, -2025);
  assert.equal(
    (await call("POST", "/v1/collections", { name: "new", vectors_schema, dimension: 0 })).code,
    0,
  );
  assert.deepEqual((await call("GET", "/v1/collections")).output, ["ai-cache", "old", "new"]);
  const { output } = await call("GET", "/v1/collections/new");
  assert.deepEqual([output.dimension, output.metric, output.status], [4, "euclidean", "SERVING"]);
  assert.equal(output.vectors_schema.proxima_vector.dimension, 4);
  assert.equal((await call("DELETE", "/v1/collections/old")).code, 0);
  assert.equal((await call("GET", "/v1/collections/old")).code, -2021);
});

test("limits and faults are HTTP 200 with the documented code", async () => {
  const long = "x".repeat(2 * 1024 * 1024);
  const cases: [number, Promise<{ status: number; code: number }>][] = [
    [-2021, call("POST", "/v1/collections/other/query", { vector: [1, 0, 0] })],
    [-2042, call("POST", "/v1/collections", { name: "a:", dimension: 4 })],
    [-2037, call("POST", "/v1/collections", { name: "abc", dimension: 1 })],
    [-2019, query({ vector: [1, 0] })],
    [-2011, query({ vector: ["1", 0, 0] })],
    [-2041, query({ vector: [1, 0, 0], topk: 0 })],
    [-2041, query({ vector: [1, 0, 0], topk: 1025 })],
    [-2009, query({ vector: [1, 0, 0], output_fields: "scope" })],
    [-2015, query({ vector: [1, 0, 0], filter: "a".repeat(10241) })],
    [-2022, query({ vector: [1, 0, 0], partition: "nope" })],
    [-2016, upsert(doc("a:b", [1, 0, 0]))],
    [-2016, upsert(doc("a".repeat(65), [1, 0, 0]))],
    [-2019, upsert(doc("a", [1, 0]))],
    [-2011, upsert({ id: "a" })],
    [-2044, upsert(doc("a", [1, 0, 0], { "a b": 1 }))],
    [-2012, upsert(doc("a", [1, 0, 0], { a: {} }))],
    [-2012, upsert(doc("a", [1, 0, 0], { expires_at: 1e12 }))],
    [-2036, upsert()],
    [-2047, call("POST", `${C}/query`, "{")],
    [-2970, upsert(doc("a", [1, 0, 0], { long }))],
    [-2967, call("DELETE", `${C}/docs`, { ids: new Array(1025).fill("a") })],
  ];
  const answers = await Promise.all(cases.map(([, answer]) => answer));
  cases.forEach(([code], i) =>
    assert.deepEqual([answers[i]!.status, answers[i]!.code], [200, code], `case ${i}`),
  );
  assert.equal((await upsert(doc("a".repeat(64), [1, 0, 0], { expires_at: 2 ** 31 - 1 }))).code, 0);
});
