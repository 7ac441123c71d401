import assert from "node:assert/strict";
import http from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Llm } from "../../../dev/standins/llm.ts";

const llm = new Llm({ thinkingMs: 0, tokenMs: 0 });
before(() => llm.start());
after(() => llm.close());
beforeEach(() => llm.reset());

const ask = (more: object = {}) => ({ model: "gpt-x", messages: [{ role: "user", content: "hi" }], ...more });

function post(body: unknown, headers: Record<string, string> = {}, path = "/v1/chat/completions") {
  return fetch(llm.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "identity", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Over node:http, which shows trailers and leaves content encoding alone. */
function rawPost(
  body: unknown,
  headers: Record<string, string>,
): Promise<{ message: http.IncomingMessage; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${llm.origin}/v1/chat/completions`,
      { method: "POST", headers },
      (message) => {
        const chunks: Buffer[] = [];
        message.on("data", (chunk: Buffer) => chunks.push(chunk));
        message.on("end", () => resolve({ message, bytes: Buffer.concat(chunks) }));
        message.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(JSON.stringify(body));
  });
}

test("each answer names question and model and has a number of its own", async () => {
  const texts = [];
  for (let i = 0; i < 2; i++)
    texts.push(((await (await post(ask())).json()) as any).choices[0].message.content);
  const first = llm.completions - 1;
  assert.match(texts[0], new RegExp(`^Answer ${first} of model gpt-x to «hi»: \\w`));
  assert.equal(texts[1], texts[0].replace(`Answer ${first} `, `Answer ${first + 1} `));
});

test("the compatible-mode path answers too, and what is unknown is a JSON 404", async () => {
  assert.equal((await post(ask(), {}, "/compatible-mode/v1/chat/completions")).status, 200);
  const lost = await post(ask(), {}, "/v1/other");
  assert.deepEqual([lost.status, ((await lost.json()) as any).error.code], [404, "unknown_url"]);
});

test("bad requests are refused as OpenAI does", async () => {
  for (const body of ["{", "null", {}, ask({ messages: [] }), ask({ n: 0 })]) {
    const response = await post(body);
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.equal(((await response.json()) as any).error.type, "invalid_request_error");
  }
});

test("JSON is compressed only when gzip is offered", async () => {
  const packed = await rawPost(ask(), { "accept-encoding": "gzip, br" });
  assert.equal(packed.message.headers["content-encoding"], "gzip");
  assert.match(gunzipSync(packed.bytes).toString(), /Answer/);
  const plain = await rawPost(ask(), {});
  assert.equal(plain.message.headers["content-encoding"], undefined);
});

test("thinking and token times are real", async () => {
  llm.script = () => ({ content: "one two three four", thinkingMs: 60, tokenMs: 20 });
  let start = performance.now();
  await (await post(ask())).text();
  assert.ok(performance.now() - start >= 135);
  start = performance.now();
  const response = await post(ask({ stream: true }));
  const head = performance.now() - start;
  await response.text();
  assert.ok(head >= 55 && performance.now() - start >= 150);
});

test("a script sets content and finish reason", async () => {
  llm.script = (chat) => (chat.model === "gpt-x" ? { content: "scripted", finishReason: "length" } : null);
  const { choices } = (await (await post(ask())).json()) as any;
  assert.deepEqual([choices[0].message.content, choices[0].finish_reason], ["scripted", "length"]);
  assert.match(await (await post(ask({ model: "other" }))).text(), /Answer/);
});

test("a script sends raw status, headers, bytes and timed pieces", async () => {
  llm.script = () => ({ raw: { status: 503, headers: { "x-a": "b" }, body: "busy" } });
  const busy = await post(ask());
  assert.deepEqual([busy.status, busy.headers.get("x-a"), await busy.text()], [503, "b", "busy"]);
  const body = [{ bytes: "data: a\r" }, { bytes: Uint8Array.from([10, 0xe4]), delayMs: 40 }];
  llm.script = () => ({ raw: { headers: { "content-type": "text/event-stream" }, body } });
  const reader = (await post(ask({ stream: true }))).body!.getReader();
  assert.equal(Buffer.from((await reader.read()).value!).toString(), "data: a\r");
  assert.deepEqual([...(await reader.read()).value!], [10, 0xe4]);
  assert.equal((await reader.read()).done, true);
});

test("a stream can end without [DONE], cleanly or cut", async () => {
  llm.script = () => ({ ending: "no-done" });
  const clean = await (await post(ask({ stream: true }))).text();
  assert.ok(clean.includes('"finish_reason":"stop"') && !clean.includes("[DONE]"));
  llm.script = () => ({ ending: "cut" });
  await assert.rejects(async () => (await post(ask({ stream: true }))).text());
});

test("an error event can come in the middle", async () => {
  llm.script = () => ({ content: "one two three", errorAtChunk: 2 });
  const text = await (await post(ask({ stream: true }))).text();
  const events = text.trim().split("\n\n");
  assert.equal(events.length, 3);
  assert.match(events[2]!, /^data: \{"error":/);
});

test("an answer can end in trailers", async () => {
  llm.script = () => ({ trailers: { "x-checksum": "1" } });
  for (const stream of [true, false]) {
    const { message } = await rawPost(ask({ stream }), {});
    assert.equal(message.trailers["x-checksum"], "1");
  }
});

test("a client that leaves in the middle is noticed", async () => {
  llm.script = () => ({ content: "one two three four five six seven", tokenMs: 30 });
  const leaving = new AbortController();
  const response = await fetch(`${llm.origin}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify(ask({ stream: true })),
    signal: leaving.signal,
  });
  await response.body!.getReader().read();
  leaving.abort();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(llm.requests[0]?.abandoned, true);
});

test("an LLM nobody called never saw a connection", async () => {
  const unseen = await new Llm().start();
  assert.deepEqual([unseen.connectionCount, unseen.requestCount], [0, 0]);
  await unseen.close();
});
