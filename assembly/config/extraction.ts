import { Slice } from "../bytes/slice";
import { JsonPath } from "../json/path";
import { JsonTemplate } from "../json/template";
import { JsonValue } from "../json/value";
import { KeyStrategy } from "./config";
import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

/** Paths that mean what is done anyway, and better: questions and answers of chat completions. */
const QUESTION = "messages.@reverse.0.content";
const VALUE = "choices.0.message.content";
const STREAM_VALUE = "choices.0.delta.content";
const TOOL_CALLS = "choices.0.delta.content.tool_calls";

/** How the answer is cut out of a response, and how clients get it back, where it is no plain chat completion. */
export class AnswerConfig {
  constructor(
    /** Where the answer's text stands in a JSON body; null where the whole chat completion is kept. */
    readonly value: JsonPath | null,
    /** Where a piece of the answer's text stands in each event; null as above. */
    readonly streamValue: JsonPath | null,
    /** What in an event tells of a tool call, beside what does in a chat completion; null for nothing more. */
    readonly toolCalls: JsonPath | null,
    /** The body of a cached answer; null for the completion itself. */
    readonly template: JsonTemplate | null,
    /** The event stream of a cached answer; null for the completion in chunks. */
    readonly streamTemplate: JsonTemplate | null,
  ) {}
}

/** `cacheKeyFrom`: where the question stands in a request; null for chat completions. */
export function readQuestion(root: FieldReader, strategy: KeyStrategy): JsonPath | null {
  if (strategy != KeyStrategy.LastQuestion) {
    root.unused("cacheKeyFrom", "not used with this cacheKeyStrategy");
    return null;
  }
  return readPath(root, "cacheKeyFrom", "requestBody", QUESTION);
}

/** The fields that say where an answer stands in a response, and what a cached one looks like. */
export function readAnswer(root: FieldReader): AnswerConfig {
  return new AnswerConfig(
    readPath(root, "cacheValueFrom", "responseBody", VALUE),
    readPath(root, "cacheStreamValueFrom", "responseBody", STREAM_VALUE),
    readPath(root, "cacheToolCallsFrom", "responseBody", TOOL_CALLS),
    readTemplate(root, "responseTemplate", "returnResponseTemplate", false),
    readTemplate(root, "streamResponseTemplate", "returnStreamResponseTemplate", true),
  );
}

/**
 * A path; null where it is absent, empty or `usual`.
 * @param member what the path was once called, in an object in its place
 */
function readPath(root: FieldReader, name: string, member: string, usual: string): JsonPath | null {
  const value = root.value(name);
  if (value == null || !value.isObject) return parsePath(root, name, usual);
  const section = root.section(name)!;
  const path = parsePath(section, member, usual);
  section.finish();
  return path;
}

function parsePath(fields: FieldReader, name: string, usual: string): JsonPath | null {
  const text = fields.optionalText(name, TextRule.Any);
  // Empty where it is no string, which has been said.
  if (text == null || text == "" || text == usual) return null;
  const path = JsonPath.parse(text);
  const fault = path.fault;
  if (fault != null) fields.expected(name, fault, fields.value(name));
  return path.value;
}

/**
 * A template; null where it is absent or empty.
 * @param former what the field was once called
 */
function readTemplate(root: FieldReader, name: string, former: string, isStream: bool): JsonTemplate | null {
  const isFormer = root.optionalText(name, TextRule.Any) == null;
  if (!isFormer) root.unused(former, "not used beside " + name);
  const field = isFormer ? former : name;
  const text = root.optionalText(field, TextRule.Any);
  if (text == null || text == "") return null;
  const template = JsonTemplate.parse(text);
  if (template != null && (isStream ? isEventStream(template) : isJson(template))) return template;
  const what = isStream ? "an event stream of JSON" : "JSON";
  root.expected(field, what + " with one %s within a string", root.value(field));
  return null;
}

/** Whether it becomes JSON with a text in it, which it cannot where the text would stand outside of a string. */
function isJson(template: JsonTemplate): bool {
  return JsonValue.parse(template.fill(Slice.of("x"))) != null;
}

/** Whether each line is empty, or a field or comment of an event stream whose data is JSON or `[DONE]`. */
function isEventStream(template: JsonTemplate): bool {
  const lines = template.fill(Slice.of("x")).toString().split("\n");
  let count = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i].trimEnd();
    if (line.startsWith("data:")) {
      const data = line.substring(5).trim();
      if (data != "[DONE]" && JsonValue.parse(Slice.of(data)) == null) return false;
      count++;
    } else if (line.length > 0 && line.indexOf(":") < 0) {
      return false;
    }
  }
  return count > 0;
}
