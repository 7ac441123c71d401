import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { errorCode } from "../call/error-code";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/config";
import { JsonWriter } from "../json/json-writer";
import { Elements, JsonValue, readIndex } from "../json/value";
import { Embedder, isVector } from "./embedder";

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

  override embedAll(texts: Slice[]): Call {
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
    const vectors = new Array<Slice>(count).fill(Slice.EMPTY);
    const walk = new Elements(embeddings);
    // `text_index` names the text; without it they stand in the order of the texts.
    for (let i = 0; walk.next(); i++) {
      const index = walk.value.member("text_index");
      const at = index == null ? i : readIndex(index.raw.toString());
      const vector = walk.value.member("embedding");
      if (at >= 0 && at < count && vector != null) vectors[at] = vector.raw;
    }
    for (let i = 0; i < count; i++) {
      if (!isVector(vectors[i], this.config.dimension)) {
        return Result.fail<Slice[]>(
          `output.embeddings.${i}.embedding is not a vector of the configured dimension`,
        );
      }
    }
    return Result.ok<Slice[]>(vectors);
  }
}
