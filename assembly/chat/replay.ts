import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { JsonWriter } from "../json/json-writer";
import { writeText } from "../json/text";
import { Elements, JsonValue, Members } from "../json/value";
import { Completion, indexOf } from "./completion";
import { Pieces } from "./pieces";

/** Bytes after which a piece of text may end, and how many pieces a long text is cut into at most (about). */
const PIECE_BYTES: i32 = 32;
const MAX_PIECES: i32 = 256;
/** A chunk's head may be this many times as long as the piece it carries, so that a large one swells nothing. */
const HEAD_RATIO: i32 = 16;
const NULL: Slice = Slice.of("null");

/** Writes a completion as the event stream in which a model would have sent it. */
export class Replay {
  private readonly out: ByteWriter;
  /** Everything of a chunk that stands before its choices. */
  private readonly head: Slice;

  private constructor(
    private readonly completion: JsonValue,
    private readonly includeUsage: bool,
  ) {
    this.out = new ByteWriter(completion.raw.length * 4 + 1024);
    this.head = chunkHead(completion);
  }

  /**
   * The event stream of `completion` (https://platform.openai.com/docs/api-reference/chat-streaming).
   * @param includeUsage as `stream_options.include_usage` asks
   */
  static eventStream(completion: Completion, includeUsage: bool): Slice {
    return new Replay(completion.value, includeUsage).write();
  }

  private write(): Slice {
    const choices = this.completion.member("choices");
    if (choices != null) {
      const walk = new Elements(choices);
      for (let place = 0; walk.next(); place++) this.writeChoice(walk.value, place);
    }
    const usage = this.completion.member("usage");
    if (this.includeUsage && usage != null && !usage.isNull) {
      this.out.text("data: ").slice(this.head).text('"choices":[],"usage":').slice(usage.raw).text("}\n\n");
    }
    return this.out.text("data: [DONE]\n\n").finish();
  }

  private writeChoice(choice: JsonValue, place: i32): void {
    const index = Slice.of(indexOf(choice, place).toString());
    const message = choice.member("message");
    const logprobs = choice.member("logprobs");
    // Log probabilities belong to tokens, which pieces are not: with them the text goes out whole.
    const whole = logprobs != null && !logprobs.isNull;
    if (message != null) {
      this.writeOpening(index, message);
      this.writeTexts(index, message, false, whole ? logprobs : null);
      this.writeTexts(index, message, true, whole ? logprobs : null);
    }
    const finish = choice.member("finish_reason");
    const delta = new JsonWriter().openObject().closeObject();
    this.writeChunk(index, delta, finish == null ? null : finish.raw);
  }

  /** The chunk with the role and with whatever of the message is no text. */
  private writeOpening(index: Slice, message: JsonValue): void {
    const delta = new JsonWriter().openObject();
    const members = new Members(message);
    while (members.next()) {
      const isRole = members.isNamed("role");
      if (!isRole && (members.value.isText || members.value.isNull)) continue;
      delta.nameSlice(members.key).raw(members.value.raw);
    }
    this.writeChunk(index, delta.name("content").string("").closeObject(), null);
  }

  /** The chunks of `content`, or of every other text: a model thinks before it speaks. */
  private writeTexts(index: Slice, message: JsonValue, content: bool, logprobs: JsonValue | null): void {
    const members = new Members(message);
    while (members.next()) {
      if (!members.value.isText || members.isNamed("role")) continue;
      if (members.isNamed("content") != content) continue;
      const text = members.value.inner;
      const carried = content ? logprobs : null;
      const size = carried == null ? this.pieceSize(text) : text.length;
      this.writePieces(members.key, text, size, index, carried == null ? null : carried.raw);
    }
  }

  /** A chunk for each piece: all but the piece is the same in each, and put together once. */
  private writePieces(key: Slice, text: Slice, size: i32, index: Slice, logprobs: Slice | null): void {
    const between = new ByteWriter(this.head.length + 192);
    this.close(between.text('"}'), logprobs, null);
    const opening = between.length;
    this.open(between, index);
    writeText(between.byte(0x7b), key);
    const whole = between.text(':"').finish();
    const out = this.out;
    const pieces = new Pieces(text, size);
    // Behind a piece comes what ends its chunk, and before another one what begins the next.
    let from = opening;
    while (pieces.next()) {
      out.piece(whole, from, whole.length).piece(text, pieces.from, pieces.to);
      from = 0;
    }
    if (from == 0) out.piece(whole, 0, opening);
  }

  private pieceSize(text: Slice): i32 {
    return max(PIECE_BYTES, max(text.length / MAX_PIECES, this.head.length / HEAD_RATIO));
  }

  private writeChunk(index: Slice, delta: JsonWriter, finish: Slice | null): void {
    this.open(this.out, index);
    this.out.slice(delta.finish());
    this.close(this.out, null, finish);
  }

  /** What stands in a chunk before the delta. */
  private open(out: ByteWriter, index: Slice): void {
    out.text("data: ").slice(this.head).text('"choices":[{"index":').slice(index).text(',"delta":');
  }

  /** What stands in a chunk behind the delta. */
  private close(out: ByteWriter, logprobs: Slice | null, finish: Slice | null): ByteWriter {
    out.text(',"logprobs":').slice(orNull(logprobs)).text(',"finish_reason":').slice(orNull(finish));
    return out.text(this.includeUsage ? '}],"usage":null}\n\n' : "}]}\n\n");
  }
}

function orNull(value: Slice | null): Slice {
  return value == null ? NULL : value;
}

/** `{"object":"chat.completion.chunk","id":…,` with all that the completion says beside choices and usage. */
function chunkHead(completion: JsonValue): Slice {
  const head = new JsonWriter().openObject().name("object").string("chat.completion.chunk");
  const members = new Members(completion);
  while (members.next()) {
    if (members.isNamed("object") || members.isNamed("choices") || members.isNamed("usage")) continue;
    head.nameSlice(members.key).raw(members.value.raw);
  }
  head.out.byte(0x2c);
  return head.finish();
}
