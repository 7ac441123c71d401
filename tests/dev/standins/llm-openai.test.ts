import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import OpenAI from "openai";
import { Llm } from "../../../dev/standins/llm.ts";

const llm = new Llm({ thinkingMs: 0, tokenMs: 0, apiKey: "sk-test" });
let client: OpenAI;
before(async () => {
  await llm.start();
  client = new OpenAI({ apiKey: "sk-test", baseURL: `${llm.origin}/v1`, maxRetries: 0 });
});
after(() => llm.close());

const user = (content: OpenAI.ChatCompletionUserMessageParam["content"]) => [
  { role: "user" as const, content },
];
const tools = [{ type: "function" as const, function: { name: "weather", parameters: {} } }];

async function streamed(
  more: Partial<OpenAI.ChatCompletionCreateParamsStreaming>,
  content = "what is envoy",
) {
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  const stream = await client.chat.completions.create({
    model: "gpt-x",
    messages: user(content),
    ...more,
    stream: true,
  });
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

test("models are listed", async () => {
  const ids = (await client.models.list()).data.map(({ id }) => id);
  assert.ok(ids.includes("gpt-4o-mini"));
});

test("a wrong key is 401", async () => {
  const other = new OpenAI({ apiKey: "no", baseURL: `${llm.origin}/v1`, maxRetries: 0 });
  await assert.rejects(other.models.list(), { status: 401, code: "invalid_api_key" });
});

test("a JSON answer has usage and n choices that differ", async () => {
  const got = await client.chat.completions.create({ model: "gpt-x", messages: user("hi"), n: 2 });
  assert.equal(got.choices.length, 2);
  assert.notEqual(got.choices[0]!.message.content, got.choices[1]!.message.content);
  assert.equal(got.usage!.total_tokens, got.usage!.prompt_tokens + got.usage!.completion_tokens);
});

test("multi-part content is understood", async () => {
  const parts = [
    { type: "text" as const, text: "what is this?" },
    { type: "image_url" as const, image_url: { url: "data:image/png;base64,AAAA" } },
  ];
  const got = await client.chat.completions.create({ model: "gpt-x", messages: user(parts) });
  assert.match(got.choices[0]!.message.content!, /«what is this\? \[image_url\]»/);
});

test("a stream says what the JSON answer says, in several chunks, with no usage unless asked", async () => {
  const chunks = await streamed({});
  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
  assert.match(text, /^Answer \d+ of model gpt-x to «what is envoy»: /);
  assert.ok(chunks.length > 10);
  assert.equal(chunks.at(-1)!.choices[0]!.finish_reason, "stop");
  assert.equal(chunks[0]!.choices[0]!.delta.role, "assistant");
  assert.ok(chunks.every((chunk) => !("usage" in chunk)));
});

test("include_usage adds a last chunk without choices, the others carry null", async () => {
  const chunks = await streamed({ stream_options: { include_usage: true } });
  const last = chunks.pop()!;
  assert.deepEqual(last.choices, []);
  assert.ok(last.usage!.completion_tokens > 0);
  assert.ok(chunks.every((chunk) => chunk.usage === null));
});

test("a stream of two choices interleaves them", async () => {
  const chunks = await streamed({ n: 2 });
  for (const index of [0, 1]) {
    const mine = chunks.filter((chunk) => chunk.choices[0]!.index === index);
    assert.match(mine.map((chunk) => chunk.choices[0]!.delta.content ?? "").join(""), /^Answer/);
    assert.equal(mine.at(-1)!.choices[0]!.finish_reason, "stop");
  }
});

test("tools are called when the question says so, streamed in parts", async () => {
  const got = await client.chat.completions.create({
    model: "gpt-x",
    messages: user("call tool weather"),
    tools,
  });
  const message = got.choices[0]!.message;
  assert.deepEqual([got.choices[0]!.finish_reason, message.content], ["tool_calls", null]);
  const call = message.tool_calls![0] as OpenAI.ChatCompletionMessageFunctionToolCall;
  assert.equal(call.function.name, "weather");
  assert.deepEqual(JSON.parse(call.function.arguments), { asked: "call tool weather" });

  const runner = client.chat.completions.stream({
    model: "gpt-x",
    messages: user("call tool weather"),
    tools,
  });
  const final = await runner.finalChatCompletion();
  const streamedCall = final.choices[0]!.message
    .tool_calls![0] as OpenAI.ChatCompletionMessageFunctionToolCall;
  assert.deepEqual(JSON.parse(streamedCall.function.arguments), { asked: "call tool weather" });
  const plain = await client.chat.completions.create({
    model: "gpt-x",
    messages: user("no tools please"),
    tools,
  });
  assert.equal(plain.choices[0]!.finish_reason, "stop");
});

test("a reasoner thinks aloud", async () => {
  const got = await client.chat.completions.create({ model: "deepseek-reasoner", messages: user("why") });
  assert.match((got.choices[0]!.message as any).reasoning_content, /«why»/);
  const chunks = await streamed({ model: "deepseek-reasoner" }, "why");
  const thought = chunks.map((chunk) => (chunk.choices[0]?.delta as any)?.reasoning_content ?? "").join("");
  assert.match(thought, /«why»/);
});

test("max_tokens and json_object are kept to", async () => {
  const short = await client.chat.completions.create({ model: "gpt-x", messages: user("hi"), max_tokens: 3 });
  assert.equal(short.choices[0]!.finish_reason, "length");
  assert.equal(short.usage!.completion_tokens, 3);
  const response_format = { type: "json_object" as const };
  const json = await client.chat.completions.create({
    model: "gpt-x",
    messages: user("hi"),
    response_format,
  });
  assert.match(JSON.parse(json.choices[0]!.message.content!).answer, /^Answer/);
});

test("two texts to compare are answered with yes or no, by their numbers and at once", async (t) => {
  const slow = await new Llm({ thinkingMs: 60_000, tokenMs: 60_000 }).start();
  t.after(() => slow.close());
  const other = new OpenAI({ apiKey: "any", baseURL: `${slow.origin}/v1`, maxRetries: 0, timeout: 5_000 });
  const say = async (content: string): Promise<string | null> => {
    const messages = [{ role: "system" as const, content: "Compare." }, ...user(content)];
    const got = await other.chat.completions.create({
      model: "small",
      messages,
      temperature: 0,
      max_tokens: 5,
    });
    assert.equal(got.choices[0]!.finish_reason, "stop");
    return got.choices[0]!.message.content;
  };
  const compare = (first: string, second: string) => say(JSON.stringify({ first, second }));
  assert.equal(await compare("What are 10 USD in EUR?", "10 USD in EUR, please"), "yes");
  assert.equal(await compare("What are 10 USD in EUR?", "What are 100 USD in EUR?"), "no");
  assert.equal(await compare("from 1 to 2", "from 2 to 1"), "no");
  assert.equal(await compare("safe", "unsafe"), "yes");
  assert.equal(await say(JSON.stringify({ question: "q", first: "a", second: "a 1" })), "no");
  slow.script = () => ({ content: "I think so." });
  assert.equal(await compare("a", "a"), "I think so.");
});

test("JSON that is nothing to compare is a question like any other", async () => {
  for (const content of ["null", "[1]", '{"first":"a"}', '{"first":"a","second":1}', '"first second"']) {
    const got = await client.chat.completions.create({ model: "gpt-x", messages: user(content) });
    assert.match(got.choices[0]!.message.content!, /^Answer/);
  }
});
