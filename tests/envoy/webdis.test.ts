import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { PluginConfig } from "../../dev/stack/plugin-config.ts";
import { Stack } from "../../dev/stack/stack.ts";
import { STANDIN_KEY } from "../../dev/stack/wiring.ts";
import { ask } from "./support/chat.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { needsWebdis, startStack } from "./support/stack.ts";
import { documentOf, entryKey, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const NASTY = `${String.fromCharCode(...Array.from({ length: 0x20 }, (_, i) => i))} "\\" %s \u2028 你好 👋 \r\n$5\r\n`;

describe("Redis behind Webdis", needsWebdis(), () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({ redis: "webdis" });
  });
  after(() => stack?.close());

  for (const first of [false, true]) {
    test(`miss, then hits, first asked ${first ? "for a stream" : "as JSON"}`, async () => {
      const question = fresh();
      stack.llm.script = () => ({ content: NASTY });
      await teach(stack, question, { body: { stream: first } });
      stack.llm.script = null;
      for (const stream of [false, true]) {
        const again = await ask(stack, question, { body: { stream } });
        assert.deepEqual([again.cache, again.text()], ["hit", NASTY]);
      }
    });
  }

  test("a semantic hit", async () => {
    const [question, inOtherWords] = [fresh(), fresh()];
    near(stack, inOtherWords, question, 0.05);
    const { key } = await teach(stack, question);
    const again = await ask(stack, inOtherWords);
    assert.deepEqual([again.cache, again.key], ["semantic-hit", key]);
  });

  test("the life of an entry is known to Redis", async () => {
    const { key } = await teach(stack, fresh(), { headers: { "x-ai-cache-ttl": "100" } });
    const left = await stack.redis.client.ttl(entryKey(key));
    assert.ok(left > 90 && left <= 100, `${left} s`);
  });

  test("an entry of half a megabyte", async () => {
    const question = fresh();
    const content = "0123456789abcde ".repeat(32_768);
    stack.llm.script = () => ({ content });
    await teach(stack, question);
    stack.llm.script = null;
    assert.equal((await ask(stack, question)).text(), content);
  });

  test("an entry deleted by hand is a miss, and its vector goes", async () => {
    const [question, inOtherWords] = [fresh(), fresh()];
    near(stack, inOtherWords, question, 0.05);
    const { key } = await teach(stack, question);
    await stack.redis.client.del(entryKey(key));
    assert.equal((await ask(stack, inOtherWords)).cache, "miss");
    await until("the removal", () => !documentOf(stack, key));
  });

  test("a real Redis that stops is missed, and used again when it is back", async () => {
    await stack.redis.stop();
    const question = fresh();
    const answer = await ask(stack, question);
    assert.deepEqual([answer.got.status, answer.status], [200, "ai-cache; fwd=miss; detail=redis"]);
    await stack.redis.start();
    await until("a hit", async () => (await ask(stack, question)).cache === "hit");
  });
});

describe("the original form of the configuration", needsWebdis(), () => {
  const COLLECTION = "original";
  let stack: Stack;
  before(async () => {
    stack = await startStack({ redis: "webdis", config: original });
    // Its embedding model has vectors of this length.
    await fetch(`${stack.dashvector.origin}/v1/collections`, {
      method: "POST",
      headers: { "content-type": "application/json", "dashvector-auth-token": STANDIN_KEY },
      body: JSON.stringify({ name: COLLECTION, dimension: 1536 }),
    });
  });
  after(() => stack?.close());

  /** The services are named as the clusters are. */
  function original({ vector }: PluginConfig): object {
    return {
      Dash: {
        dashScopeKey: STANDIN_KEY,
        dashScopeServiceName: "dashscope",
        dashVectorCollection: COLLECTION,
        dashVectorEnd: vector.serviceHost,
        dashVectorKey: STANDIN_KEY,
        dashVectorServiceName: "dashvector",
        sessionID: "session-7",
      },
      redis: { serviceName: "redis", servicePort: 7379, timeout: 2000 },
    };
  }

  test("miss, hit and semantic hit", async () => {
    const [question, inOtherWords] = [fresh(), fresh()];
    near(stack, inOtherWords, question, 0.05);
    const first = await ask(stack, question);
    assert.equal(first.cache, "miss");
    const found = await until("the entry", async () => {
      const keys = await stack.redis.client.keys("*");
      return keys.find((key) => key.endsWith(first.key));
    });
    assert.equal(found, `ai-cache:session-7:${first.key}`);
    await until("the document", () => stack.dashvector.documents(COLLECTION).length === 1);
    for (const stream of [false, true]) {
      const hit = await ask(stack, question, { body: { stream } });
      assert.deepEqual([hit.cache, hit.text()], ["hit", first.text()]);
      const semantic = await ask(stack, inOtherWords, { body: { stream } });
      assert.deepEqual(
        [semantic.cache, semantic.key, semantic.text()],
        ["semantic-hit", first.key, first.text()],
      );
    }
  });

  test("the hosts are DashScope's own and dashVectorEnd", () => {
    const hosts = (requests: readonly { headers: { host?: string } }[]) => [
      ...new Set(requests.map((it) => it.headers.host)),
    ];
    assert.deepEqual(hosts(stack.dashscope.requests), ["dashscope.aliyuncs.com"]);
    assert.deepEqual(hosts(stack.dashvector.requests.slice(1)), [`127.0.0.1:${stack.dashvector.port}`]);
  });

  test("no expiry unless asked for", async () => {
    const question = fresh();
    const { key } = await ask(stack, question);
    const hit = await until("a hit", async () => {
      const answer = await ask(stack, question);
      return answer.cache === "hit" ? answer : null;
    });
    assert.equal(hit.status, "ai-cache; hit; detail=local");
    const entry = `ai-cache:session-7:${key}`;
    await until("the entry, for good", async () => (await stack.redis.client.ttl(entry)) === -1);
  });
});
