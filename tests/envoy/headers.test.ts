import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { DONE, spoken, stream } from "./support/answers.ts";
import { type Answer, ask } from "./support/chat.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

const TTL = 86_400;

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack?.close());

/** Every header of the cache's own. */
function said(answer: Answer): Record<string, string> {
  const names = ["x-ai-cache", "cache-status", "x-ai-cache-key", "age", "x-ai-cache-distance"];
  const found = names.map((name) => [name, answer.header(name)]).filter(([, value]) => value !== undefined);
  return Object.fromEntries(found) as Record<string, string>;
}

/** The seconds that `cache-status` gives the answer. */
function ttlOf(answer: Answer): number {
  return Number(/; ttl=(-?\d+)/.exec(answer.status ?? "")?.[1] ?? NaN);
}

for (const stream of [false, true]) {
  const body = { stream };
  const form = stream ? "a stream" : "JSON";

  test(`a miss names the status and the key to come (${form})`, async () => {
    const answer = await ask(stack, fresh(), { body });
    assert.deepEqual(said(answer), {
      "x-ai-cache": "miss",
      "cache-status": "ai-cache; fwd=uri-miss; fwd-status=200",
      "x-ai-cache-key": answer.key,
    });
    assert.match(answer.key, /^[0-9a-f]{64}$/);
    await stored(stack, answer);
  });

  test(`a hit tells its age, what is left of its life and its key (${form})`, async () => {
    const question = fresh();
    const { key } = await teach(stack, question, { body });
    const answer = await ask(stack, question, { body });
    const left = ttlOf(answer);
    assert.deepEqual(said(answer), {
      "x-ai-cache": "hit",
      "cache-status": `ai-cache; hit; ttl=${left}; detail=exact`,
      "x-ai-cache-key": key,
      age: String(TTL - left),
    });
    assert.ok(left > TTL - 10 && left <= TTL, `ttl=${left}`);
    assert.match(answer.header("content-type") ?? "", stream ? /^text\/event-stream/ : /^application\/json/);
  });

  test(`a semantic hit tells the distance and the key of the entry served (${form})`, async () => {
    const [question, inOtherWords] = [fresh(), fresh()];
    near(stack, inOtherWords, question, 0.0421);
    const { key } = await teach(stack, question, { body });
    const answer = await ask(stack, inOtherWords, { body });
    const left = ttlOf(answer);
    assert.deepEqual(said(answer), {
      "x-ai-cache": "semantic-hit",
      "cache-status": `ai-cache; hit; ttl=${left}; detail=semantic`,
      "x-ai-cache-key": key,
      "x-ai-cache-distance": "0.0421",
      age: String(TTL - left),
    });
  });

  test(`a refresh says so, and its answer takes the old one's place (${form})`, async () => {
    const question = fresh();
    const first = await teach(stack, question, { body });
    const answer = await ask(stack, question, { body, headers: { "x-ai-cache": "refresh" } });
    assert.deepEqual(said(answer), {
      "x-ai-cache": "refresh",
      "cache-status": "ai-cache; fwd=request; detail=refresh",
      "x-ai-cache-key": first.key,
    });
    assert.notEqual(answer.text(), first.text());
    await until(
      "the new answer",
      async () => (await ask(stack, question, { body })).text() === answer.text(),
    );
  });

  test(`a bypass gives its reason, and stores nothing (${form})`, async () => {
    const question = fresh();
    const first = await teach(stack, question, { body });
    const answer = await ask(stack, question, { body, headers: { "x-ai-cache": "bypass" } });
    assert.equal(answer.cache, "bypass");
    assert.match(answer.status ?? "", /^ai-cache; fwd=bypass; detail=\w+$/);
    assert.deepEqual(Object.keys(said(answer)), ["x-ai-cache", "cache-status"]);
    assert.notEqual(answer.text(), first.text());
    assert.equal((await ask(stack, question, { body })).text(), first.text());
  });

  test(`only-if-cached gets the entry, or 504 and no word to the LLM (${form})`, async () => {
    const question = fresh();
    const headers = { "x-ai-cache": "only-if-cached" };
    const before = stack.llm.requestCount;
    const none = await ask(stack, question, { body, headers });
    assert.equal(none.got.status, 504);
    assert.deepEqual(said(none), { "x-ai-cache": "miss", "cache-status": "ai-cache; detail=only-if-cached" });
    assert.equal(stack.llm.requestCount, before);
    await teach(stack, question, { body });
    const found = await ask(stack, question, { body, headers });
    assert.deepEqual([found.got.status, found.cache], [200, "hit"]);
  });

  test(`an error names the step that failed (${form})`, async (t) => {
    t.after(() => (stack.dashvector.fault = null));
    stack.dashvector.fault = () => ({ status: 500 });
    const answer = await ask(stack, fresh(), { body });
    assert.equal(answer.got.status, 200);
    assert.deepEqual(said(answer), {
      "x-ai-cache": "error",
      "cache-status": "ai-cache; fwd=miss; detail=vector",
    });
  });
}

test("a hit has no header of the first answer, and its length is its own", async () => {
  const question = fresh();
  // Without a length it comes in chunks, of which Envoy tells.
  const own = { "set-cookie": "a=1", "x-request-id": "7", "cache-control": "private", "x-llm": "b" };
  const script = stream([...spoken("One ", "two."), DONE]);
  stack.llm.script = () => ({ raw: { ...script.raw, headers: { ...script.raw.headers, ...own } } });
  const first = await teach(stack, question, { body: { stream: true } });
  stack.llm.script = null;
  assert.deepEqual([first.header("transfer-encoding"), first.header("x-llm")], ["chunked", "b"]);
  for (const streamed of [true, false]) {
    const hit = await ask(stack, question, { body: { stream: streamed } });
    assert.deepEqual([hit.cache, hit.text()], ["hit", "One two."]);
    for (const name of ["transfer-encoding", "set-cookie", "x-request-id", "x-llm"])
      assert.equal(hit.header(name), undefined, name);
    assert.notEqual(hit.header("cache-control"), own["cache-control"]);
    assert.equal(hit.header("content-length"), String(hit.got.bytes.length));
  }
});

test("a miss tells the status that the LLM gave", async () => {
  stack.llm.script = () => ({
    raw: { status: 429, headers: { "content-type": "application/json" }, body: "{}" },
  });
  const answer = await ask(stack, fresh());
  stack.llm.script = null;
  assert.equal(answer.got.status, 429);
  assert.equal(answer.status, "ai-cache; fwd=uri-miss; fwd-status=429");
});

test("the age grows by the second, and what is left shrinks with it", async () => {
  const question = fresh();
  await teach(stack, question);
  const aged = await until("an age", async () => {
    const answer = await ask(stack, question);
    return Number(answer.header("age")) >= 1 ? answer : null;
  });
  assert.equal(ttlOf(aged), TTL - Number(aged.header("age")));
});
