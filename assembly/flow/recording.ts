import { Fragments } from "../bytes/fragments";
import { Slice } from "../bytes/slice";
import { Completion } from "../chat/completion";
import { EventStream } from "../chat/event-stream";
import { StreamedAnswer } from "../chat/streamed-answer";
import { StreamedCompletion } from "../chat/streamed-completion";
import { StreamedText } from "../chat/streamed-text";
import { TextChecks, completionSaying } from "../chat/text-answer";
import { AnswerConfig } from "../config/extraction";
import { compact } from "../json/compact";
import { JsonPath } from "../json/path";
import { Twins } from "../json/twins";
import { JsonValue } from "../json/value";

/** A copy of an answer on its way to the client. */
export abstract class Recording {
  /** Why the answer is not to be kept, as a label; null while it may be. */
  refusal: string | null = null;

  /** @param maxBytes more than this is not recorded */
  constructor(protected readonly maxBytes: i32) {}

  /**
   * The recording for an answer of this media type; null where it is none that is recorded.
   * @param model of the request
   * @param now seconds since 1970
   */
  static of(
    contentType: Slice,
    config: AnswerConfig,
    model: Slice,
    now: i64,
    maxBytes: i32,
  ): Recording | null {
    const semicolon = contentType.indexOf(0x3b);
    const type = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim();
    if (type.equalsIgnoreCase("application/json")) {
      const path = config.value;
      return path == null ? new JsonRecording(maxBytes) : new TextRecording(path, model, now, maxBytes);
    }
    if (!type.equalsIgnoreCase("text/event-stream")) return null;
    const path = config.streamValue;
    const answer: StreamedAnswer =
      path == null ? new StreamedCompletion() : new StreamedText(path, model, now);
    const calls = config.toolCalls;
    return new EventRecording(answer, calls == null ? null : new ToolCalls(calls), maxBytes);
  }

  /** Takes the next piece, cut anywhere. */
  abstract add(piece: Slice): void;
  /** Whether the answer is known to be whole before the response ends. */
  abstract get isComplete(): bool;
  /** The answer as one compact completion; null where it is none, or `refusal` says why it is not to be kept. */
  abstract finish(): Completion | null;
}

/** An answer that is one JSON body. */
class JsonRecording extends Recording {
  protected readonly body: Fragments = new Fragments();

  override add(piece: Slice): void {
    if (this.refusal != null) return;
    this.body.add(piece);
    if (this.body.length <= this.maxBytes) return;
    this.refusal = "too_large";
    this.body.clear();
  }

  override get isComplete(): bool {
    return false;
  }

  override finish(): Completion | null {
    const completion = Completion.read(this.body.join());
    return completion == null ? null : compacted(completion);
  }
}

/** An answer that is one JSON body, of which the text at a path is kept. */
class TextRecording extends JsonRecording {
  constructor(
    private readonly path: JsonPath,
    private readonly model: Slice,
    private readonly now: i64,
    maxBytes: i32,
  ) {
    super(maxBytes);
  }

  override finish(): Completion | null {
    const body = Completion.read(this.body.join());
    if (body == null) return null;
    const checks = new TextChecks("not_a_completion");
    const text = checks.textAt(this.path, body.value);
    checks.finish();
    this.refusal = checks.refusal;
    if (this.refusal != null) return null;
    return Completion.read(completionSaying(text, this.model, this.now));
  }
}

/** An answer that is an event stream. */
class EventRecording extends Recording {
  private readonly events: EventStream = new EventStream();

  constructor(
    private readonly answer: StreamedAnswer,
    private readonly toolCalls: ToolCalls | null,
    maxBytes: i32,
  ) {
    super(maxBytes);
  }

  override add(piece: Slice): void {
    if (this.refusal != null || this.answer.isDone) return;
    this.events.push(piece);
    while (!this.answer.isDone && this.events.next()) this.addEvent(this.events.data);
    if (this.answer.refusal != null) this.refusal = this.answer.refusal;
    if (this.answer.size + this.events.heldBytes > this.maxBytes) this.refusal = "too_large";
  }

  override get isComplete(): bool {
    return this.answer.isDone;
  }

  override finish(): Completion | null {
    const completion = Completion.read(this.answer.finish());
    this.refusal = this.answer.refusal;
    return completion == null || this.refusal != null ? null : compacted(completion);
  }

  private addEvent(data: Slice): void {
    const refusal: string | null = this.events.isError ? "error" : this.toolRefusal(data);
    if (refusal != null) this.refusal = refusal;
    else this.answer.add(data);
  }

  private toolRefusal(data: Slice): string | null {
    const calls = this.toolCalls;
    return calls == null ? null : calls.refusal(data);
  }
}

/** Looks for calls of tools in the events of an answer, where the operator says that they stand. */
class ToolCalls {
  private readonly twins: Twins = new Twins();

  constructor(private readonly path: JsonPath) {}

  /** Why an event is not to be kept; null where nothing stands there. */
  refusal(data: Slice): string | null {
    const event = JsonValue.parse(data);
    if (event == null) return null;
    if (this.twins.areWithin(event)) return "not_a_chunk";
    const found = this.path.select(event);
    if (found == null) return null;
    const text = found.text();
    return text == null || text.length > 0 ? "tool_calls" : null;
  }
}

/** Without space between tokens, so that it fits on the lines of an event stream. */
function compacted(completion: Completion): Completion {
  return new Completion(JsonValue.of(compact(completion.value)));
}
