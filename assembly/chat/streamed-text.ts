import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { JsonPath } from "../json/path";
import { JsonValue } from "../json/value";
import { StreamedAnswer } from "./streamed-answer";
import { TextChecks, completionSaying } from "./text-answer";

/** An answer whose text stands at a path in each event. */
export class StreamedText extends StreamedAnswer {
  private readonly out: ByteWriter = new ByteWriter();
  private readonly checks: TextChecks = new TextChecks("not_a_chunk");

  constructor(
    private readonly path: JsonPath,
    private readonly model: Slice,
    private readonly created: i64,
  ) {
    super();
  }

  override get size(): i32 {
    return this.out.length;
  }

  override add(data: Slice): void {
    if (this.isDone || this.refusal != null) return;
    if (data.equals("[DONE]")) {
      this.isDone = true;
      return;
    }
    const event = JsonValue.parse(data);
    if (event == null || !event.isObject) {
      this.refusal = "not_a_chunk";
      return;
    }
    this.out.slice(this.checks.textAt(this.path, event));
    this.refusal = this.checks.refusal;
  }

  override finish(): Slice {
    this.checks.finish();
    if (this.refusal == null) this.refusal = this.checks.refusal;
    return completionSaying(this.out.finish(), this.model, this.created);
  }
}
