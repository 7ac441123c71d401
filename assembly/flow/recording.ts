import { Fragments } from "../bytes/fragments";
import { Slice } from "../bytes/slice";
import { Completion } from "../chat/completion";
import { EventStream } from "../chat/event-stream";
import { StreamedCompletion } from "../chat/streamed-completion";
import { compact } from "../json/compact";
import { JsonValue } from "../json/value";

/** A copy of an answer on its way to the client. */
export abstract class Recording {
  /** Why the answer is not to be kept, as a label; null while it may be. */
  refusal: string | null = null;

  /** @param maxBytes more than this is not recorded */
  constructor(protected readonly maxBytes: i32) {}

  /** The recording for an answer of this media type; null where it is none that is recorded. */
  static of(contentType: Slice, maxBytes: i32): Recording | null {
    const semicolon = contentType.indexOf(0x3b);
    const type = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim();
    if (type.equalsIgnoreCase("application/json")) return new JsonRecording(maxBytes);
    if (type.equalsIgnoreCase("text/event-stream")) return new EventRecording(maxBytes);
    return null;
  }

  /** Takes the next piece, cut anywhere. */
  abstract add(piece: Slice): void;
  /** Whether the answer is known to be whole before the response ends. */
  abstract get isComplete(): bool;
  /** The answer as one compact completion; null where it is none. */
  abstract finish(): Completion | null;
}

/** An answer that is one JSON body. */
class JsonRecording extends Recording {
  private readonly body: Fragments = new Fragments();

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

/** An answer that is an event stream. */
class EventRecording extends Recording {
  private readonly events: EventStream = new EventStream();
  private readonly answer: StreamedCompletion = new StreamedCompletion();

  override add(piece: Slice): void {
    if (this.refusal != null || this.answer.isDone) return;
    this.events.push(piece);
    while (!this.answer.isDone && this.events.next()) {
      if (this.events.isError) this.refusal = "error";
      else this.answer.add(this.events.data);
    }
    if (this.answer.refusal != null) this.refusal = this.answer.refusal;
    if (this.answer.size + this.events.heldBytes > this.maxBytes) this.refusal = "too_large";
  }

  override get isComplete(): bool {
    return this.answer.isDone;
  }

  override finish(): Completion | null {
    const completion = Completion.read(this.answer.finish());
    return completion == null ? null : compacted(completion);
  }
}

/** Without space between tokens, so that it fits on the lines of an event stream. */
function compacted(completion: Completion): Completion {
  return new Completion(new JsonValue(compact(completion.value)));
}
