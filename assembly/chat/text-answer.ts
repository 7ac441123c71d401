import { Slice } from "../bytes/slice";
import { JsonPath } from "../json/path";
import { JsonWriter } from "../json/json-writer";
import { Elements, JsonValue } from "../json/value";
import { says } from "./completion";

/**
 * The chat completion that an answer of another shape is kept as: one choice that says `text`, ended by itself.
 * @param created seconds since 1970
 */
export function completionSaying(text: Slice, model: Slice, created: i64): Slice {
  const out = new JsonWriter().openObject();
  out.name("id").string("ai-cache").name("object").string("chat.completion").name("created").integer(created);
  out.name("model").text(model).name("choices").openArray().openObject().name("index").integer(0);
  out.name("message").openObject().name("role").string("assistant").name("content").text(text).closeObject();
  out.name("finish_reason").string("stop");
  return out.closeObject().closeArray().closeObject().finish();
}

/** What a JSON value says at `path`; null where there is nothing, or no Unicode text. */
export function textAt(path: JsonPath, value: JsonValue): Slice | null {
  const found = path.select(value);
  return found == null ? null : found.text();
}

/** Reads the JSON of which an answer, or a piece of it, is only a part, for signs that it is not worth keeping. */
export class TextChecks {
  /** Why the answer is not to be kept, as a label; null while it may be. */
  refusal: string | null = null;
  /** Whether it has choices, as a chat completion does, and whether one of them ended by itself. */
  private hasChoices: bool = false;
  private hasStopped: bool = false;

  add(value: JsonValue): void {
    const error = value.member("error");
    if (error != null && !error.isNull) this.refusal = "error";
    const choices = value.member("choices");
    if (choices == null) return;
    const walk = new Elements(choices);
    while (walk.next()) this.addChoice(walk.value);
  }

  /** To be called at the end: a chat completion whose end did not come was cut off. */
  finish(): void {
    if (this.refusal == null && this.hasChoices && !this.hasStopped) this.refusal = "incomplete";
  }

  private addChoice(choice: JsonValue): void {
    this.hasChoices = true;
    const delta = choice.member("delta");
    const message = delta == null ? choice.member("message") : delta;
    if (message != null && (says(message, "tool_calls") || says(message, "function_call"))) {
      this.refusal = "tool_calls";
    }
    const finish = choice.member("finish_reason");
    if (finish == null || finish.isNull) return;
    if (finish.isString("stop")) this.hasStopped = true;
    else if (this.refusal == null) this.refusal = "finish_reason";
  }
}
