// Milvus's own HTTP client against a collection that the filter uses; see tests/vendors/support/client-cases.ts.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const { HttpClient } = createRequire(`${process.env.MILVUS_CLIENT}/`)("@zilliz/milvus2-sdk-node");

const job = JSON.parse(await text(process.stdin));
const client = new HttpClient({ endpoint: job.origin, token: job.apiKey });
const where = { dbName: "questions", collectionName: job.collection };
const { data: info } = await client.describeCollection(where);
const vector = info.fields.find(({ name }) => name === "vector");

if (job.write) {
  const { id, fields, vector } = job.write;
  const done = await client.upsert({ ...where, data: [{ id, vector, ...fields }] });
  assert.equal(done.data.upsertCount, 1);
}

const read = await client.query({ ...where, filter: `id == "${job.read}"`, outputFields: ["*"] });
const found = await client.search({
  ...where,
  data: [job.vector],
  annsField: "vector",
  limit: 1,
  outputFields: ["key"],
});
console.log(
  JSON.stringify({
    fields: read.data[0],
    dimension: Number(vector.params.find(({ key }) => key === "dim").value),
    distance: 1 - found.data[0].distance,
  }),
);
