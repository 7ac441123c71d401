import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { after, afterEach, before, test } from "node:test";
import type { RawAnswer } from "../../dev/standins/llm/answer.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { completion, cut, DONE, spoken, whole } from "./support/answers.ts";
import { ask, chat } from "./support/chat.ts";
import { open, send } from "./support/http.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored, teach, whereabouts } from "./support/stored.ts";
import { allowTrailers } from "./support/trailers.ts";

let stack: Stack;
before(async () => {
  stack = await startStack({ patch: allowTrailers });
});
after(() => stack?.close());
afterEach(() => (stack.llm.script = null));

const TEXT = "Grüße, 你好 👋 fine.";
const SAID = spoken("Grüße, ", "你好 ", "👋", " fine.");
const TRAILERS = { "x-checksum": "abc" };

for (const [what, script] of [
  ["an ordinary answer", whole(completion(TEXT))],
  [
    "white space between its tokens",
    {
      raw: {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(completion(TEXT), null, "\t"),
      },
    },
  ],
  [
    "a content type with a charset",
    whole(completion(TEXT), { headers: { "content-type": "application/json; charset=utf-8" } }),
  ],
  ["trailers", whole(completion(TEXT), { trailers: TRAILERS })],
  [
    "pieces of seven bytes",
    {
      raw: {
        headers: { "content-type": "application/json" },
        body: cut(JSON.stringify(completion(TEXT)), 7).map((bytes) => ({ bytes, delayMs: 1 })),
      },
    },
  ],
  ["fields nobody knows", whole({ ...completion(TEXT), x_extra: { a: [1, null, "\u0000"] } })],
  ["empty tool calls", whole(completion(TEXT, "stop", { tool_calls: [], refusal: null }))],
] as [string, RawAnswer][]) {
  test(`stored from JSON: ${what}`, async () => {
    const question = fresh();
    stack.llm.script = () => script;
    const first = await teach(stack, question);
    stack.llm.script = null;
    const again = await ask(stack, question);
    assert.equal(again.cache, "hit");
    assert.deepEqual(JSON.parse(again.got.body), JSON.parse(first.got.body));
    assert.equal((await ask(stack, question, { body: { stream: true } })).text(), TEXT);
  });
}

test("stored: a stream whose client closes right after [DONE]", async () => {
  const question = fresh();
  // The LLM goes on after [DONE]: the client does not wait for the end.
  const body = [...SAID, DONE]
    .map((bytes) => ({ bytes }))
    .concat({ bytes: ": late\n\n", delayMs: 60_000 } as never);
  stack.llm.script = () => ({ raw: { headers: { "content-type": "text/event-stream" }, body } });
  const leaving = new AbortController();
  const response = await open(stack.url, {
    headers: { "content-type": "application/json" },
    body: JSON.stringify(chat(question, { stream: true })),
    signal: leaving.signal,
  });
  response.on("error", () => undefined);
  let got = "";
  await new Promise<void>((resolve) => {
    response.setEncoding("utf8").on("data", (text: string) => {
      got += text;
      if (!got.endsWith(DONE)) return;
      leaving.abort();
      resolve();
    });
  });
  stack.llm.script = null;
  await stored(stack, whereabouts(response.headers));
  const again = await ask(stack, question);
  assert.deepEqual([again.cache, again.text()], ["hit", TEXT]);
});

test("a compressed answer is never asked for on a miss, and is the client's own on a bypass", async () => {
  const question = fresh();
  const accepting = { "accept-encoding": "gzip, br" };
  const miss = await teach(stack, question, { headers: accepting });
  assert.equal(stack.llm.requests.at(-1)!.headers["accept-encoding"], undefined);
  assert.equal(miss.header("content-encoding"), undefined);
  const bypass = await send(stack.url, {
    headers: { "content-type": "application/json", "x-ai-cache": "bypass", ...accepting },
    body: JSON.stringify(chat(question)),
  });
  assert.equal(stack.llm.requests.at(-1)!.headers["accept-encoding"], accepting["accept-encoding"]);
  assert.equal(bypass.headers["content-encoding"], "gzip");
  assert.equal(JSON.parse(gunzipSync(bypass.bytes).toString()).object, "chat.completion");
  const hit = await ask(stack, question, { headers: accepting });
  assert.deepEqual([hit.cache, hit.got.body], ["hit", miss.got.body]);
});
