import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { bearer, jsonHeaders } from "../call/headers";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Embedder } from "./embedder";
import { VectorList } from "./vectors";

const PATH = "/api/embed";
/** Small models take 512 tokens or fewer, which are a byte at least each; `maxTextBytes` says what yours takes. */
const MAX_TEXT_BYTES = 2048;
const FALSE = Slice.of("false");

/**
 * Ollama (https://docs.ollama.com/api/embed). A text that is too long is refused rather than cut off in silence:
 * what is cut off could make the difference.
 */
export class Ollama extends Embedder {
  private readonly headers: Header[];

  constructor(private readonly config: EmbeddingConfig) {
    super();
    this.headers = jsonHeaders(bearer(config.apiKey));
  }

  override get maxTextBytes(): i32 {
    return this.config.maxTextBytes > 0 ? this.config.maxTextBytes : MAX_TEXT_BYTES;
  }

  override embedAll(texts: Slice[], _now: i64): Call {
    const body = new JsonWriter();
    body.openObject().name("model").string(this.config.model).name("input").openArray();
    for (let i = 0; i < texts.length; i++) body.text(texts[i]);
    body.closeArray().name("truncate").raw(FALSE);
    if (this.config.dimension > 0) body.name("dimensions").integer(this.config.dimension);
    body.closeObject();
    return new Call(Upstream.Embedding, this.config.service, "POST", PATH, this.headers, body.finish());
  }

  /** Its errors are sentences, which are not told: they may quote the text. */
  override readVectors(reply: Reply, count: i32): Result<Slice[]> {
    if (!reply.isOk) return Result.fail<Slice[]>(reply.fault);
    const body = JsonValue.parse(reply.body);
    const embeddings: JsonValue | null = body == null ? null : body.member("embeddings");
    if (embeddings == null) return Result.fail<Slice[]>("no embeddings");
    return new VectorList(count, this.config.dimension).readPlain(embeddings, "embeddings");
  }
}
