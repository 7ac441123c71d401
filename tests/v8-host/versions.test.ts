import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { BACKENDS, type Backend } from "./support/backends.ts";
import { EXACT, outcome, said, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const QUESTION = "What is Envoy?";
const ANSWER = "Envoy carries traffic between services.";
const NEAR = "So what is Envoy?";
const FAR = "Envoy, what would that be?";
const REFUSED = "ai_cache_neighbours_refused_total.reason.";

type Fields = Record<string, unknown>;

/** A world in which QUESTION has been answered, and NEAR asks the same. */
async function knowing(t: TestContext, backend: Backend, config: object = {}): Promise<World> {
  const world = await World.of(t, backend, config);
  world.teach(QUESTION, ANSWER);
  world.dashscope.place(NEAR, QUESTION, 0.05);
  return world;
}

function keyOf(world: World): string {
  return world.redis.keys().find((key) => !key.includes("vector:"))!;
}

/** Puts another record in the place of the one in Redis, as another version would have written it. */
function rewrite(world: World, change: (record: Fields) => object): string {
  const key = keyOf(world);
  const record = JSON.stringify(change(JSON.parse(world.redis.get(key)!.toString()) as Fields));
  world.redis.set(key, record);
  return record;
}

/** The same record without a member. */
function without(name: string): (record: Fields) => object {
  return ({ [name]: _, ...rest }) => rest;
}

/** Records of filters that do not agree with this one about what a record is. */
const FOREIGN: Record<string, (record: Fields) => object> = {
  "of version 2": (record) => ({ ...record, v: 2 }),
  "of version 2 in another form": ({ completion }) => ({ v: 2, body: completion }),
  "of version 0": (record) => ({ ...record, v: 0 }),
  "of version 1 in words": (record) => ({ ...record, v: "1" }),
  "without a version": without("v"),
  "without a scope": without("scope"),
  "without a question": without("question"),
  "without a model": without("model"),
  "without its times": (record) => without("created")(without("expires")(record) as Fields),
  "without an answer": without("completion"),
};

/** A document as the store would give it back, whatever was asked for. */
function giveBack(world: World, change: (fields: Fields) => object): void {
  const { id, fields } = world.dashvector.stored[0]!;
  const found = { id, score: 0.05, fields: change(fields) };
  const body = JSON.stringify({ code: 0, request_id: "1", output: [found] });
  world.faults.vector = (what) => (what.endsWith("/query") ? { body } : null);
}

for (const backend of BACKENDS) {
  const over = `over ${backend.dialect}`;

  for (const [what, change] of Object.entries(FOREIGN)) {
    test(`an entry ${what} is a miss for its question and its neighbours, and stays: ${over}`, async (t) => {
      const world = await knowing(t, backend);
      const record = rewrite(world, change);
      for (const question of [QUESTION, NEAR]) assert.equal(world.ask(question).answered, null, question);
      world.host.clock.settle();
      assert.equal(world.redis.get(keyOf(world))?.toString(), record);
      assert.equal(world.dashvector.stored.length, 1, "the vector stays for who can read the entry");
      assert.equal(world.host.metrics.value(`${REFUSED}entry_unreadable`), 2);
    });
  }

  test(`an entry of another version makes room for this one's answer alone: ${over}`, async (t) => {
    const world = await knowing(t, backend);
    rewrite(world, (record) => ({ ...record, v: 2 }));
    world.teach(QUESTION, "It is a proxy.");
    assert.deepEqual([world.redis.keys().length, said(world.ask(QUESTION))], [1, "It is a proxy."]);
  });

  test(`members that a later filter adds to a record do not matter: ${over}`, async (t) => {
    const world = await knowing(t, backend);
    rewrite(world, (record) => ({ tags: ["x"], ...record, origin: { v: 2, question: "Another?" } }));
    assert.deepEqual([outcome(world.ask(QUESTION))[0], said(world.ask(QUESTION))], ["hit", ANSWER]);
    assert.equal(said(world.ask(NEAR)), ANSWER);
  });

  test(`members that a later filter adds to a vector document do not matter: ${over}`, async (t) => {
    const world = await knowing(t, backend);
    giveBack(world, (fields) => ({ v: 2, ...fields, tags: ["x"] }));
    assert.deepEqual([outcome(world.ask(NEAR))[0], said(world.ask(NEAR))], ["semantic-hit", ANSWER]);
  });

  for (const name of ["key", "scope", "model", "expires_at"]) {
    for (const [what, change] of [
      ["without", without(name)],
      ["with another version's", (fields: Fields) => ({ ...fields, [name]: [fields[name]] })],
    ] as const) {
      test(`a vector document ${what} ${name} is no neighbour, and stays: ${over}`, async (t) => {
        const world = await knowing(t, backend);
        giveBack(world, change);
        assert.equal(world.ask(NEAR).answered, null);
        world.host.clock.settle();
        assert.equal(world.dashvector.stored.length, 1);
        assert.equal(world.host.metrics.value(`${REFUSED}none`), 2);
      });
    }
  }

  test(`a vector of another version's scope is not looked at: ${over}`, async (t) => {
    const world = await knowing(t, backend);
    world.dashvector.stored[0]!.fields.scope = "0".repeat(64);
    assert.equal(world.ask(NEAR).answered, null);
    world.host.clock.settle();
    assert.equal(world.dashvector.stored.length, 1);
  });

  for (const [what, digest] of [
    ["no digest", undefined],
    ["a digest of another form", "v2:00ff"],
  ] as const) {
    test(`a link with ${what} is not followed, and stays: ${over}`, async (t) => {
      const world = await knowing(t, backend);
      giveBack(world, ({ digest: _, ...fields }) => ({ ...fields, ...(digest ? { digest } : {}) }));
      const own = world.faults.vector!;
      // A link has another id than the entry that it leads to.
      world.faults.vector = (what) => {
        const fault = own(what);
        if (!fault || typeof fault !== "object" || !("body" in fault)) return fault;
        return { body: String(fault.body).replace(/"id":"[^"]+"/, `"id":"${"1".repeat(64)}"`) };
      };
      const calls = world.calls("vector").length;
      assert.equal(world.ask(NEAR).answered, null);
      world.host.clock.settle();
      assert.equal(world.host.metrics.value(`${REFUSED}entry_changed`), 1);
      assert.equal(world.calls("vector").length, calls + 1, "nothing is removed");
    });
  }

  test(`another version's record in the proxy's own memory is passed over for Redis': ${over}`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, local: {} });
    world.teach(QUESTION, ANSWER);
    const { shared } = world.host;
    const slot = shared.keys().find((name) => /^ai-cache\/local\/\d+\.\d$/.test(name))!;
    for (const version of ["0", "2"]) {
      const value = shared.get(slot)!.value.toString("latin1").replace('"v":1', `"v":${version}`);
      shared.set(slot, Buffer.from(value.replace("carries", "CARRIES"), "latin1"));
      const stream = world.ask(QUESTION);
      assert.deepEqual([outcome(stream)[1]?.split("=").at(-1), said(stream)], ["exact", ANSWER], version);
    }
  });

  test(`evidence of another version is neither followed nor written to: ${over}`, async (t) => {
    const config = { vector: { threshold: "auto" }, audit: { rate: 0.0001 } };
    const first = await World.of(t, backend, config);
    first.teach(QUESTION, ANSWER);
    first.dashscope.place(FAR, QUESTION, 0.15);
    first.teach(FAR, ANSWER);
    first.host.clock.advance(1100);
    const name = first.host.shared.keys().find((key) => key.startsWith("ai-cache/evidence/"))!;
    assert.match(name, /^ai-cache\/evidence\/1\/[0-9a-f]{64}$/);

    const { shared } = first.host;
    const later = name.replace("/1/", "/2/");
    const much = Buffer.alloc(shared.get(name)!.value.length);
    for (let at = 0; at < much.length; at += 4) much.writeFloatLE(1e6, at);
    shared.set(later, much);
    const second = await World.of(t, backend, config, { shared });
    second.host.clock.advance(1100);
    assert.equal(second.host.metrics.value("ai_cache_threshold_ten_thousandths"), 1000);
    assert.deepEqual(shared.get(later)!.value, much);
  });

  for (const [what, kept] of [
    ["of another form", '{"v":2,"vector":[1,2,3]}'],
    ["of another length", "[1,2,3]"],
    ["that is empty", ""],
  ] as const) {
    test(`a kept vector ${what} is not used: ${over}`, async (t) => {
      const world = await World.of(t, backend, { embedding: { cacheTTL: 60 } });
      world.teach(QUESTION, ANSWER);
      const key = world.redis.keys().find((name) => name.includes("vector:"))!;
      const own = world.redis.get(key)!.toString();
      world.redis.set(key, kept);
      const asked = world.ask(QUESTION, { temperature: 0.5 });
      assert.deepEqual([asked.answered, world.counts.embedding], [null, 2]);
      asked.respond(saying("A proxy."));
      world.host.clock.settle();
      assert.equal(world.redis.get(key)!.toString(), own);
    });
  }
}
