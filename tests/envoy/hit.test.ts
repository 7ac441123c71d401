import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type OpenAI from "openai";
import type { Stack } from "../../dev/stack/stack.ts";
import { chat } from "./support/chat.ts";
import { openAi } from "./support/openai.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored } from "./support/stored.ts";

let stack: Stack;
let client: OpenAI;
before(async () => {
  stack = await startStack();
  client = openAi(stack);
});
after(() => stack?.close());

/** Every control character, quotes, backslashes, escapes that are not, emoji, Chinese, line separators, the ends of planes. */
const NASTY = [
  String.fromCharCode(...Array.from({ length: 0x20 }, (_, i) => i), 0x7f, 0x80, 0x85, 0x9f, 0xa0, 0xad),
  ` "quoted" 'single' \`tick\` back\\slash \\" \\\\n \\u0041 \\ud83d /slash </script> &amp; %s %00 {{x}}`,
  "👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇳 é e\u0301 中文，标点。「引号」 日本語 한국어 עברית العربية",
  "\u2028 \u2029 \u200b \u200f \ufeff \ufffd \uffff \ud7ff \ue000 \u{10000} \u{10ffff} \u{e0001}",
  "data: [DONE]\n\ndata: {}\r\n\r\n: comment\n\nevent: error\n\n",
  '\n\n  trailing "',
].join("\n");

/** What an answer says and how the cache came by it, however it was sent. */
interface Said {
  cache: string | null;
  key: string;
  content: string[];
  reasoning: string;
  finish: (string | null)[];
  usage: OpenAI.CompletionUsage | null | undefined;
  id: string;
}

type Params = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, "stream">;

async function say(params: Params, isStream: boolean): Promise<Said> {
  return isStream ? sayStreamed(params) : sayWhole(params);
}

async function sayWhole(params: Params): Promise<Said> {
  const { data, response } = await client.chat.completions.create(params).withResponse();
  assert.equal(data.object, "chat.completion");
  const reasoning = (data.choices[0]!.message as { reasoning_content?: string }).reasoning_content ?? "";
  return {
    ...heard(response),
    id: data.id,
    content: data.choices.map(({ message }) => message.content!),
    reasoning,
    finish: data.choices.map(({ finish_reason }) => finish_reason),
    usage: data.usage,
  };
}

async function sayStreamed(params: Params): Promise<Said> {
  const { data, response } = await client.chat.completions.create({ ...params, stream: true }).withResponse();
  const said: Said = { ...heard(response), id: "", content: [], reasoning: "", finish: [], usage: undefined };
  for await (const chunk of data) {
    assert.equal(chunk.object, "chat.completion.chunk");
    said.id = chunk.id;
    for (const { index, delta, finish_reason } of chunk.choices) {
      said.content[index] = (said.content[index] ?? "") + (delta.content ?? "");
      said.reasoning += (delta as { reasoning_content?: string }).reasoning_content ?? "";
      said.finish[index] ??= finish_reason;
    }
    if (chunk.usage) said.usage = chunk.usage;
  }
  return said;
}

function heard({ headers }: Response): { cache: string | null; key: string } {
  return { cache: headers.get("x-ai-cache"), key: headers.get("x-ai-cache-key") ?? "" };
}

function params(question: string, more: object = {}): Params {
  return { ...chat(question), ...more } as unknown as Params;
}

for (const isFirstStream of [false, true]) {
  for (const isSecondStream of [false, true]) {
    const how = `asked as ${form(isFirstStream)}, asked again as ${form(isSecondStream)}`;

    test(`a plain answer is the same ${how}`, async () => {
      const asked = params(fresh("plain"));
      const first = await say(asked, isFirstStream);
      assert.equal(first.cache, "miss");
      await stored(stack, first);
      const second = await say(asked, isSecondStream);
      assert.deepEqual({ ...second, usage: null }, { ...first, cache: "hit", usage: null });
    });

    test(`the nastiest text is the same to the last byte ${how}`, async () => {
      stack.llm.script = () => ({ content: NASTY });
      const asked = params(fresh("nasty"));
      const first = await say(asked, isFirstStream);
      stack.llm.script = null;
      assert.equal(first.content[0], NASTY);
      await stored(stack, first);
      const second = await say(asked, isSecondStream);
      assert.equal(second.cache, "hit");
      assert.equal(second.content[0], NASTY);
    });

    test(`all of two choices are the same ${how}`, async () => {
      const asked = params(fresh("two"), { n: 2 });
      const first = await say(asked, isFirstStream);
      assert.equal(new Set(first.content).size, 2);
      await stored(stack, first);
      const second = await say(asked, isSecondStream);
      assert.equal(second.cache, "hit");
      assert.deepEqual(second.content, first.content);
      assert.deepEqual(second.finish, ["stop", "stop"]);
    });

    test(`the reasoning is the same ${how}`, async () => {
      const asked = params(fresh("reasoning"), { model: "deepseek-reasoner" });
      const first = await say(asked, isFirstStream);
      assert.match(first.reasoning, /^Thinking about/);
      await stored(stack, first);
      const second = await say(asked, isSecondStream);
      assert.deepEqual({ ...second, usage: null }, { ...first, cache: "hit", usage: null });
    });
  }
}

test("the usage of a JSON answer is that of the first", async () => {
  const asked = params(fresh("usage"));
  const first = await say(asked, false);
  await stored(stack, first);
  assert.deepEqual((await say(asked, false)).usage, first.usage);
});

test("a stream ends with the usage when it was asked for, and only then", async () => {
  const asked = params(fresh("usage"));
  const withUsage = params("", { ...asked, stream_options: { include_usage: true } });
  const first = await say(withUsage, true);
  assert.ok(first.usage);
  await stored(stack, first);
  const [counted, uncounted] = [await say(withUsage, true), await say(asked, true)];
  assert.deepEqual([counted.cache, counted.usage], ["hit", first.usage]);
  assert.deepEqual([uncounted.cache, uncounted.usage], ["hit", undefined]);
});

test("a replayed stream comes in pieces: a role, words, an end", async () => {
  stack.llm.script = () => ({ content: "one two three four ".repeat(20) });
  const asked = params(fresh("pieces"));
  await stored(stack, await say(asked, false));
  stack.llm.script = null;
  const chunks = [];
  for await (const chunk of await client.chat.completions.create({ ...asked, stream: true }))
    chunks.push(chunk);
  assert.equal(chunks[0]!.choices[0]!.delta.role, "assistant");
  assert.ok(chunks.length >= 10, `${chunks.length} chunks`);
  assert.ok(chunks.slice(0, -1).every(({ choices }) => choices[0]!.finish_reason === null));
  assert.deepEqual(
    [chunks.at(-1)!.choices[0]!.delta, chunks.at(-1)!.choices[0]!.finish_reason],
    [{}, "stop"],
  );
});

function form(isStream: boolean): string {
  return isStream ? "a stream" : "JSON";
}
