import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { JsonWriter } from "../json/json-writer";
import { Twins } from "../json/twins";
import { Elements, JsonValue, Members } from "../json/value";
import { Frame } from "./frame";

/** A member of the message that comes in pieces, such as `content`: its text as it stands in JSON, joined. */
class GrowingText {
  /** The pieces stay escaped: half a surrogate pair may end one piece and the other half begin the next. */
  readonly inner: ByteWriter = new ByteWriter();

  constructor(readonly name: Slice) {}
}

/** One choice of a streamed answer, put together from its deltas. */
export class StreamedChoice {
  /** Why this choice cannot be kept, as a label; null while it can. */
  refusal: string | null = null;
  private role: Slice = ASSISTANT;
  private finish: Slice = NULL;
  private readonly texts: GrowingText[] = [];

  constructor(
    readonly index: i32,
    private readonly twins: Twins,
    private readonly frame: Frame,
  ) {}

  /** Bytes of text gathered so far. */
  get size(): i32 {
    let size = 0;
    for (let i = 0; i < this.texts.length; i++) size += this.texts[i].inner.length;
    return size;
  }

  /** Takes one element of the `choices` of the chunk in the frame. */
  add(choice: JsonValue): void {
    if (this.twins.areIn(choice)) this.refusal = "not_a_chunk";
    const members = new Members(choice);
    while (members.next()) {
      if (members.isNamed("delta")) this.addDelta(members.value);
      else if (members.isNull) continue;
      else if (members.isNamed("finish_reason")) this.addFinish(members.value);
      else if (members.isNamed("logprobs")) this.refusal = "logprobs";
    }
  }

  /** Writes the choice as a completion has it. */
  write(out: JsonWriter): void {
    out.openObject().name("index").integer(this.index).name("message").openObject();
    out.name("role").raw(this.role);
    let hasContent = false;
    for (let i = 0; i < this.texts.length; i++) {
      const text = this.texts[i];
      if (text.name.equals("content")) hasContent = true;
      out.nameSlice(text.name).inner(text.inner.finish());
    }
    if (!hasContent) out.name("content").raw(NULL);
    out.closeObject().name("logprobs").raw(NULL).name("finish_reason").raw(this.finish).closeObject();
  }

  private addFinish(reason: JsonValue): void {
    // Some services send an empty reason with every chunk but the last.
    if (!reason.isString("")) this.finish = reason.raw;
  }

  private addDelta(delta: JsonValue): void {
    if (this.twins.areIn(delta)) this.refusal = "not_a_chunk";
    const members = new Members(delta);
    while (members.next()) {
      const value = members.value;
      if (members.isNamed("role")) {
        if (value.isText) this.role = value.raw;
      } else if (value.isText) {
        this.frame.add(value.from + 1, value.to - 1, this.textOf(members.key).inner);
      } else if (!isNothing(value)) {
        const isCall = members.isNamed("tool_calls") || members.isNamed("function_call");
        this.refusal = isCall ? "tool_calls" : "unknown_delta";
      }
    }
  }

  private textOf(name: Slice): GrowingText {
    for (let i = 0; i < this.texts.length; i++) {
      if (this.texts[i].name.equalsSlice(name)) return this.texts[i];
    }
    const text = new GrowingText(name);
    this.texts.push(text);
    return text;
  }
}

const ASSISTANT = Slice.of('"assistant"');
const NULL = Slice.of("null");

/** Null and the empty list say nothing. */
function isNothing(value: JsonValue): bool {
  return value.isNull || (value.isArray && !new Elements(value).next());
}
