import { Slice } from "../bytes/slice";
import { JsonPath } from "../json/path";
import { JsonWriter } from "../json/json-writer";
import { Twins } from "../json/twins";
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

/** Reads the JSON of which an answer, or a piece of it, is only a part, for signs that it is not worth keeping. */
export class TextChecks {
  /** Why the answer is not to be kept, as a label; null while it may be. */
  refusal: string | null = null;
  /** Whether it has choices, as a chat completion does, and whether one of them ended by itself. */
  private hasChoices: bool = false;
  private hasStopped: bool = false;
  private readonly twins: Twins = new Twins();

  /** @param ambiguous the label for JSON that says a name twice, as it is open what stands at a path into it */
  constructor(private readonly ambiguous: string) {}

  /** Reads such JSON, and what it says at `path`: empty where there is nothing. */
  textAt(path: JsonPath, value: JsonValue): Slice {
    this.check(value);
    const found = path.select(value);
    const text: Slice | null = found == null ? Slice.EMPTY : found.text();
    if (text != null) return text;
    // To leave it out would keep an answer with a hole in it.
    if (this.refusal == null) this.refusal = "not_text";
    return Slice.EMPTY;
  }

  /** To be called at the end: a chat completion whose end did not come was cut off. */
  finish(): void {
    if (this.refusal == null && this.hasChoices && !this.hasStopped) this.refusal = "incomplete";
  }

  private check(value: JsonValue): void {
    if (this.twins.areWithin(value)) this.refusal = this.ambiguous;
    const error = value.member("error");
    if (error != null && !error.isNull) this.refusal = "error";
    const choices = value.member("choices");
    if (choices == null) return;
    const walk = new Elements(choices);
    while (walk.next()) this.addChoice(walk.value);
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
