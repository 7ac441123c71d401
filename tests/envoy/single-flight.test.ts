import assert from "node:assert/strict";
import { type ClientHttp2Session, connect } from "node:http2";
import { setTimeout as sleep } from "node:timers/promises";
import { after, afterEach, before, test } from "node:test";
import type { PluginConfig } from "../../dev/stack/plugin-config.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { type Answer, ask, chat } from "./support/chat.ts";
import { metrics } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { entryKey, stored, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

/** How long the LLM takes, milliseconds: long enough for a crowd to gather. */
const THINKING_MS = 700;
const CROWD = 50;
const COLLAPSED = "ai-cache; hit; collapsed; detail=exact";
const TTL = 600;

/** On a busy machine no look-up is to be late. */
function patient(config: PluginConfig): object {
  return { ...config, cache: { ...config.cache, cacheTTL: TTL }, lookupTimeout: 5_000, staleTTL: TTL };
}

let stack: Stack;
let session: ClientHttp2Session;
before(async () => {
  stack = await startStack({
    llm: { thinkingMs: THINKING_MS, tokenMs: 0 },
    drainSeconds: 3,
    config: patient,
  });
  session = connect(stack.url);
});
after(async () => {
  session?.close();
  await stack?.close();
});
afterEach(() => {
  stack.llm.script = null;
});

function crowd(question: string, count: number, body: Record<string, unknown> = {}): Promise<Answer>[] {
  return Array.from({ length: count }, () => ask(stack, question, { body }));
}

/** How many of `answers` the cache gave for which reason. */
function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { cache, status } of answers) {
    const what = status === COLLAPSED ? "collapsed" : String(cache);
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

/** The sum of a counter over its labels. */
async function waits(result: string): Promise<number> {
  return (await metrics(stack)).sum("ai_cache_waits_total", { result });
}

/** A request over HTTP/2, all on one connection. */
function post(question: string): Promise<{ status: string; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      ":method": "POST",
      ":path": "/v1/chat/completions",
      "content-type": "application/json",
    };
    const stream = session.request(headers);
    let [status, text] = ["", ""];
    stream.on("response", (head) => (status = String(head["cache-status"])));
    stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    stream.on("end", () => resolve({ status, text }));
    stream.on("error", reject);
    stream.end(JSON.stringify(chat(question)));
  });
}

test("a crowd asks one question at once: the LLM is asked once, and everybody has its answer", async () => {
  const question = fresh();
  const { requestCount } = stack.llm;
  const embeddings = stack.dashscope.requestCount;
  const answers = await Promise.all(crowd(question, CROWD));
  assert.equal(stack.llm.requestCount - requestCount, 1);
  assert.equal(stack.dashscope.requestCount - embeddings, 1);
  assert.deepEqual(tally(answers), { miss: 1, collapsed: CROWD - 1 });
  const text = answers[0]!.text();
  assert.ok(text.includes(question));
  for (const answer of answers) assert.deepEqual([answer.got.status, answer.text()], [200, text]);
  await stored(stack, answers[0]!);
  assert.equal((await ask(stack, question)).cache, "hit");
});

test("a crowd on one HTTP/2 connection does, too", async () => {
  const question = fresh();
  const { requestCount } = stack.llm;
  const answers = await Promise.all(Array.from({ length: CROWD }, () => post(question)));
  assert.equal(stack.llm.requestCount - requestCount, 1);
  assert.equal(answers.filter(({ status }) => status === COLLAPSED).length, CROWD - 1);
  const [first] = answers;
  for (const { text } of answers) assert.equal(text, first!.text);
});

test("streams do not wait, and JSON waits for a stream's answer", async () => {
  const question = fresh();
  const { requestCount } = stack.llm;
  const streams = crowd(question, 3, { stream: true });
  await until("the streams", () => stack.llm.requestCount === requestCount + 3);
  const [plain] = await Promise.all(crowd(question, 1));
  const answers = await Promise.all(streams);
  assert.deepEqual(tally([...answers, plain!]), { miss: 3, collapsed: 1 });
  assert.ok(answers.some((answer) => answer.text() === plain!.text()));
  assert.equal(stack.llm.requestCount, requestCount + 3);
});

test("the LLM fails: it is asked by one at a time, and the last ones have the answer", async () => {
  const question = fresh();
  const { requestCount } = stack.llm;
  const failures = 3;
  let [now, most, asked] = [0, 0, 0];
  stack.llm.script = () => {
    most = Math.max(most, ++now);
    setTimeout(() => now--, 150);
    const isCutOff = ++asked <= failures;
    return {
      content: isCutOff ? "At" : "At last.",
      finishReason: isCutOff ? "length" : "stop",
      thinkingMs: 200,
    };
  };
  const answers = await Promise.all(crowd(question, 20));
  assert.equal(stack.llm.requestCount - requestCount, failures + 1);
  assert.equal(most, 1, "one at a time");
  assert.deepEqual(tally(answers), { miss: failures + 1, collapsed: 20 - failures - 1 });
  assert.equal(answers.filter((answer) => answer.text() === "At last.").length, 20 - failures);
});

test("the first client leaves: another one asks in its place", async () => {
  const question = fresh();
  const { requestCount } = stack.llm;
  const leaving = new AbortController();
  const first = ask(stack, question, { signal: leaving.signal }).catch(() => "gone");
  await until("the LLM", () => stack.llm.requestCount === requestCount + 1);
  const others = crowd(question, 10);
  const left = new AbortController();
  const impatient = ask(stack, question, { signal: left.signal }).catch(() => "gone");
  await sleep(200);
  left.abort();
  leaving.abort();
  assert.deepEqual([await first, await impatient], ["gone", "gone"]);
  assert.deepEqual(tally(await Promise.all(others)), { miss: 1, collapsed: 9 });
  assert.equal(stack.llm.requestCount - requestCount, 2);
});

test("a configuration is replaced while a crowd waits: it has its answer", async () => {
  const question = fresh();
  stack.llm.script = () => ({ thinkingMs: 1_500 });
  const { requestCount } = stack.llm;
  const answers = crowd(question, 10);
  await until("the LLM", () => stack.llm.requestCount === requestCount + 1);
  const { accepted, log } = await stack.reload((config) => ({ ...patient(config), maxEntryBytes: 999_999 }));
  assert.ok(accepted, log);
  assert.deepEqual(tally(await Promise.all(answers)), { miss: 1, collapsed: 9 });
  await stack.drained();
});

test("who has waited long enough asks by itself", async () => {
  const { accepted, log } = await stack.reload((config) => ({
    ...patient(config),
    singleFlightTimeout: 300,
  }));
  assert.ok(accepted, log);
  const question = fresh();
  const { requestCount } = stack.llm;
  const before = await waits("timeout");
  const [first, second] = await Promise.all(crowd(question, 2));
  assert.deepEqual(tally([first!, second!]), { miss: 2 });
  assert.equal(stack.llm.requestCount - requestCount, 2);
  assert.equal(await waits("timeout"), before + 1);
});

test("an answer that has expired is served at once while one request has it renewed", async () => {
  const question = fresh();
  const first = await teach(stack, question);
  const key = entryKey(first.key);
  const life = await stack.redis.client.ttl(key);
  assert.ok(life > TTL && life <= 2 * TTL, `${life} s`);
  const record = JSON.parse((await stack.redis.client.get(key))!) as { created: number; expires: number };
  record.created -= TTL + 60;
  record.expires -= TTL + 60;
  await stack.redis.client.set(key, JSON.stringify(record));
  const { requestCount } = stack.llm;
  const renewal = ask(stack, question);
  await until("the LLM", () => stack.llm.requestCount === requestCount + 1);
  const answers = await Promise.all(crowd(question, 10));
  assert.deepEqual(tally(answers), { stale: 10 });
  for (const answer of answers) {
    assert.match(answer.status!, /^ai-cache; hit; ttl=-\d+; detail=stale$/);
    assert.equal(answer.text(), first.text());
    assert.ok(answer.got.ms < THINKING_MS, `after ${answer.got.ms} ms`);
  }
  const renewed = await renewal;
  assert.deepEqual([renewed.cache, renewed.status], ["miss", "ai-cache; fwd=stale; fwd-status=200"]);
  assert.equal(stack.llm.requestCount, requestCount + 1);
  await until("the new answer", async () => (await ask(stack, question)).text() === renewed.text());
});
