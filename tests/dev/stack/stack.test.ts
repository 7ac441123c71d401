import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { Stack } from "../../../dev/stack/stack.ts";
import { eventually, isRunning } from "./processes.ts";

let stack: Stack;
before(async () => {
  stack = await Stack.start();
});
after(() => stack.close());

function ask(url: string, content: string): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "m", messages: [{ role: "user", content }] }),
  });
}

test("the gateway leads to the LLM, and Envoy's log tells of it", async () => {
  const before = stack.llm.requestCount;
  const reply = await ask(stack.url, "Does the gateway lead anywhere?");
  assert.equal(reply.status, 200);
  await reply.text();
  assert.equal(stack.llm.requestCount, before + 1);
  assert.ok(await eventually(() => stack.envoyLog().includes("POST /v1/chat/completions 200")));
});

test("labels in the names of the module's metrics become labels", async () => {
  await (await ask(stack.url, "Is this counted?")).text();
  assert.ok(
    await eventually(async () => /^ai_cache_requests_total\{.*outcome="miss"/m.test(await stack.stats())),
  );
});

test("two stacks run side by side and know nothing of each other", async () => {
  const other = await Stack.start({ wasm: null });
  try {
    await (await ask(other.url, "Who is next door?")).text();
    assert.equal(other.llm.requestCount, 1);
    await other.redis.client.set("mine", "1");
    assert.equal(await stack.redis.client.get("mine"), null);
  } finally {
    await other.close();
  }
});

test("a closed stack leaves no process and no file", async () => {
  const brief = await Stack.start({ wasm: null });
  const pids = [brief.envoy.pid!, brief.redis.pid!];
  assert.deepEqual(pids.map(isRunning), [true, true]);
  await brief.close();
  assert.deepEqual(pids.map(isRunning), [false, false]);
  assert.equal(existsSync(brief.dir), false);
});

test("a stack that cannot start says why", async () => {
  const wasm = "/nowhere/ai-cache.wasm";
  await assert.rejects(Stack.start({ wasm }), /Invalid path: \/nowhere\/ai-cache\.wasm/);
});

test("Redis can be stopped and started again", async () => {
  await stack.redis.client.set("kept", "no");
  await stack.redis.stop();
  await stack.redis.start();
  assert.equal(await stack.redis.client.get("kept"), null);
});

test("a new configuration is taken while the gateway runs, a wrong one is refused", async () => {
  const { port } = stack.envoy;
  const taken = await stack.reload((config) => ({ ...config, lookupTimeout: 900 }));
  assert.equal(taken.accepted, true);
  assert.equal(stack.envoy.port, port);
  const refused = await stack.reload(() => "{ not JSON");
  assert.equal(refused.accepted, false);
  assert.notEqual(refused.log, "");
  await stack.drained();
  assert.equal((await ask(stack.url, "Still there?")).status, 200);
});

test(
  "Webdis takes the bridge's place",
  { skip: Stack.hasWebdis() ? false : "webdis is not installed" },
  async () => {
    const webdis = await Stack.start({ wasm: null, redis: "webdis" });
    try {
      const reply = await fetch(`http://127.0.0.1:${webdis.webdis.port}/SET/through/webdis`);
      assert.equal(reply.status, 200);
      assert.equal(await webdis.redis.client.get("through"), "webdis");
    } finally {
      await webdis.close();
    }
  },
);
