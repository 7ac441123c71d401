import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { JsonWriter } from "../json/json-writer";
import { Twins } from "../json/twins";
import { Elements, JsonValue, Members } from "../json/value";
import { MOST_MEMBERS } from "./completion";
import { Frame } from "./frame";
import { StreamedAnswer } from "./streamed-answer";
import { StreamedChoice } from "./streamed-choice";

/** More choices than this in one stream are not recorded. */
const MAX_CHOICES: i32 = 128;

/**
 * A completion put together from the chunks of a streamed answer
 * (https://platform.openai.com/docs/api-reference/chat-streaming).
 */
export class StreamedCompletion extends StreamedAnswer {
  private readonly choices: StreamedChoice[] = [];
  private readonly twins: Twins = new Twins(MOST_MEMBERS);
  private readonly frame: Frame = new Frame();
  /** `id`, `created`, `model` and the like, from the first chunk that has a choice. */
  private head: JsonWriter | null = null;
  private usage: Slice | null = null;

  override get size(): i32 {
    let size = 0;
    for (let i = 0; i < this.choices.length; i++) size += this.choices[i].size;
    return size;
  }

  override add(data: Slice): void {
    if (this.isDone || this.refusal != null) return;
    if (data.equals("[DONE]")) {
      this.isDone = true;
      return;
    }
    if (!this.frame.takes(data)) this.read(data);
  }

  private read(data: Slice): void {
    this.frame.begin(data);
    const chunk = JsonValue.parse(data);
    if (chunk == null || !chunk.isObject || this.twins.areIn(chunk)) {
      this.refusal = "not_a_chunk";
      return;
    }
    const members = new Members(chunk);
    while (members.next()) {
      if (members.isNull) continue;
      if (members.isNamed("error")) this.refusal = "error";
      else if (members.isNamed("usage")) this.usage = members.value.raw;
      else if (members.isNamed("choices")) this.addChoices(chunk, members.value);
    }
  }

  override finish(): Slice {
    const head = this.head;
    const out = head == null ? beginHead() : head;
    out.name("choices").openArray();
    this.choices.sort((a, b) => a.index - b.index);
    for (let i = 0; i < this.choices.length; i++) this.choices[i].write(out);
    out.closeArray();
    const usage = this.usage;
    if (usage != null) out.name("usage").raw(usage);
    return out.closeObject().finish();
  }

  private addChoices(chunk: JsonValue, list: JsonValue): void {
    const walk = new Elements(list);
    while (walk.next()) {
      if (this.head == null) this.head = copyHead(chunk);
      const value = walk.value;
      const choice: StreamedChoice | null = value.isObject ? this.choiceOf(value) : null;
      if (choice == null) {
        this.refusal = "not_a_chunk";
        return;
      }
      choice.add(value);
      if (choice.refusal != null) this.refusal = choice.refusal;
    }
  }

  private choiceOf(value: JsonValue): StreamedChoice | null {
    const member = value.member("index");
    const number = member == null ? 0 : member.number();
    if (!(number >= 0 && number < MAX_CHOICES && Math.floor(number) == number)) return null;
    const index = <i32>number;
    for (let i = 0; i < this.choices.length; i++) if (this.choices[i].index == index) return this.choices[i];
    const choice = new StreamedChoice(index, this.twins, this.frame);
    this.choices.push(choice);
    return choice;
  }
}

function beginHead(): JsonWriter {
  return new JsonWriter(new ByteWriter(1024)).openObject().name("object").string("chat.completion");
}

/** Begins a completion with what a chunk says of all of them. */
function copyHead(chunk: JsonValue): JsonWriter {
  const out = beginHead();
  const members = new Members(chunk);
  while (members.next()) {
    if (members.isNamed("object") || members.isNamed("choices") || members.isNamed("usage")) continue;
    if (members.isNamed("obfuscation")) continue; // padding of one chunk, no part of the answer
    out.nameSlice(members.key).raw(members.value.raw);
  }
  return out;
}
