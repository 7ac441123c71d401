import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { completion, cut, DONE, spoken, stream, whole } from "./support/answers.ts";
import { ask, chat } from "./support/chat.ts";
import { open } from "./support/http.ts";
import { moved } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { inRedis, whereabouts } from "./support/stored.ts";

const HUGE = 50 * 1024 * 1024;
const json = { "content-type": "application/json" };

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack?.close());

test("an answer of 50 MB goes by as it comes, and is not stored", async () => {
  const question = fresh();
  const text = "long ".repeat(HUGE / 5);
  stack.llm.script = () => whole(completion(text));
  const labels = { reason: "too_large" };
  const answer = await moved(stack, "ai_cache_stores_refused_total", labels, () => ask(stack, question));
  assert.ok(answer.text() === text, `${answer.got.bytes.length} bytes`);
  assert.equal(answer.cache, "miss");
  stack.llm.script = null;
  assert.equal((await ask(stack, question)).cache, "miss", "nothing was stored");
});

test("an answer that drips reaches the client drop by drop, and is stored", async () => {
  const question = fresh();
  const body = [...spoken("One ", "two."), DONE].join("");
  stack.llm.script = () => ({ raw: { ...stream([]).raw, body: drops(body) } });
  const sent = { headers: json, body: JSON.stringify(chat(question, { stream: true })) };
  const response = await open(stack.url, sent);
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  stack.llm.script = null;
  assert.equal(Buffer.concat(pieces).toString(), body);
  assert.ok(pieces.length > 50, `${pieces.length} pieces, so it was held back`);
  await inRedis(stack, whereabouts(response.headers));
  assert.equal((await ask(stack, question)).text(), "One two.");
});

/** A text eight bytes at a time, some milliseconds apart. */
function drops(text: string): { bytes: Uint8Array; delayMs: number }[] {
  return cut(text, 8).map((bytes) => ({ bytes, delayMs: 5 }));
}
