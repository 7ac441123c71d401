import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { isUtf8 } from "../bytes/utf8";
import { Twins } from "../json/twins";
import { Elements, JsonValue } from "../json/value";

/** No object of a completion or of a chunk has more members than this. */
export const MOST_MEMBERS: i32 = 64;

/** A chat completion object (https://platform.openai.com/docs/api-reference/chat/object). */
export class Completion {
  /** Kept, as it stands behind the whole answer; null before it is asked for. */
  private usage: JsonValue | null = null;

  constructor(readonly value: JsonValue) {}

  /** Reads a JSON answer; null where it is not well-formed JSON in UTF-8. */
  static read(body: Slice): Completion | null {
    if (!isUtf8(body)) return null;
    const value = JsonValue.parse(body);
    return value == null ? null : new Completion(value);
  }

  /**
   * Why this answer is not worth keeping, as a label; null when it is. Kept is what is whole: `choices` answers as
   * asked for, each ended by itself (`stop`) and with something said, no error and no tool call.
   */
  refusal(choices: i32): string | null {
    const twins = new Twins(MOST_MEMBERS);
    if (!this.value.isObject || twins.areIn(this.value)) return "not_a_completion";
    const error = this.value.member("error");
    if (error != null && !error.isNull) return "error";
    const list = this.value.member("choices");
    if (list == null || !list.isArray) return "not_a_completion";
    const walk = new Elements(list);
    const indexes = new Set<i32>();
    let count = 0;
    while (walk.next()) {
      const refusal = choiceRefusal(walk.value, twins);
      if (refusal != null) return refusal;
      indexes.add(indexOf(walk.value, count));
      count++;
    }
    // Two choices under one index would run together in a stream.
    if (indexes.size != count) return "not_a_completion";
    return count == choices ? null : "incomplete";
  }

  /** What the choices say, decoded, one after the other: for comparing answers, and for templates. */
  text(): Slice {
    const out = new ByteWriter();
    const list = this.value.member("choices");
    if (list == null) return Slice.EMPTY;
    const walk = new Elements(list);
    while (walk.next()) {
      const content = walk.value.at(CONTENT);
      const text: Slice | null = content == null ? null : content.text();
      if (out.length > 0) out.byte(0x0a);
      if (text != null) out.slice(text);
    }
    return out.finish();
  }

  get promptTokens(): i64 {
    return this.count("prompt_tokens");
  }

  get completionTokens(): i64 {
    return this.count("completion_tokens");
  }

  private count(name: string): i64 {
    const usage: JsonValue | null = this.usage == null ? this.value.member("usage") : this.usage;
    this.usage = usage;
    const value: JsonValue | null = usage == null ? null : usage.member(name);
    const number = value == null ? NaN : value.number();
    return number >= 0 && number < 1e15 ? <i64>number : 0;
  }
}

/** A choice's `index`; where it has none, its place in the list. */
export function indexOf(choice: JsonValue, place: i32): i32 {
  const index = choice.member("index");
  const number = index == null ? NaN : index.number();
  return number >= 0 && number < 1e6 && Math.floor(number) == number ? <i32>number : place;
}

const CONTENT: StaticArray<string> = ["message", "content"];

function choiceRefusal(choice: JsonValue, twins: Twins): string | null {
  const message = choice.member("message");
  if (message == null || !message.isObject) return "not_a_completion";
  if (twins.areIn(choice) || twins.areIn(message)) return "not_a_completion";
  if (says(message, "tool_calls") || says(message, "function_call")) return "tool_calls";
  const finish = choice.member("finish_reason");
  if (finish == null || finish.isNull) return "incomplete";
  if (finish.isString("tool_calls") || finish.isString("function_call")) return "tool_calls";
  if (!finish.isString("stop")) return "finish_reason";
  const content = message.member("content");
  if (content == null || content.isNull) return "empty";
  const text = content.text();
  if (text == null) return "not_text";
  return text.length == 0 ? "empty" : null;
}

/** Whether a member is there and holds anything: neither null nor an empty list. */
export function says(message: JsonValue, name: string): bool {
  const value = message.member(name);
  if (value == null || value.isNull) return false;
  if (!value.isArray) return true;
  return new Elements(value).next();
}
