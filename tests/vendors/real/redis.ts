import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { LOST, REFUSED } from "../../../dev/v8-host/http-upstreams.ts";
import type { RedisOutcome } from "../../../dev/v8-host/redis/redis-cluster.ts";
import type { Stream } from "../../../dev/v8-host/stream.ts";
import { HIGRESS } from "../../v8-host/support/backends.ts";
import { outcome, said } from "../../v8-host/support/chat.ts";
import { DIMENSION } from "../../v8-host/support/services.ts";
import { TTL, World } from "../../v8-host/support/world.ts";
import { RealRedis } from "../support/real-redis.ts";

/**
 * Higress's module against a real Redis with its query engine. Run by tests/vendors/run.ts, which starts the server; no Envoy
 * has Redis callouts, so the module runs in V8, where they end in that server.
 */
const { STORE_ORIGIN, CLIENT_PYTHON } = process.env;
if (!STORE_ORIGIN || !CLIENT_PYTHON) throw new Error("STORE_ORIGIN and CLIENT_PYTHON are to be given");
const redis = new RealRedis(Number(new URL(STORE_ORIGIN).port));
after(() => redis.close());

const ADMIN = { path: "/ai-cache/purge", token: "0123456789abcdef" };
let number = 0;

interface Setting {
  world: World;
  index: string;
  /** What becomes of a command to the vector store; null leaves it to the server. */
  trouble: { of: ((command: string) => RedisOutcome) | null };
}

/** A gateway whose vectors are in Redis, in an index that nobody else has. */
async function setting(t: TestContext, vector: object = {}, config: object = {}): Promise<Setting> {
  const index = `t${++number}`;
  const own = { type: "redis", cluster: "vectors", collectionID: index, check: true, create: true };
  // What the world says of its own vector store.
  const unset = { serviceHost: null, apiKey: null };
  const world = await World.of(t, HIGRESS, {
    admin: ADMIN,
    ...config,
    vector: { ...own, ...unset, ...vector },
  });
  const trouble: Setting["trouble"] = { of: null };
  world.host.redis("vectors").answer = ({ command, args }) =>
    trouble.of?.(command.join(" ")) ?? { reply: redis.reply(args) };
  return { world, index, trouble };
}

/** The same once its index has been made. */
async function ready(t: TestContext, vector: object = {}, config: object = {}): Promise<Setting> {
  const made = await setting(t, vector, config);
  made.world.teach("first");
  made.world.host.clock.settle();
  assert.ok(lines(made.world).includes(`collection ${made.index} has been made`));
  return made;
}

function lines(world: World): string {
  return world.host.log.lines().join("\n");
}

/** Asks in other words, as far away as told. */
function near(world: World, question: string, distance: number): Stream {
  const asked = `${question} (${++number})`;
  world.dashscope.place(asked, question, distance);
  return world.ask(asked);
}

function keyOf(stream: Stream): string {
  return stream.answered!.header("x-ai-cache-key")!;
}

function documents(index: string): string[] {
  return redis.words("KEYS", `vector:${index}:*`).map((key) => key.slice(`vector:${index}:`.length));
}

function field(index: string, id: string, name: string): string | undefined {
  return redis.words("HGET", `vector:${index}:${id}`, name)[0];
}

test("redis: an index that is not there is made, and documents are found at their distance", async (t) => {
  const { world, index } = await ready(t);
  const first = world.teach("What?", "That.");
  for (const distance of [0, 0.05, 0.0772]) {
    const again = near(world, "What?", distance);
    assert.deepEqual([outcome(again)[0], keyOf(again), said(again)], ["semantic-hit", keyOf(first), "That."]);
    assert.ok(Math.abs(Number(again.answered!.header("x-ai-cache-distance")) - distance) < 0.0005);
  }
  for (const distance of [0.105, 0.3, 1]) assert.equal(near(world, "What?", distance).answered, null);
  const key = keyOf(first);
  assert.deepEqual([field(index, key, "key"), field(index, key, "question")], [key, "What?"]);
  assert.match(field(index, key, "model")!, new RegExp(`/${DIMENSION}$`));
});

test("redis: any text is kept as it is", async (t) => {
  const { world, index } = await ready(t);
  const question = "say \"no\" \\ 'über' 中文 😀 \u0001 @scope:{x} => [KNN] $s | -a";
  const first = world.teach(question);
  assert.equal(field(index, keyOf(first), "question"), question);
  assert.equal(keyOf(near(world, question, 0.05)), keyOf(first));
});

test("redis: a neighbour of another model or caller is none", async (t) => {
  const { world } = await ready(t);
  world.teach("What?");
  world.dashscope.place("What then?", "What?", 0);
  assert.equal(world.ask("What then?", { model: "gpt-4o" }).answered, null);
  assert.equal(world.ask("What then?", { temperature: 0.5 }).answered, null);
  assert.equal(outcome(world.ask("What then?"))[0], "semantic-hit");
});

test("redis: a document that has expired is not found, and swept", async (t) => {
  const { world, index } = await ready(t, { sweepInterval: 600 });
  const first = world.teach("What?");
  world.host.clock.advance((TTL + 1) * 1000);
  assert.equal(near(world, "What?", 0.01).answered, null);
  assert.ok(documents(index).includes(keyOf(first)), "it was filtered out");
  const kept = world.teach("And now?");
  world.host.clock.advance(600_000 - 1000 * TTL);
  world.host.clock.advance(10_000);
  assert.ok(!documents(index).includes(keyOf(first)), "it was swept");
  assert.ok(keyOf(kept));
});

test("redis: a document whose entry is gone is removed", async (t) => {
  const { world, index } = await ready(t);
  const key = keyOf(world.teach("What?"));
  world.redis.execute(world.redis.connect(), [Buffer.from("DEL"), Buffer.from(`ai-cache:${key}`)]);
  assert.equal(near(world, "What?", 0.05).answered, null);
  world.host.clock.settle();
  assert.ok(!documents(index).includes(key));
});

test("redis: an administrator removes an entry, its document and all that lead to it", async (t) => {
  const { world, index } = await ready(t);
  const [gone, kept] = [keyOf(world.teach("What?")), keyOf(world.teach("Who?"))];
  redis.words("HSET", `vector:${index}:link`, "key", gone);
  const headers = { ":path": ADMIN.path, "x-ai-cache-token": ADMIN.token, "x-ai-cache-key": gone };
  const purged = world.plugin.open({ headers, end: true });
  world.host.clock.settle();
  assert.equal(purged.answered!.status, 200, purged.answered!.text);
  const left = documents(index);
  assert.deepEqual([left.includes(gone), left.includes("link"), left.includes(kept)], [false, false, true]);
});

test("redis: one question stored twice is one document", async (t) => {
  const { world, index } = await ready(t, {}, { volatile: false });
  world.teach("What?");
  const before = documents(index).length;
  world.host.clock.advance((TTL + 1) * 1000);
  world.teach("What?");
  assert.equal(documents(index).length, before);
});

for (const [what, outcomeOf] of [
  ["is refused", REFUSED],
  ["gets no answer", LOST],
  ["gets an error", { reply: "-LOADING Redis is loading the dataset in memory\r\n" }],
  ["gets garbage", { reply: "<html>" }],
  ["gets half an answer", { reply: "*3\r\n:1\r\n$6\r\nvector" }],
  ["gets its answer too late", { reply: "*1\r\n:0\r\n", delay: 5000 }],
] as [string, RedisOutcome][]) {
  test(`redis: a search that ${what} lets the request go on`, async (t) => {
    const { world, trouble } = await ready(t);
    world.teach("What?");
    trouble.of = (command) => (command.startsWith("FT.SEARCH") ? outcomeOf : null);
    const asked = near(world, "What?", 0.05);
    assert.equal(asked.answered, null);
    assert.ok(asked.sentUpstream!.ended, "it has gone on");
    trouble.of = null;
    world.host.clock.advance(10_000);
    assert.equal(outcome(near(world, "What?", 0.05))[0], "semantic-hit");
  });
}

test("redis: an index that goes while it is used is made again", async (t) => {
  const { world, index } = await ready(t);
  redis.words("FT.DROPINDEX", index, "DD");
  world.teach("Lost?");
  world.host.clock.advance(2000);
  world.teach("Again?");
  const first = world.teach("What?");
  assert.equal(keyOf(near(world, "What?", 0.05)), keyOf(first));
});

for (const [what, dimension, metric, words] of [
  ["dimension", 8, "COSINE", `of ${DIMENSION} dimensions, got 8`],
  ["metric", DIMENSION, "L2", "with the metric COSINE, got L2"],
] as const) {
  test(`redis: an index of another ${what} is not used, and a line says so`, async (t) => {
    const { world, index } = await setting(t);
    const vector = ["vector", "VECTOR", "HNSW", "6", "TYPE", "FLOAT32", "DIM", `${dimension}`];
    redis.words(
      "FT.CREATE",
      index,
      "PREFIX",
      "1",
      `vector:${index}:`,
      "SCHEMA",
      ...vector,
      "DISTANCE_METRIC",
      metric,
    );
    world.teach("What?");
    world.teach("Who?");
    assert.ok(lines(world).includes(`vector.collectionID: expected a collection ${words}`), lines(world));
    assert.deepEqual(documents(index), []);
  });
}

test("redis: without a cache the document holds the entry", async (t) => {
  const { world } = await ready(t, {}, { cache: null });
  world.teach("What?", "That.");
  const exact = world.ask("What?");
  assert.deepEqual([outcome(exact)[0], said(exact)], ["hit", "That."]);
  const other = near(world, "What?", 0.05);
  assert.deepEqual([outcome(other)[0], said(other)], ["semantic-hit", "That."]);
});

test("redis: one Redis for entries and vectors is logged in to once, with what cache says", async (t) => {
  const index = `t${++number}`;
  const vector = { type: "redis", cluster: null, serviceName: "redis.dns", collectionID: index };
  const unset = { serviceHost: null, apiKey: null, check: true, create: true };
  const cache = { username: "u", password: "p" };
  const world = await World.of(t, HIGRESS, { cache, vector: { ...vector, ...unset } });
  world.callout!.answer = ({ command, args }) =>
    command[0]!.startsWith("FT.") || command[0] === "HSET" ? { reply: redis.reply(args) } : null;
  world.teach("first");
  const first = world.teach("What?");
  assert.equal(keyOf(near(world, "What?", 0.05)), keyOf(first));
  assert.deepEqual(
    world.callout!.logins.map(({ username, password, db }) => [username, password, db]),
    [["u", "p", 0]],
  );
});

test("redis: its own client reads what the filter has written, and writes what the filter finds", async (t) => {
  const { world, index } = await ready(t);
  const key = keyOf(world.teach("What?"));
  // Each text that is new has an axis of its own: the client writes at that of the third.
  const vector = Array.from({ length: DIMENSION }, (_, i) => (i === 2 ? 1 : 0));
  const job = { origin: STORE_ORIGIN, index, read: key, id: "f".repeat(64), vector };
  const script = join(PROJECT, "tests/vendors/real/redis_check.py");
  const output = execFileSync(CLIENT_PYTHON, [script], { input: JSON.stringify(job), timeout: 60_000 });
  const read = JSON.parse(output.toString()) as { question: string; distance: number };
  assert.equal(read.question, "What?");
  assert.ok(Math.abs(read.distance) < 1e-6, `${read.distance}`);
  const answer = world.ask("Where else?");
  assert.deepEqual([outcome(answer)[0], keyOf(answer)], ["semantic-hit", key]);
});
