import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Fault } from "../../../dev/standins/fault.ts";
import { DIMENSION } from "../../../dev/stack/wiring.ts";
import { metrics, moved } from "../../envoy/support/metrics.ts";
import { fresh } from "../../envoy/support/questions.ts";
import { entryKey, entryOf } from "../../envoy/support/stored.ts";
import { until } from "../../envoy/support/until.ts";
import { Gateway, newName } from "./gateway.ts";
import type { StoreServer } from "./store-server.ts";

const REFUSED = "ai_cache_neighbours_refused_total";
const SLOW_MS = 3000;

/** What a store may answer in place of what it should; each lets the request go to the LLM. */
const FAULTS: [string, Fault][] = [
  ["401", { status: 401, body: '{"error":"unauthorized"}' }],
  ["429", { status: 429, body: '{"error":"too many requests"}' }],
  ["500", { status: 500, body: "<html>" }],
  ["503", { status: 503, body: "" }],
  ["garbage", { body: "<html>It works!</html>" }],
  ["half an answer", { body: '{"result":{"poi' }],
  ["a broken connection", { reset: true }],
  ["nothing for seconds", { delayMs: SLOW_MS }],
];

/**
 * The cases that every vector store passes, through the built module in a real Envoy: on a real server, or on a
 * stand-in where there is none to be had.
 */
export function storeCases(name: string, start: () => Promise<StoreServer>): void {
  let server: StoreServer;
  let gateway: Gateway;
  before(async () => {
    server = await start();
    gateway = await Gateway.start(server);
  });
  after(() => gateway?.close());
  beforeEach(() => {
    gateway.relay.fault = null;
  });

  test(`${name}: a collection that is not there is made, and empty`, async () => {
    assert.deepEqual(await gateway.documents(), []);
    const first = await gateway.ask(fresh());
    assert.equal(first.cache, "miss", first.status);
    if (server.isAlwaysThere) return;
    await gateway.logged(`collection ${gateway.collection} has been made`);
    const { key } = await gateway.teach(fresh());
    // Whether the first answer's vector came before the collection is a matter of luck.
    const ids = (await gateway.documents()).map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id) => id !== first.key),
      [key],
    );
  });

  test(`${name}: the same question in other words is a hit, at its distance`, async () => {
    const question = fresh();
    const first = await gateway.teach(question);
    for (const distance of [0, 0.05, 0.0772]) {
      const again = await gateway.ask(gateway.near(question, distance));
      assert.deepEqual([again.cache, again.key, again.text()], ["semantic-hit", first.key, first.text()]);
      const seen = Number(again.header("x-ai-cache-distance"));
      assert.ok(Math.abs(seen - distance) < 0.0005, `${seen} for ${distance}`);
    }
  });

  test(`${name}: what is farther away than the threshold is a miss`, async () => {
    const question = fresh();
    await gateway.teach(question);
    for (const distance of [0.105, 0.3, 1.5]) {
      const asked = gateway.near(question, distance);
      const answer = await moved(gateway.stack, REFUSED, { reason: "far" }, () => gateway.ask(asked));
      assert.equal(answer.cache, "miss");
    }
  });

  test(`${name}: the nearest of several is taken`, async () => {
    const question = fresh();
    const asked = gateway.near(question, 0.02);
    const first = await gateway.teach(question);
    await gateway.teach(gateway.near(asked, 0.4));
    await gateway.teach(gateway.near(asked, 0.2));
    const answer = await gateway.ask(asked);
    assert.deepEqual([answer.cache, answer.key], ["semantic-hit", first.key]);
  });

  for (const [what, extras] of [
    ["model", { body: { model: "qwen-plus" } }],
    ["caller", { headers: { authorization: "Bearer somebody-else" } }],
  ] as const) {
    test(`${name}: a neighbour of another ${what} is none`, async () => {
      const question = fresh();
      await gateway.teach(question);
      assert.equal((await gateway.ask(gateway.near(question, 0), extras)).cache, "miss");
    });
  }

  test(`${name}: a document that has expired is not found`, async () => {
    const headers = { authorization: `Bearer ${fresh()}` };
    const question = fresh();
    const { key } = await gateway.teach(question, { headers: { ...headers, "x-ai-cache-ttl": "1" } });
    await until("its end", async () => (await entryOf(gateway.stack, key)) === null);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const asked = gateway.near(question, 0.01);
    const answer = await moved(gateway.stack, REFUSED, { reason: "none" }, () =>
      gateway.ask(asked, { headers }),
    );
    assert.equal(answer.cache, "miss");
    assert.ok(await gateway.documentOf(key), "it was not removed, but filtered out");
  });

  test(`${name}: a document whose entry is gone is removed`, async () => {
    const question = fresh();
    const { key } = await gateway.teach(question);
    await gateway.stack.redis.client.del(entryKey(key));
    assert.equal((await gateway.ask(gateway.near(question, 0.05))).cache, "miss");
    await until("the removal", async () => !(await gateway.documentOf(key)));
  });

  test(`${name}: an administrator removes an entry, its document and all that lead to it`, async () => {
    const [question, other] = [fresh(), fresh()];
    const first = await gateway.teach(question);
    const kept = await gateway.teach(other);
    assert.equal(await gateway.purge(first.key), 200);
    assert.equal(await gateway.documentOf(first.key), undefined);
    assert.equal(await entryOf(gateway.stack, first.key), null);
    assert.ok(await gateway.documentOf(kept.key));
  });

  test(`${name}: one question stored twice is one document`, async () => {
    const question = fresh();
    const first = await gateway.teach(question);
    const before = gateway.relay.requestCount;
    const second = await gateway.ask(question, { headers: { "x-ai-cache": "refresh" } });
    assert.equal(second.key, first.key);
    await until("the second upsert", () => gateway.relay.requestCount > before);
    await gateway.teach(fresh());
    const same = (await gateway.documents()).filter(({ fields }) => fields.question === question);
    assert.deepEqual([same.length, same[0]!.id], [1, first.key]);
  });

  test(`${name}: any text is kept as it is`, async () => {
    const question = `${fresh()} say "no" \\ 'über' 中文 😀 \u0001 {"$eq": 1} \${x} %s </s>`;
    const first = await gateway.teach(question);
    assert.equal((await gateway.documentOf(first.key))!.fields.question, question);
    const again = await gateway.ask(gateway.near(question, 0.05));
    assert.deepEqual([again.cache, again.key], ["semantic-hit", first.key]);
  });

  test(`${name}: a document says what a search and a sweep need to know`, async () => {
    const question = fresh();
    const { key } = await gateway.teach(question);
    const entry = await entryOf(gateway.stack, key);
    const { id, fields } = (await gateway.documentOf(key))!;
    assert.equal(id, key);
    assert.equal(fields.key, key);
    assert.equal(fields.scope, entry!.scope);
    assert.equal(fields.expires_at, entry!.expires);
    assert.equal(fields.dimension, DIMENSION);
    assert.match(String(fields.model), new RegExp(`/${DIMENSION}$`));
  });

  for (const [what, fault] of FAULTS) {
    test(`${name}: a search that gets ${what} lets the request go on`, async () => {
      const [question, other] = [fresh(), fresh()];
      await gateway.teach(question);
      await gateway.teach(other);
      const asked = gateway.near(question, 0.05);
      gateway.relay.fault = () => fault;
      const started = Date.now();
      const answer = await gateway.ask(asked);
      assert.deepEqual([answer.got.status, answer.cache], [200, "error"], answer.status);
      assert.ok(Date.now() - started < SLOW_MS - 500, "it did not wait for the store");
      gateway.relay.fault = null;
      assert.equal((await gateway.ask(gateway.near(other, 0.05))).cache, "semantic-hit");
    });
  }

  test(`${name}: a collection that goes while it is used is made again`, async (t) => {
    if (server.isAlwaysThere) return t.skip("there is no collection to make");
    await gateway.teach(fresh());
    await server.drop(gateway.collection);
    const answer = await gateway.ask(fresh());
    assert.deepEqual([answer.got.status, answer.cache], [200, "error"], answer.status);
    await until("a document in the new one", async () => {
      await gateway.ask(fresh());
      return (await gateway.documents()).length > 0;
    });
    const question = fresh();
    await gateway.teach(question);
    assert.equal((await gateway.ask(gateway.near(question, 0.05))).cache, "semantic-hit");
  });

  test(`${name}: expired documents are swept, the others stay`, async () => {
    const { key: kept } = await gateway.teach(fresh());
    const { key: gone } = await gateway.teach(fresh(), { headers: { "x-ai-cache-ttl": "1" } });
    await gateway.use(gateway.collection, { sweepInterval: 1 });
    await until("the sweep", async () => !(await gateway.documentOf(gone)));
    assert.ok(await gateway.documentOf(kept));
  });

  test(`${name}: without a cache the document holds the entry`, async () => {
    await gateway.use(newName(), {}, ({ cache: _, ...config }) => ({ ...config, cacheTTL: 3600 }));
    const question = fresh();
    let first = await gateway.ask(question);
    await until("the collection", async () => {
      first = await gateway.ask(question);
      return (await gateway.documents()).length > 0;
    });
    const again = await gateway.ask(question);
    assert.deepEqual([again.cache, again.key], ["hit", first.key]);
    const other = await gateway.ask(gateway.near(question, 0.05));
    assert.deepEqual([other.cache, other.text()], ["semantic-hit", again.text()]);
  });

  for (const [what, dimension, isCosine, words] of [
    ["dimension", 8, true, `of ${DIMENSION} dimensions, got 8`],
    ["metric", DIMENSION, false, "with the metric "],
  ] as const) {
    test(`${name}: a collection of another ${what} is not used, and a line says so`, async () => {
      const collection = newName();
      await server.make(collection, dimension, isCosine);
      await gateway.use(collection);
      await gateway.ask(fresh());
      await gateway.logged(`vector.collectionID: expected a collection ${words}`);
      const refused = async (): Promise<number> =>
        (await metrics(gateway.stack)).sum(REFUSED, { reason: "mismatch" });
      const refusals = await refused();
      // Not each question is refused for that: the other worker may be about to look, and either looks again in time.
      await until("a question to be refused", async () => {
        const answer = await gateway.ask(fresh());
        assert.deepEqual([answer.got.status, answer.cache], [200, "miss"]);
        return (await refused()) > refusals;
      });
      const before = (await gateway.documents()).length;
      await gateway.ask(fresh());
      assert.equal((await gateway.documents()).length, before);
    });
  }
}
