import fc from "fast-check";
import { mutated, mutations, type Raw, rawOf, anyBytes } from "./bytes.ts";
import { deep, jsonText, objectText, space, stringText } from "./json.ts";

/** The status of a reply: mostly 200. */
export const status: fc.Arbitrary<number> = fc.oneof(
  { weight: 9, arbitrary: fc.constant(200) },
  fc.constantFrom(201, 400, 429, 500),
);

/** Now and then something that was not meant: bytes changed, or no JSON at all. */
export function spoiled(texts: fc.Arbitrary<string>): fc.Arbitrary<Raw> {
  const raws = texts.map(rawOf);
  return fc.oneof(
    { weight: 4, arbitrary: raws },
    { weight: 4, arbitrary: fc.tuple(raws, mutations).map(([raw, list]) => mutated(raw, list)) },
    { weight: 1, arbitrary: anyBytes },
  );
}

/**
 * An object whose members are mostly those of `fields`, each mostly with a value that fits, and some of them twice.
 * @param always those that are there at least once
 * @param most how many others there may be
 */
export function objectOf(
  fields: Record<string, fc.Arbitrary<string>>,
  always: string[],
  most: number,
): fc.Arbitrary<string> {
  const member = (name: string): fc.Arbitrary<[string, string, string]> =>
    fc.tuple(
      nameOf(name),
      space,
      fc.oneof(
        { weight: 8, arbitrary: fields[name]! },
        { weight: 1, arbitrary: jsonText },
        { weight: 1, arbitrary: deepSeldom },
      ),
    );
  const stray = fc.tuple(stringText, space, jsonText);
  const any = fc.oneof(...Object.keys(fields).map(member), stray);
  const usual = fc.tuple(...always.map(member));
  return fc
    .tuple(usual, fc.array(any, { maxLength: most }))
    .map(([first, rest]) => objectText([...first, ...rest]));
}

/** The name as it is, or with its first letter as an escape, which is the same name. */
function nameOf(name: string): fc.Arbitrary<string> {
  const escaped = `"\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}"`;
  return fc.oneof(
    { weight: 19, arbitrary: fc.constant(JSON.stringify(name)) },
    { weight: 1, arbitrary: fc.constant(escaped) },
  );
}

const deepSeldom = fc.oneof({ weight: 1, arbitrary: deep }, { weight: 3, arbitrary: stringText });

/** A list of these, three at most. */
export function listOf(items: fc.Arbitrary<string>, least: number): fc.Arbitrary<string> {
  return fc.array(items, { minLength: least, maxLength: 3 }).map((list) => `[${list.join(",")}]`);
}

/** A list that mostly has one item. */
export function listOfOne(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: item.map((text) => `[${text}]`) },
    { weight: 1, arbitrary: listOf(item, 0) },
  );
}

/** One of these texts, as JSON. */
export function texts(...list: string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...list.map((text) => JSON.stringify(text)));
}

const flag = fc.constantFrom("true", "false", "null");
const number = fc.constantFrom("0", "1", "0.7", "1.0", "1e0", "2", "-1", "null", "1e999", "128", "1025");

const part = objectOf(
  {
    type: texts("text", "image_url", "file", "input_audio"),
    text: stringText,
    image_url: fc.constantFrom('{"url":"https://example.com/a.png"}', '{"url":"data:,"}', '"x"'),
  },
  ["type"],
  3,
);

const message = objectOf(
  {
    role: texts("user", "system", "assistant", "tool", "developer"),
    content: fc.oneof(stringText, stringText, listOf(part, 0)),
    name: stringText,
    tool_call_id: stringText,
    tool_calls: fc.constantFrom("[]", "null", '[{"id":"1","type":"function"}]'),
  },
  ["role", "content"],
  2,
);

/** The body of a chat request, or of what somebody took for one. */
export const requestBody: fc.Arbitrary<Raw> = spoiled(
  objectOf(
    {
      model: texts("gpt-4o-mini", "qwen-max", ""),
      messages: listOf(message, 1),
      stream: flag,
      stream_options: fc.constantFrom('{"include_usage":true}', '{"include_usage":1}', "[]"),
      n: number,
      temperature: number,
      user: stringText,
      metadata: jsonText,
      tools: fc.constantFrom("[]", '[{"type":"function","function":{"name":"f"}}]'),
      tool_choice: texts("auto", "none"),
      response_format: fc.constantFrom('{"type":"json_object"}', "null"),
    },
    ["model", "messages"],
    4,
  ),
);

const usage = fc.constantFrom("null", "{}", '{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}');
const finish = fc.constantFrom('"stop"', '"stop"', '"stop"', '"length"', '"tool_calls"', "null", '""');
const logprobs = fc.constantFrom("null", '{"content":[]}');

const answerMessage = objectOf(
  {
    role: texts("assistant"),
    content: fc.oneof({ weight: 5, arbitrary: stringText }, { weight: 1, arbitrary: fc.constant("null") }),
    reasoning_content: stringText,
    refusal: fc.constantFrom("null", '"no"'),
    tool_calls: fc.constantFrom("[]", "null", '[{"id":"1"}]'),
    annotations: fc.constantFrom("[]", "null", '[{"a":1}]'),
  },
  ["role", "content"],
  2,
);

function choiceOf(
  name: "message" | "delta",
  inner: fc.Arbitrary<string>,
  always: string[],
): fc.Arbitrary<string> {
  const fields = { index: number, finish_reason: finish, logprobs };
  return objectOf({ ...fields, [name]: inner }, always, 2);
}

/** A model's answer in one body. */
export const answerBody: fc.Arbitrary<Raw> = spoiled(
  objectOf(
    {
      id: stringText,
      object: texts("chat.completion"),
      created: number,
      model: texts("gpt-4o-mini"),
      choices: listOf(choiceOf("message", answerMessage, ["message", "finish_reason"]), 1),
      usage,
      error: fc.constantFrom("null", "{}"),
    },
    ["choices"],
    4,
  ),
);

const delta = objectOf(
  {
    role: texts("assistant"),
    content: fc.oneof({ weight: 5, arbitrary: stringText }, { weight: 1, arbitrary: fc.constant("null") }),
    reasoning_content: stringText,
    tool_calls: fc.constantFrom("[]", "null", '[{"index":0}]'),
  },
  ["content"],
  1,
);

const chunkText = objectOf(
  {
    id: stringText,
    object: texts("chat.completion.chunk"),
    created: number,
    model: texts("gpt-4o-mini"),
    choices: listOf(choiceOf("delta", delta, ["delta"]), 0),
    usage,
    error: fc.constantFrom("null", "{}"),
  },
  ["choices"],
  2,
);

/** A chunk that has nothing but its end. */
const LAST = '{"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}';

/** How one event may be written: comments, other fields, its data on one line or several, any ends of lines. */
export interface Frame {
  before: string;
  /** What ends a line. */
  end: string;
  /** The space after the colon, which is no part of the data. */
  gap: string;
  after: string;
}

export const frame: fc.Arbitrary<Frame> = fc.record({
  before: fc.constantFrom("", "", "", ": comment", "id: 7", "retry: 10", "event: message", "nonsense", ":"),
  end: fc.constantFrom("\n", "\n", "\r\n", "\r"),
  gap: fc.constantFrom(" ", " ", ""),
  after: fc.constantFrom("", "", "", "id"),
});

/** One event with this data. */
export function eventText(data: string, { before, end, gap, after }: Frame): string {
  const lines = [...(before ? [before] : []), `data:${gap}${data}`, ...(after ? [after] : []), ""];
  return `${lines.join(end)}${end}`;
}

const events = fc.tuple(
  fc.array(fc.oneof({ weight: 5, arbitrary: chunkText }, { weight: 1, arbitrary: fc.constant(LAST) }), {
    maxLength: 5,
  }),
  fc.constantFrom([LAST, "[DONE]"], [LAST, "[DONE]"], [LAST, "[DONE]"], [LAST], [], ["[DONE]"]),
  frame,
);

/** A model's answer as an event stream. */
export const streamBody: fc.Arbitrary<Raw> = spoiled(
  events.map(([chunks, last, how]) =>
    [...chunks, ...last].map((data) => eventText(data.replaceAll(/[\r\n]/g, " "), how)).join(""),
  ),
);
