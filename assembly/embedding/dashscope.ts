import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { bearer, jsonHeaders } from "../call/headers";
import { errorCode } from "../call/error-code";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Embedder } from "./embedder";
import { VectorList } from "./vectors";

const PATH = "/api/v1/services/embeddings/text-embedding/text-embedding";
const EMBEDDINGS: StaticArray<string> = ["output", "embeddings"];

/**
 * DashScope's native text embedding
 * (https://help.aliyun.com/zh/model-studio/text-embedding-synchronous-api). Questions are compared with questions,
 * so both sides of the comparison are embedded as `query`.
 */
export class DashScope extends Embedder {
  private readonly headers: Header[];

  constructor(private readonly config: EmbeddingConfig) {
    super();
    this.headers = jsonHeaders(bearer(config.apiKey));
  }

  /** 2,048 tokens for the first two models, 8,192 since; a token is a byte at least. */
  override get maxTextBytes(): i32 {
    if (this.config.maxTextBytes > 0) return this.config.maxTextBytes;
    const isOld = this.config.model == "text-embedding-v1" || this.config.model == "text-embedding-v2";
    return isOld ? 2048 : 8192;
  }

  override embedAll(texts: Slice[], _now: i64): Call {
    const body = new JsonWriter();
    body.openObject().name("model").string(this.config.model);
    body.name("input").openObject().name("texts").openArray();
    for (let i = 0; i < texts.length; i++) body.text(texts[i]);
    body.closeArray().closeObject();
    body.name("parameters").openObject().name("text_type").string("query");
    if (this.config.dimension > 0) body.name("dimension").integer(this.config.dimension);
    body.closeObject().closeObject();
    return new Call(Upstream.Embedding, this.config.service, "POST", PATH, this.headers, body.finish());
  }

  override readVectors(reply: Reply, count: i32): Result<Slice[]> {
    const body: JsonValue | null = reply.status == 0 ? null : JsonValue.parse(reply.body);
    const code = errorCode(body == null ? null : body.member("code"));
    if (!reply.isOk) return Result.fail<Slice[]>(reply.fault + code);
    const embeddings: JsonValue | null = body == null ? null : body.at(EMBEDDINGS);
    if (embeddings == null) return Result.fail<Slice[]>("no output.embeddings" + code);
    const vectors = new VectorList(count, this.config.dimension);
    return vectors.readObjects(embeddings, "output.embeddings", "text_index", "embedding");
  }
}
