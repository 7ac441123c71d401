import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Qdrant } from "../../../dev/standins/qdrant.ts";
import { Relay } from "../../../dev/standins/relay.ts";

const qdrant = new Qdrant({ apiKey: "k" });
let relay: Relay;
before(async () => {
  await qdrant.start();
  relay = await new Relay(qdrant.origin).start();
});
after(async () => {
  await relay.close();
  await qdrant.close();
});

function send(method: string, path: string, body?: object, key = "k") {
  const headers = { "api-key": key, "content-type": "application/json" };
  return fetch(relay.origin + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

test("a relay hands on method, path, headers and body, and brings back what is answered", async () => {
  assert.equal((await send("GET", "/collections/c", undefined, "wrong")).status, 401);
  assert.equal((await send("GET", "/collections/c")).status, 404);
  const made = await send("PUT", "/collections/c", { vectors: { size: 2, distance: "Cosine" } });
  assert.deepEqual([made.status, made.headers.get("content-type")], [200, "application/json"]);
  assert.equal(((await made.json()) as { status: string }).status, "ok");
  assert.deepEqual(
    relay.requests.map(({ method, path }) => `${method} ${path}`),
    ["GET /collections/c", "GET /collections/c", "PUT /collections/c"],
  );
});

test("a relay spoils an answer when it is told to", async () => {
  const before = qdrant.requestCount;
  relay.fault = () => ({ status: 429 });
  assert.equal((await send("GET", "/collections/c")).status, 429);
  relay.fault = null;
  assert.equal(qdrant.requestCount, before, "the server has seen nothing of it");
});

test("the Qdrant stand-in refuses what Qdrant refuses", async () => {
  const points = "/collections/c/points";
  const refused = async (method: string, path: string, body: object): Promise<number> =>
    (await send(method, path, body)).status;
  assert.equal(await refused("PUT", "/collections/c", { vectors: { size: 2, distance: "Cosine" } }), 409);
  assert.equal(await refused("PUT", points, { points: [{ id: "no-uuid", vector: [1, 0] }] }), 400);
  assert.equal(await refused("PUT", points, { points: [{ id: 1, vector: [1, 0, 0] }] }), 400);
  assert.equal(await refused("POST", `${points}/query`, { query: [1, 0, 0] }), 400);
  const filter = { must: [{ key: "scope", match: { value: "s" } }] };
  assert.equal(await refused("POST", `${points}/query`, { query: [1, 0], filter }), 400);
  assert.equal(
    (await send("PUT", "/collections/c/index", { field_name: "scope", field_schema: "keyword" })).status,
    200,
  );
  assert.equal((await send("POST", `${points}/query`, { query: [1, 0], filter })).status, 200);
});
