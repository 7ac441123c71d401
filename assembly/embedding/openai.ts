import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { errorCode } from "../call/error-code";
import { bearer, jsonHeaders } from "../call/headers";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Embedder } from "./embedder";
import { VectorList } from "./vectors";

const PATH = "/v1/embeddings";
/** The models take 8,192 tokens less one, a token being a byte at least. */
const MAX_TEXT_BYTES = 8191;
const CODE: StaticArray<string> = ["error", "code"];

/**
 * OpenAI's embeddings (https://platform.openai.com/docs/api-reference/embeddings/create), which many servers speak:
 * vLLM, TEI, LocalAI, and DashScope at `/compatible-mode/v1/embeddings`.
 */
export class OpenAi extends Embedder {
  private readonly headers: Header[];
  private readonly path: string;

  constructor(private readonly config: EmbeddingConfig) {
    super();
    const path = config.path;
    this.path = path != null ? path : PATH;
    this.headers = jsonHeaders(bearer(config.apiKey));
  }

  override get maxTextBytes(): i32 {
    return this.config.maxTextBytes > 0 ? this.config.maxTextBytes : MAX_TEXT_BYTES;
  }

  override embedAll(texts: Slice[], _now: i64): Call {
    const body = new JsonWriter();
    body.openObject().name("model").string(this.config.model).name("input").openArray();
    for (let i = 0; i < texts.length; i++) body.text(texts[i]);
    body.closeArray();
    // Models of one size only may refuse it even where it is theirs, so it is sent only where it is configured.
    if (this.config.dimension > 0) body.name("dimensions").integer(this.config.dimension);
    body.closeObject();
    return new Call(Upstream.Embedding, this.config.service, "POST", this.path, this.headers, body.finish());
  }

  override readVectors(reply: Reply, count: i32): Result<Slice[]> {
    const body: JsonValue | null = reply.status == 0 ? null : JsonValue.parse(reply.body);
    const code = errorCode(body == null ? null : body.at(CODE));
    if (!reply.isOk) return Result.fail<Slice[]>(reply.fault + code);
    const data: JsonValue | null = body == null ? null : body.member("data");
    if (data == null) return Result.fail<Slice[]>("no data" + code);
    return new VectorList(count, this.config.dimension).readObjects(data, "data", "index", "embedding");
  }
}
