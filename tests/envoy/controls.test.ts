import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { type Answer, ask } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { entryKey, entryOf, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const TTL = 86_400;

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack?.close());

/** The seconds that `cache-status` gives the answer. */
function ttlOf(answer: Answer): number {
  return Number(/; ttl=(-?\d+)/.exec(answer.status ?? "")?.[1] ?? NaN);
}

test("x-ai-cache-ttl shortens the life of the entry, in Redis too, and never lengthens it", async () => {
  const [short, long] = [fresh(), fresh()];
  const brief = await teach(stack, short, { headers: { "x-ai-cache-ttl": "100" } });
  const left = await stack.redis.client.ttl(entryKey(brief.key));
  assert.ok(left > 90 && left <= 100, `${left} s in Redis`);
  const hit = ttlOf(await ask(stack, short));
  assert.ok(hit > 90 && hit <= 100, `ttl=${hit}`);
  await teach(stack, long, { headers: { "x-ai-cache-ttl": "99999999" } });
  assert.ok(ttlOf(await ask(stack, long)) <= TTL);
});

test("an entry that has lived its life is a miss", async () => {
  const question = fresh();
  const { key } = await teach(stack, question, { headers: { "x-ai-cache-ttl": "1" } });
  await until("its end in Redis", async () => (await entryOf(stack, key)) === null);
  assert.equal((await ask(stack, question)).cache, "miss");
});

for (const [headers, cache] of [
  [{ "x-higress-skip-ai-cache": "on" }, "bypass"],
  [{ "cache-control": "no-store" }, "bypass"],
  [{ "cache-control": "no-cache" }, "refresh"],
  [{ "cache-control": "max-age=60, no-transform" }, "hit"],
  [{ "x-ai-cache": "BYPASS" }, "bypass"],
  [{ "x-ai-cache": "nonsense" }, "hit"],
  [{ "x-higress-skip-ai-cache": "off" }, "hit"],
] as const) {
  test(`${JSON.stringify(headers)} on a question just stored makes a ${cache}`, async () => {
    const question = fresh();
    await teach(stack, question);
    assert.equal((await ask(stack, question, { headers })).cache, cache);
  });
}

test("max-age refuses an older entry", async () => {
  const question = fresh();
  const { key } = await teach(stack, question);
  const entry = await entryOf(stack, key);
  await stack.redis.client.set(entryKey(key), JSON.stringify({ ...entry, created: entry!.created - 100 }));
  const asked = async (age: number) =>
    (await ask(stack, question, { headers: { "cache-control": `max-age=${age}` } })).cache;
  assert.equal(await asked(200), "hit");
  assert.notEqual(await asked(50), "hit");
});

test("headers that a configuration does not allow have no effect", async (t) => {
  t.after(() => stack.reload((config) => config));
  const question = fresh();
  await teach(stack, question);
  const controls = { bypass: false, refresh: false, onlyIfCached: false, ttl: false };
  await stack.reload((config) => ({ ...config, controls, honorCacheControl: false }));
  for (const headers of [
    { "x-ai-cache": "bypass" },
    { "x-ai-cache": "refresh" },
    { "x-higress-skip-ai-cache": "on" },
    { "cache-control": "no-store" },
  ]) {
    assert.equal((await ask(stack, question, { headers })).cache, "hit", JSON.stringify(headers));
  }
  assert.equal((await ask(stack, fresh(), { headers: { "x-ai-cache": "only-if-cached" } })).cache, "miss");
});
