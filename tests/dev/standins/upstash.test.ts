import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { Redis as UpstashClient } from "@upstash/redis";
import { Redis } from "../../../dev/stack/redis.ts";
import { Upstash } from "../../../dev/standins/upstash.ts";

const dir = mkdtempSync(join(tmpdir(), "upstash-"));
let redis: Redis;
let standin: Upstash;
let client: UpstashClient;

before(async () => {
  redis = await Redis.start(dir);
  standin = await new Upstash({ redisUrl: redis.url, token: "secret" }).start();
  client = new UpstashClient({ url: standin.origin, token: "secret", retry: false, enableTelemetry: false });
});
after(async () => {
  await standin?.close();
  await redis?.close();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(() => redis.client.flushall());

async function call(path: string, init: RequestInit = {}, headers: Record<string, string> = {}) {
  const response = await fetch(standin.origin + path, {
    ...init,
    headers: { authorization: "Bearer secret", ...headers },
  });
  return { status: response.status, body: (await response.json()) as any };
}

const post = (path: string, value: unknown, headers?: Record<string, string>) =>
  call(path, { method: "POST", body: JSON.stringify(value) }, headers);

test("the official client sets, gets, expires and deletes", async () => {
  assert.equal(await client.set("k", "v", { ex: 60 }), "OK");
  assert.equal(await client.get("k"), "v");
  const ttl = await client.ttl("k");
  assert.ok(ttl > 55 && ttl <= 60);
  assert.equal(await client.del("k", "other"), 1);
  assert.equal(await client.get("k"), null);
  assert.equal(await client.set("k", "1", { nx: true }), "OK");
  assert.equal(await client.set("k", "2", { nx: true }), null);
  assert.equal(await client.incr("k"), 2);
});

test("the official client keeps unicode, JSON and a megabyte", async () => {
  for (const value of ["日本 – «é» 🦊\r\n\u0000", { a: [1, "ü", null] }, "x".repeat(1024 * 1024)]) {
    await client.set("k", value);
    assert.deepEqual(await client.get("k"), value);
  }
});

test("the official client pipelines, runs transactions and reads nested arrays", async () => {
  assert.deepEqual(await client.pipeline().set("a", "1").incr("a").get("nil").exec(), ["OK", 2, null]);
  assert.deepEqual(await client.multi().set("b", "x").get("b").exec(), ["OK", "x"]);
  await client.hset("h", { f: "v", g: "w" });
  assert.deepEqual(await client.hgetall("h"), { f: "v", g: "w" });
  assert.deepEqual(await client.mget("b", "nil"), ["x", null]);
  assert.deepEqual(await client.scan(0, { match: "b" }), ["0", ["b"]]);
  assert.deepEqual(await client.eval("return {1, {'two', false}}", [], []), [1, ["two", null]]);
});

test("the official client reports errors and a wrong token", async () => {
  await client.set("s", "x");
  await assert.rejects(client.incr("s"), /ERR value is not an integer/);
  await assert.rejects(client.pipeline().set("a", "1").incr("s").exec(), /ERR value is not an integer/);
  const other = new UpstashClient({ url: standin.origin, token: "no", retry: false });
  await assert.rejects(other.get("s"), /WRONGPASS/);
});

test("authorization by header or query, 401 without", async () => {
  assert.equal((await call("/get/k?_token=secret", {}, { authorization: "" })).status, 200);
  const denied = await call("/get/k", {}, { authorization: "" });
  assert.deepEqual([denied.status, denied.body], [401, { error: "WRONGPASS invalid or missing auth token" }]);
});

test("a command in the body", async () => {
  assert.deepEqual((await post("/", ["SET", "k", "é", "EX", 100])).body, { result: "OK" });
  assert.deepEqual((await post("/", ["GET", "k"])).body, { result: "é" });
  assert.deepEqual((await post("/", ["GET", "nil"])).body, { result: null });
  assert.deepEqual((await post("/", ["DEL", "k"])).body, { result: 1 });
  const wrong = await post("/", ["GET"]);
  assert.deepEqual(
    [wrong.status, wrong.body.error],
    [400, "ERR wrong number of arguments for 'get' command"],
  );
  for (const body of ["{", "[]", "{}", "[1]"])
    assert.equal((await call("/", { method: "POST", body })).status, 400);
  assert.equal((await post("/", ["SUBSCRIBE", "c"])).status, 400);
});

test("a command in the path, with a raw body before the query's arguments", async () => {
  const bytes = Uint8Array.from([0, 255, 10, 13, 0xe4, 0x22]);
  assert.deepEqual((await call("/set/k%2F1?EX=60", { method: "POST", body: bytes })).body, { result: "OK" });
  assert.deepEqual([...((await redis.client.getBuffer("k/1")) ?? [])], [...bytes]);
  assert.ok((await redis.client.ttl("k/1")) > 55);
  const encoded = await call("/get/k%2F1", {}, { "upstash-encoding": "base64" });
  assert.equal(encoded.body.result, Buffer.from(bytes).toString("base64"));
  assert.match((await call("/get/k%2F1")).body.result, /\ufffd/);
  assert.deepEqual((await call("/set/a/b/EX/100")).body, { result: "OK" });
  assert.equal((await call("/set/a?NX", { method: "PUT", body: "other" })).body.result, null);
  assert.equal((await call("/GET/a")).body.result, "b");
  assert.equal((await call("/get/a", { method: "DELETE" })).status, 405);
});

test("base64 leaves OK, numbers and null alone", async () => {
  const headers = { "upstash-encoding": "base64" };
  const rows = [
    ["SET", "k", "v"],
    ["GET", "k"],
    ["GET", "nil"],
    ["STRLEN", "k"],
    ["MGET", "k", "nil"],
  ];
  const { body } = await post("/pipeline", rows, headers);
  const results = body.map(({ result }: any) => result);
  assert.deepEqual(results, ["OK", "dg==", null, 1, ["dg==", null]]);
});

test("a pipeline goes on after an error, a broken transaction is discarded", async () => {
  const rows = [
    ["SET", "s", "x"],
    ["INCR", "s"],
    ["GET", "s"],
  ];
  for (const path of ["/pipeline", "/multi-exec"]) {
    const { status, body } = await post(path, rows);
    assert.deepEqual([status, body[0], body[2]], [200, { result: "OK" }, { result: "x" }]);
    assert.match(body[1].error, /^ERR value is not an integer/);
  }
  const discarded = await post("/multi-exec", [["SET", "s", "changed"], ["NOSUCH"]]);
  assert.equal(discarded.status, 400);
  assert.match(discarded.body.error, /EXECABORT|ERR/);
  assert.equal(await redis.client.get("s"), "x");
});

test("transactions of several requests at once do not mix", async () => {
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      post("/multi-exec", [
        ["SET", `t${i}`, `${i}`],
        ["GET", `t${i}`],
      ]),
    ),
  );
  all.forEach(({ body }, i) => assert.equal(body[1].result, `${i}`));
});

test("a Redis that is gone is an error, not a crash", async () => {
  await redis.stop();
  const { status, body } = await post("/", ["GET", "k"]);
  assert.equal(status, 400);
  assert.ok(body.error);
  await redis.start();
});
