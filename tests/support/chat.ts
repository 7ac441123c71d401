import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { Completion } from "../../assembly/chat/completion";
import { EventStream } from "../../assembly/chat/event-stream";
import { ChatRequest } from "../../assembly/chat/request";
import { StreamedCompletion } from "../../assembly/chat/streamed-completion";
import { JsonValue } from "../../assembly/json/value";
import { json, shown } from "./json";

/** A chat request that must be one (quotes as in `json`). */
export function requestOf(text: string): ChatRequest {
  const request = ChatRequest.read(json(text));
  expect(request == null).toBe(false, text);
  return request!;
}

/** A completion that must be JSON (quotes as in `json`). */
export function completionOf(text: string): Completion {
  const completion = Completion.read(json(text));
  expect(completion == null).toBe(false, text);
  return completion!;
}

/** A completion with these choices (quotes as in `json`). */
export function answer(choices: string): string {
  return "{'id':'c1','object':'chat.completion','created':1,'model':'m','choices':[" + choices + "]}";
}

/** A choice that ended by itself, with these members of its message (quotes as in `json`). */
export function choice(message: string, index: i32 = 0): string {
  const members = "'message':{'role':'assistant'," + message + "},'logprobs':null,'finish_reason':'stop'";
  return "{'index':" + index.toString() + "," + members + "}";
}

/** What a completion's own rules say of it: a label, or `kept`. */
export function verdictOn(completion: Completion | null, choices: i32 = 1): string {
  if (completion == null) return "malformed";
  const refusal = completion.refusal(choices);
  return refusal == null ? "kept" : refusal;
}

/** The value of a member of a choice's message as it is written, or `none`; quotes as in `json`. */
export function said(completion: Completion, index: i32, member: string): string {
  const value = completion.value.at(["choices", index.toString(), "message", member]);
  return value == null ? "none" : shown(value.raw);
}

/** The text of a member of a choice's message, decoded. */
export function textOf(completion: Completion, index: i32, member: string): string {
  const value = completion.value.at(["choices", index.toString(), "message", member]);
  const text: Slice | null = value == null ? null : value.text();
  return text == null ? "no text" : text.toString();
}

/** What a streamed answer adds up to. */
export class Assembled {
  isDone: bool = false;
  /** Whether an event was of the type error. */
  isError: bool = false;
  refusal: string | null = null;
  /** Null where it was refused, or is no JSON. */
  completion: Completion | null = null;

  /** A label, or `kept`. */
  verdict(choices: i32): string {
    if (this.isError) return "error event";
    const refusal = this.refusal;
    return refusal != null ? refusal : verdictOn(this.completion, choices);
  }
}

/** Puts together the streamed answer whose event stream this is. */
export function assemble(stream: Slice): Assembled {
  const assembled = new Assembled();
  const events = new EventStream();
  const answer = new StreamedCompletion();
  events.push(stream);
  while (events.next()) {
    if (events.isError) assembled.isError = true;
    else answer.add(events.data);
  }
  assembled.isDone = answer.isDone;
  assembled.refusal = answer.refusal;
  if (answer.refusal == null) assembled.completion = Completion.read(answer.finish());
  return assembled;
}

/** The completion that a stream adds up to; it must be one that is kept. */
export function completionOfStream(stream: Slice, choices: i32 = 1): Completion {
  const assembled = assemble(stream);
  expect(assembled.verdict(choices)).toBe("kept", stream.slice(0, 500).toString());
  return assembled.completion!;
}

/** An event with one chunk of one choice: the delta, and what else the choice has (quotes as in `json`). */
export function chunk(delta: string, rest: string = "", index: i32 = 0): string {
  const choice = "{'index':" + index.toString() + ",'delta':{" + delta + "}" + rest + "}";
  return "data: {'id':'c1','object':'chat.completion.chunk','model':'m','choices':[" + choice + "]}\n\n";
}

/** The chunk that ends a choice. */
export const STOP: string = chunk("", ",'finish_reason':'stop'");
export const DONE: string = "data: [DONE]\n\n";

/** A JSON string's inside with each character in it escaped as `\uXXXX`. */
export function escaped(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) out += "\\u" + text.charCodeAt(i).toString(16).padStart(4, "0");
  return out;
}

/** The completion whose only choice says the text that is written as `inner` between quotes. */
export function completionSaying(inner: Slice): Completion {
  const out = new ByteWriter(inner.length + 256);
  out.slice(
    json(
      "{'id':'c1','object':'chat.completion','choices':[{'index':0,'message':{'role':'assistant','content':'",
    ),
  );
  // The last quote begins the text.
  out.slice(inner).slice(json("'},'logprobs':null,'finish_reason':'stop'}]}"));
  return new Completion(JsonValue.of(out.finish()));
}
