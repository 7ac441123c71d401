import { Slice } from "../bytes/slice";
import { bearer, jsonHeaders } from "../call/headers";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { ListEmbedder, ReplyShape, writeTexts } from "./list-embedder";

const PATH = "/api/v1/services/embeddings/text-embedding/text-embedding";
const EMBEDDINGS: StaticArray<string> = ["output", "embeddings"];
const CODE: StaticArray<string> = ["code"];

/**
 * DashScope's native text embedding
 * (https://help.aliyun.com/zh/model-studio/text-embedding-synchronous-api). Questions are compared with questions,
 * so both sides of the comparison are embedded as `query`.
 */
export class DashScope extends ListEmbedder {
  constructor(config: EmbeddingConfig) {
    const shape = new ReplyShape(EMBEDDINGS, CODE, "text_index", "embedding");
    super(config, PATH, jsonHeaders(bearer(config.apiKey)), shape);
  }

  /** Of the first two models 2,048, of those since 8,192. */
  protected override get ownTextBytes(): i32 {
    const model = this.config.model;
    return model == "text-embedding-v1" || model == "text-embedding-v2" ? 2048 : 8192;
  }

  protected override write(body: JsonWriter, texts: Slice[]): void {
    body.name("model").string(this.config.model).name("input").openObject();
    writeTexts(body, "texts", texts);
    body.closeObject().name("parameters").openObject().name("text_type").string("query");
    this.writeDimension(body, "dimension");
    body.closeObject();
  }
}
