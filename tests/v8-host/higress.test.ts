import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { LOST, REFUSED } from "../../dev/v8-host/http-upstreams.ts";
import type { Stream } from "../../dev/v8-host/stream.ts";
import { HAS_HIGRESS, HIGRESS, WEBDIS } from "./support/backends.ts";
import { asking, EXACT, outcome, said, saying, streaming } from "./support/chat.ts";
import { type Fault, LOOKUP_MS, REDIS_CLUSTER, TICK_MS, World } from "./support/world.ts";

const options = { skip: HAS_HIGRESS ? false : "Higress's module is not built" };
/** Without what the other tests set for stock Envoy. */
const PLAIN = { ...EXACT, holdHeaders: undefined };
const FAILED = ["error", "ai-cache; fwd=miss; detail=redis"];

/** `ai_log` as Higress's access log shows it. */
function aiLog(stream: Stream): Record<string, unknown> {
  return JSON.parse(JSON.parse(`"${stream.property("ai_log")}"`) as string) as Record<string, unknown>;
}

test(
  "the module loads only where there are Redis callouts, and imports nothing that Higress's test host lacks",
  options,
  async () => {
    const module = await WebAssembly.compile(await readFile(HIGRESS.path));
    const names = WebAssembly.Module.imports(module).map(({ name }) => name);
    for (const absent of [
      "proxy_get_log_level",
      "proxy_get_current_time_nanoseconds",
      "proxy_get_buffer_status",
    ])
      assert.ok(!names.includes(absent), absent);
    assert.ok(names.includes("proxy_redis_call"));
    const stock = await WebAssembly.compile(await readFile(WEBDIS.path));
    assert.ok(!WebAssembly.Module.imports(stock).some(({ name }) => name.startsWith("proxy_redis")));
  },
);

test("commands are GET and SET, with EX where entries expire", options, async (t) => {
  const world = await World.of(t, HIGRESS, EXACT);
  world.teach("What?");
  const [get, set] = world.callout!.calls;
  const key = `ai-cache:${world.ask("What?").answered!.header("x-ai-cache-key")}`;
  assert.deepEqual(get!.command, ["GET", key]);
  assert.deepEqual([set!.command[0], set!.command[1], ...set!.command.slice(3)], ["SET", key, "EX", "60"]);
  const forever = await World.of(t, HIGRESS, { ...EXACT, cache: { cacheTTL: 0 } });
  forever.teach("What?");
  assert.equal(forever.callout!.calls[1]!.command.length, 3);
  assert.equal(forever.redis.ttl(key), -1);
});

test("headers are held without being told to: the LLM sees nothing of a hit", options, async (t) => {
  const world = await World.of(t, HIGRESS, PLAIN, { allowOnHeadersStopIteration: false });
  const first = world.plugin.open().send(asking("What?"));
  assert.equal(first.sentUpstream, null);
  world.host.clock.advance(1);
  assert.equal(first.sentUpstream!.text, asking("What?"));
  first.respond(saying("That."));
  world.host.clock.settle();
  const hit = world.ask("What?");
  assert.deepEqual([hit.sentUpstream, said(hit)], [null, "That."]);
});

test("user, password, database and timeout are said once, the database nowhere else", options, async (t) => {
  const cache = { username: "user", password: "secret", database: 3, timeout: 250 };
  const world = await World.of(t, HIGRESS, { ...EXACT, cache });
  assert.deepEqual(world.callout!.logins, [{ username: "user", password: "secret", db: 3, timeout: 250 }]);
  world.teach("What?");
  assert.deepEqual([world.redis.keys(), world.redis.keys(3).length], [[], 1]);
  assert.equal(outcome(world.ask("What?"))[0], "hit");
  assert.equal(world.callout!.logins.length, 1);
});

for (const [cache, cluster] of [
  [{ serviceName: "redis.dns" }, REDIS_CLUSTER],
  [{ serviceName: "redis.dns", servicePort: 6380 }, "outbound|6380||redis.dns"],
  [{ serviceName: "redis.static" }, "outbound|80||redis.static"],
  [{ serviceName: "redis.static", servicePort: 6379 }, "outbound|6379||redis.static"],
  [{ serviceName: "redis.my-ns.svc.cluster.local" }, "outbound|6379||redis.my-ns.svc.cluster.local"],
] as const) {
  test(`${JSON.stringify(cache)} is the cluster ${cluster}`, options, async (t) => {
    const world = await World.of(t, HIGRESS, EXACT);
    const redis = world.host.redis(cluster);
    const plugin = world.configure({ ...EXACT, cache });
    assert.equal(redis.logins.length, 1);
    world.ask("What?", {}, plugin);
    assert.equal(redis.calls.length, 1);
  });
}

const FAULTS: [name: string, fault: Fault, said: RegExp][] = [
  [
    "wants a password",
    { resp: "-NOAUTH Authentication required.\r\n" },
    /redis: Redis said NOAUTH Authentication required\./,
  ],
  ["is loading", { resp: "-LOADING Redis is loading the dataset in memory\r\n" }, /Redis said LOADING/],
  ["has another type there", { resp: "-WRONGTYPE Operation against a key\r\n" }, /Redis said WRONGTYPE/],
  ["answers an integer", { resp: ":1\r\n" }, /not what Redis answers/],
  ["answers an array", { resp: "*1\r\n$1\r\nx\r\n" }, /not what Redis answers/],
  ["answers garbage", { resp: "\0\xff" }, /not what Redis answers/],
  ["answers half a reply", { resp: "$100\r\nshort\r\n" }, /not what Redis answers/],
  ["answers nothing", { resp: "" }, /redis: /],
  ["has no healthy host", REFUSED, /redis: /],
  ["never answers", LOST, /redis: /],
  ["answers too late", { delay: LOOKUP_MS + TICK_MS + 1 }, /redis: /],
];

for (const [name, fault, words] of FAULTS) {
  test(`a Redis that ${name} costs a bounded delay and no answer`, options, async (t) => {
    const world = await World.of(t, HIGRESS, EXACT);
    world.faults.redis = () => fault;
    const start = world.host.clock.now;
    const stream = world.ask("What?");
    assert.ok(world.host.clock.now - start <= LOOKUP_MS + TICK_MS, `${world.host.clock.now - start} ms`);
    assert.deepEqual([stream.sentUpstream?.text, stream.sentUpstream?.ended], [asking("What?"), true]);
    assert.deepEqual(outcome(stream.respond(saying("That."))), FAILED);
    assert.equal(said(stream), "That.");
    world.host.clock.settle();
    assert.match(world.host.log.lines("warn").join("\n"), words);
    assert.doesNotMatch(world.host.log.lines().join("\n"), /What\?|That\./);
    delete world.faults.redis;
    world.teach("Another?");
    assert.equal(outcome(world.ask("Another?"))[0], "hit", "and it is used again when it is well");
  });
}

test("vectors may be in Redis too, which stock Envoy's module does not know", options, async (t) => {
  const vector = { type: "redis", cluster: "vectors", serviceHost: null, apiKey: null };
  const world = await World.of(t, HIGRESS, { vector });
  const vectors = world.host.redis("vectors");
  world.ask("What?");
  world.host.clock.settle();
  assert.equal(vectors.calls[0]?.command[0], "FT.SEARCH");
});

test("a Redis that is not known is a failure at once, and is used as soon as it is", options, async (t) => {
  const world = await World.of(t, HIGRESS, EXACT);
  const plugin = world.configure({ ...EXACT, cache: { serviceName: "later.dns" } });
  const start = world.host.clock.now;
  const stream = world.ask("What?", {}, plugin);
  assert.deepEqual([outcome(stream.respond(saying("x"))), world.host.clock.now], [FAILED, start]);
  const redis = world.host.redis("outbound|6379||later.dns");
  world.ask("What?", {}, plugin).respond(saying("That."));
  world.host.clock.settle();
  assert.equal(said(world.ask("What?", {}, plugin)), "That.");
  assert.equal(redis.logins.length, 1);
});

test(
  "a wrong password shows at the first command; a right one that was lost is said again",
  options,
  async (t) => {
    const world = await World.of(t, HIGRESS, EXACT);
    const cluster = "outbound|6379||locked.dns";
    const redis = world.host.redis(cluster, { password: "right" });
    const wrong = world.configure({ ...EXACT, cache: { serviceName: "locked.dns", password: "wrong" } });
    assert.deepEqual(outcome(world.ask("What?", {}, wrong).respond(saying("x"))), FAILED);
    assert.match(world.host.log.lines("warn").join("\n"), /Redis said NOAUTH/);
    assert.doesNotMatch(world.host.log.lines().join("\n"), /wrong/);
    const right = world.configure({ ...EXACT, cache: { serviceName: "locked.dns", password: "right" } });
    world.ask("What?", {}, right).respond(saying("That."));
    world.host.clock.settle();
    assert.equal(said(world.ask("What?", {}, right)), "That.");
    redis.login({ username: "", password: "", db: 0, timeout: 1000 });
    assert.deepEqual(outcome(world.ask("What?", {}, right).respond(saying("x"))), FAILED);
    world.host.clock.settle();
    assert.equal(said(world.ask("What?", {}, right)), "x", "the answer was stored after a new login");
  },
);

test("a timeout fails every command of the connection, and each request goes on", options, async (t) => {
  const world = await World.of(t, HIGRESS, { ...EXACT, cache: { timeout: 100 } });
  world.faults.redis = (what) => (what.startsWith("GET") ? LOST : null);
  const streams = ["a?", "b?", "c?"].map((question) => world.send(asking(question)));
  world.host.clock.advance(99);
  assert.ok(streams.every((stream) => stream.sentUpstream === null));
  world.host.clock.advance(1);
  for (const [i, question] of ["a?", "b?", "c?"].entries()) {
    assert.equal(streams[i]!.sentUpstream?.text, asking(question));
    assert.deepEqual(outcome(streams[i]!.respond(saying("x"))), FAILED);
  }
  assert.equal(world.host.metrics.value("ai_cache_calls_total.upstream.redis.result.error"), 3);
});

test("replies to Redis and HTTP calls of the same number are told apart", options, async (t) => {
  const world = await World.of(t, HIGRESS);
  world.teach("What is it?");
  world.dashscope.place("Tell me", "What is it?", 0.05);
  const [held, other] = [world.send(asking("Tell me")), world.send(asking("Another?"))];
  world.host.clock.settle();
  assert.equal(outcome(held)[0], "semantic-hit");
  assert.equal(other.sentUpstream?.text, asking("Another?"));
});

test("the access log has hit, miss or skip, beside what others put there", options, async (t) => {
  const world = await World.of(t, HIGRESS, EXACT);
  const miss = world.ask("What?").respond(saying("That."));
  assert.deepEqual(aiLog(miss), { cache_status: "miss" });
  world.host.clock.settle();
  assert.deepEqual(aiLog(world.ask("What?")), { cache_status: "hit" });
  assert.deepEqual(aiLog(world.ask("What?", { stream: true })), { cache_status: "hit" });
  const skipped = world.send(asking("What?"), { headers: { "x-higress-skip-ai-cache": "on" } });
  assert.deepEqual(aiLog(skipped.respond(saying("x"))), { cache_status: "skip" });
  const theirs = String.raw`{\"model\":\"a \\\"b\\\"\",\"cache_status\":\"old\",\"n\":1.50}`;
  const together = world.send(asking("What?"), { properties: { ai_log: theirs } });
  world.host.clock.settle();
  assert.deepEqual(aiLog(together), { model: 'a "b"', n: 1.5, cache_status: "hit" });
  for (const strange of ["no JSON", String.raw`[1]`, String.raw`{\"a\":`]) {
    const stream = world.send(asking("What?"), { properties: { ai_log: strange } });
    world.host.clock.settle();
    assert.equal(stream.property("ai_log"), strange);
  }
});

test("what is no chat completion leaves no trace in the stream", options, async (t) => {
  const world = await World.of(t, HIGRESS, EXACT);
  const stream = world.plugin
    .open({ headers: { ":path": "/v1/models" } })
    .send("x")
    .respond({ body: "y" });
  assert.deepEqual([[...stream.written.keys()], stream.answered!.text], [[], "y"]);
});

test("routes are not chosen again for headers of ours", options, async (t) => {
  const world = await World.of(t, HIGRESS, EXACT);
  assert.equal(world.send(asking("What?")).property("clear_route_cache"), "off");
});

test("a body may be as large as maxRequestBytes whatever the proxy's limit", options, async (t) => {
  const world = await World.of(t, HIGRESS, { ...EXACT, maxRequestBytes: 200_000 }, { bufferLimit: 1000 });
  const body = asking("x".repeat(150_000));
  const stream = world.plugin.open().sendCut(body, 10_000);
  world.host.clock.settle();
  assert.equal(stream.sentUpstream?.text, body);
  assert.equal(outcome(stream.respond(saying("x")))[0], "miss");
});

test(
  "an answer is stored after its stream is gone, and before a replaced configuration ends",
  options,
  async (t) => {
    const world = await World.of(t, HIGRESS, EXACT);
    world.faults.redis = (what) => (what.startsWith("SET") ? { delay: 50 } : null);
    const stream = world.ask("What?", { stream: true }).respond(streaming("One."));
    assert.equal(stream.isGone, true);
    world.plugin.retire();
    assert.equal(world.plugin.state, "retiring");
    world.host.clock.settle();
    assert.deepEqual([world.plugin.state, world.redis.keys().length], ["deleted", 1]);
  },
);

test("what stock Envoy stored is a hit in Higress, and the other way round", options, async (t) => {
  const [envoy, higress] = [await World.of(t, WEBDIS, EXACT), await World.of(t, HIGRESS, EXACT)];
  for (const [one, other, question] of [
    [envoy, higress, "a?"],
    [higress, envoy, "b?"],
  ] as const) {
    one.teach(question);
    for (const key of one.redis.keys()) other.redis.set(key, one.redis.get(key)!);
    assert.equal(said(other.ask(question)), `Answer to ${question}`);
  }
});
