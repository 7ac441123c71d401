import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { Embedder } from "../../../dev/embedding/embedder.ts";
import type { Section } from "../../../dev/stack/plugin-config.ts";
import type { Stack } from "../../../dev/stack/stack.ts";
import type { Fault } from "../../../dev/standins/fault.ts";
import type { Standin } from "../../../dev/standins/server.ts";
import { ask } from "../../envoy/support/chat.ts";
import { moved } from "../../envoy/support/metrics.ts";
import { fresh } from "../../envoy/support/questions.ts";
import { startStack } from "../../envoy/support/stack.ts";
import { inRedis } from "../../envoy/support/stored.ts";
import { until } from "../../envoy/support/until.ts";

/** An embedding service to run the cases against; its model is the real all-MiniLM. */
export interface Service {
  start(embedder: Embedder): Promise<Standin>;
  /** Section `embedding` but for where it is. */
  fields: Section;
  /** Numbers in a vector. */
  dimension: number;
  /** The field that says so; `dimension` unless told. */
  dimensionField?: string;
  /** What a model that is not there is told as, in the log; absent where there is one model only. */
  noModel?: string;
  /** Bytes of the longest question. */
  longest: number;
  /** The JSON that has the text, in the body of a request; the body unless told. */
  textOf?: (body: string) => string;
}

const SLOW_MS = 3000;

/** What a service may answer in place of what it should, and what the log says of it. */
const FAULTS: [string, Fault, string][] = [
  ["401", { status: 401, body: "{}" }, "embedding: HTTP status 401"],
  ["500", { status: 500, body: "<html>" }, "embedding: HTTP status 500"],
  ["garbage", { body: "<html>It works!</html>" }, "embedding: no "],
  ["a broken connection", { reset: true }, "embedding: "],
  ["nothing for seconds", { delayMs: SLOW_MS }, "embedding: no reply in time"],
];

/** The cases that every embedding service passes, through the built module in a real Envoy. */
export function embeddingCases(name: string, model: () => Promise<Embedder>, what: Service): void {
  let embedder: Embedder;
  let service: Standin;
  let stack: Stack;
  let number = 0;
  before(async () => {
    embedder = await model();
    service = await what.start(embedder);
    const upstream = { host: "127.0.0.1", port: service.port };
    stack = await startStack({ services: { dashscope: { upstream, apiKey: "unused" } } });
    await use({});
  });
  after(async () => {
    await stack?.close();
    await service?.close();
    await embedder?.close();
  });
  beforeEach(() => {
    service.fault = null;
  });

  /**
   * From now on these further fields of section `embedding` count, with a new collection.
   * @param isWell whether there will be vectors, and with them the collection
   */
  async function use(more: Section, isWell = true): Promise<void> {
    const where = { cluster: "dashscope", serviceHost: "embeddings.example" };
    const { accepted, log } = await stack.reload((config) => ({
      ...config,
      // Or answers would be embedded too, to be compared.
      link: false,
      embedding: { ...where, ...what.fields, ...more },
      vector: { ...config.vector, create: true, collectionID: `c_${++number}` },
    }));
    assert.ok(accepted, log);
    // The first question may come before its collection does, or too soon for a model that is not warm yet.
    await ask(stack, fresh());
    if (!isWell) return;
    await until("the collection", async () => {
      if (stack.envoyLog().includes(`collection c_${number} has been made`)) return true;
      await ask(stack, fresh());
      return false;
    });
  }

  async function teach(question: string): Promise<string> {
    const answer = await ask(stack, question);
    const { key, cache } = answer;
    assert.equal(cache, "miss");
    await inRedis(stack, answer);
    await until(`document ${key}`, () =>
      stack.dashvector.documents(`c_${number}`).some(({ id }) => id === key),
    );
    return key;
  }

  test(`${name}: the same question in other words is a hit, at all-MiniLM's distance`, async () => {
    const key = await teach("What is the capital of France?");
    const again = await ask(stack, "Tell me the capital city of France");
    assert.deepEqual([again.cache, again.key], ["semantic-hit", key]);
    const seen = Number(again.header("x-ai-cache-distance"));
    assert.ok(Math.abs(seen - 0.0772) < 0.0005, `${seen}`);
    assert.equal((await ask(stack, "What is the capital of Germany?")).cache, "miss");
  });

  test(`${name}: a question is embedded once for its look-up and its store`, async () => {
    const before = service.requestCount;
    await teach("Explain quantum computing in simple terms");
    assert.equal(service.requestCount, before + 1);
  });

  test(`${name}: any text is embedded as it is`, async () => {
    const question = `${fresh()} say "no" \\ 'über' 中文 😀 \u0001 {"x": 1} \${y} %s`;
    await teach(question);
    const { textOf = (body: string) => body } = what;
    const sent = JSON.stringify(JSON.parse(textOf(service.requests.at(-1)!.body)));
    assert.ok(sent.includes(JSON.stringify(question)), sent);
  });

  test(`${name}: a question longer than the model takes is looked up exactly only`, async () => {
    const before = service.requestCount;
    const question = `${"x ".repeat(Math.ceil(what.longest / 2))}y`;
    const labels = { reason: "too_long" };
    const asked = () => ask(stack, question);
    const answer = await moved(stack, "ai_cache_neighbours_refused_total", labels, asked);
    assert.equal(answer.cache, "miss");
    await inRedis(stack, answer);
    assert.equal((await asked()).cache, "hit");
    assert.equal(service.requestCount, before);
  });

  for (const [fault, how, words] of FAULTS) {
    test(`${name}: ${fault} lets the request go on`, async () => {
      service.fault = () => how;
      const started = Date.now();
      const answer = await ask(stack, fresh());
      assert.deepEqual([answer.got.status, answer.cache], [200, "error"], answer.status);
      assert.ok(Date.now() - started < SLOW_MS - 500, "it did not wait for the service");
      if (fault !== FAULTS[0]![0]) return;
      // A fault of the same upstream is told once in 10 s: the first of these is the one to be seen.
      const told = async () => stack.envoyLog().includes(words) || (await ask(stack, fresh()), false);
      await until(words, told, 15_000);
    });
  }

  test(`${name}: 429 is obeyed, for as long as it says`, async () => {
    service.fault = () => ({ status: 429, body: "{}", headers: { "retry-after": "2" } });
    assert.equal((await ask(stack, fresh())).cache, "error");
    const until = Date.now() + 1000;
    service.fault = null;
    const before = service.requestCount;
    const labels = { reason: "rate_limited" };
    const refused = await moved(stack, "ai_cache_neighbours_refused_total", labels, () =>
      ask(stack, fresh()),
    );
    if (Date.now() < until) assert.deepEqual([refused.cache, service.requestCount], ["error", before]);
    await setTimeout(2000);
    assert.equal((await ask(stack, fresh())).cache, "miss");
    assert.equal(service.requestCount, before + 1);
  });

  test(`${name}: a wrong model and a wrong dimension are told`, async () => {
    if (what.noModel !== undefined) {
      await use({ model: "no-such-model" }, false);
      await until("the line", () => stack.envoyLog().includes(`embedding: ${what.noModel}`));
    }
    await use({ [what.dimensionField ?? "dimension"]: 7 }, false);
    await until("the line", () =>
      /embedding: (HTTP status 4(00|22)|.* of the configured dimension|no .* \(40004\))/.test(
        stack.envoyLog(),
      ),
    );
  });

  test(`${name}: documents say which model and how many numbers`, async () => {
    await use({});
    const key = await teach(fresh());
    const document = stack.dashvector.documents(`c_${number}`).find(({ id }) => id === key)!;
    assert.equal(document.vector.length, what.dimension);
  });
}
