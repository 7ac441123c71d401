import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { errorCode } from "../call/error-code";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/config";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Embedder, isVector } from "./embedder";

const PATH = "/api/v1/services/embeddings/text-embedding/text-embedding";
const VECTOR: StaticArray<string> = ["output", "embeddings", "0", "embedding"];

/**
 * DashScope's native text embedding
 * (https://help.aliyun.com/zh/model-studio/text-embedding-synchronous-api). Questions are compared with questions,
 * so both sides of the comparison are embedded as `query`.
 */
export class DashScope extends Embedder {
  private readonly headers: Header[];

  constructor(private readonly config: EmbeddingConfig) {
    super();
    this.headers = [
      new Header("authorization", "Bearer " + config.apiKey),
      new Header("content-type", "application/json"),
    ];
  }

  /** 2,048 tokens for the first two models, 8,192 since; a token is a byte at least. */
  override get maxTextBytes(): i32 {
    const isOld = this.config.model == "text-embedding-v1" || this.config.model == "text-embedding-v2";
    return isOld ? 2048 : 8192;
  }

  override embed(text: Slice): Call {
    const body = new JsonWriter();
    body.openObject().name("model").string(this.config.model);
    body.name("input").openObject().name("texts").openArray().text(text).closeArray().closeObject();
    body.name("parameters").openObject().name("text_type").string("query");
    if (this.config.dimension > 0) body.name("dimension").integer(this.config.dimension);
    body.closeObject().closeObject();
    return new Call(Upstream.Embedding, this.config.service, "POST", PATH, this.headers, body.finish());
  }

  override readVector(reply: Reply): Result<Slice> {
    const body: JsonValue | null = reply.status == 0 ? null : JsonValue.parse(reply.body);
    const code = errorCode(body == null ? null : body.member("code"));
    if (!reply.isOk) return Result.fail<Slice>(reply.fault + code);
    const vector: JsonValue | null = body == null ? null : body.at(VECTOR);
    if (vector == null) return Result.fail<Slice>("no output.embeddings.0.embedding" + code);
    if (!isVector(vector.raw, this.config.dimension)) {
      return Result.fail<Slice>("output.embeddings.0.embedding is not a vector of the configured dimension");
    }
    return Result.ok<Slice>(vector.raw);
  }
}
