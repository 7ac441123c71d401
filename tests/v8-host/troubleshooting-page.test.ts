import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";
import { LOST, REFUSED } from "../../dev/v8-host/http-upstreams.ts";
import { type Backend, BACKENDS, HAS_HIGRESS, HIGRESS, UPSTASH, WEBDIS } from "./support/backends.ts";
import { outcome, saying } from "./support/chat.ts";
import { type Fault, type Step, World } from "./support/world.ts";

const page = readFileSync(join(PROJECT, "docs/operators/troubleshooting.md"), "utf8");

/** An upstream's reply, and what the page must say of the log line that comes of it. */
interface Symptom {
  step: Step;
  fault: Fault;
  backends?: Backend[];
}

function resp(error: string): Symptom {
  return { step: "redis", fault: { resp: `-${error}\r\n` } };
}

function code(step: Step, status: number, name: string | number): Symptom {
  return { step, fault: { status, body: JSON.stringify({ code: name, message: "…" }) } };
}

const SYMPTOMS: Symptom[] = [
  { step: "redis", fault: REFUSED },
  { step: "redis", fault: LOST },
  { step: "redis", fault: { status: 401, body: "" }, backends: [WEBDIS] },
  { step: "redis", fault: { status: 403, body: "" }, backends: [WEBDIS] },
  { step: "redis", fault: { status: 503, body: "" }, backends: [WEBDIS, UPSTASH] },
  { step: "redis", fault: { status: 504, body: "" }, backends: [WEBDIS, UPSTASH] },
  { step: "redis", fault: { status: 401, body: '{"error":"Unauthorized"}' }, backends: [UPSTASH] },
  { step: "redis", fault: { body: "<html>" } },
  resp("NOAUTH Authentication required."),
  resp("WRONGPASS invalid username-password pair"),
  resp("LOADING Redis is loading the dataset in memory"),
  { step: "embedding", fault: LOST },
  { step: "embedding", fault: { status: 504, body: "" } },
  { step: "embedding", fault: { body: "{}" } },
  { step: "embedding", fault: { body: '{"output":{"embeddings":[{"embedding":[1,2]}]}}' } },
  code("embedding", 401, "InvalidApiKey"),
  code("embedding", 404, "ModelNotFound"),
  code("embedding", 400, "InvalidParameter"),
  code("embedding", 429, "Throttling"),
  { step: "vector", fault: { status: 401, body: "" } },
  { step: "vector", fault: { body: "{}" } },
  code("vector", 200, -2021),
  code("vector", 200, -2019),
];

/** The warnings in `host`'s log without the prefix. */
function warnings(host: V8Host): string[] {
  return host.log.lines("warn").map((line) => line.replace(/^ai-cache: /, ""));
}

for (const { step, fault, backends = BACKENDS } of SYMPTOMS) {
  for (const backend of backends.filter((one) => BACKENDS.includes(one))) {
    test(`${backend.dialect}, ${step}: ${JSON.stringify(fault)} looks as the page says`, async (t) => {
      const world = await World.of(t, backend);
      world.faults[step] = () => fault;
      const stream = world.ask("What?").respond(saying("That."));
      assert.deepEqual(outcome(stream), ["error", `ai-cache; fwd=miss; detail=${step}`]);
      const lines = warnings(world.host);
      assert.ok(lines.length > 0);
      for (const line of lines) assert.ok(page.includes(`\`${line}\``), line);
    });
  }
}

const REFUSED_CONFIGURATIONS: [Backend, object | string][] = [
  [WEBDIS, "cache: redis"],
  [WEBDIS, ""],
  [WEBDIS, { cache: { type: "redis", serviceName: "redis.dns" } }],
  [WEBDIS, { cache: { type: "webdis", cluster: "redis" }, lookupTimeout: "soon" }],
  [WEBDIS, { cache: { type: "webdis", cluster: "redis" }, signingKey: "secret" }],
];

for (const [backend, config] of REFUSED_CONFIGURATIONS) {
  test(`${JSON.stringify(config)} is refused as the page says`, async () => {
    const host = await V8Host.load(backend.path);
    assert.equal(host.configure(config).accepted, false);
    const lines = host.log.lines("error").map((line) => line.replace(/^ai-cache: /, ""));
    assert.match(lines.pop()!, /^the configuration is refused for the \d+ faults above$/);
    for (const line of lines) assert.ok(page.includes(`\`${line}\``), line);
  });
}

test("a cluster that Higress does not have looks as the page says", { skip: !HAS_HIGRESS }, async () => {
  const host = await V8Host.load(HIGRESS.path);
  assert.ok(host.configure({ cache: { type: "redis", serviceName: "redis", cachettl: 5 } }).accepted);
  for (const line of warnings(host)) assert.ok(page.includes(`\`${line}\``), line);
});

test("a full Redis is a miss, and the answer is not stored", async (t) => {
  const world = await World.of(t, WEBDIS);
  world.faults.redis = (command) => (command.startsWith("SET") ? { resp: "-OOM full\r\n" } : null);
  assert.equal(outcome(world.teach("What?"))[0], "miss");
  assert.deepEqual(warnings(world.host), ["redis: Redis said OOM full"]);
  assert.equal(world.host.metrics.value("ai_cache_stores_total.result.error"), 1);
});
