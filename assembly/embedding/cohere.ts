import { Slice } from "../bytes/slice";
import { bearer, jsonHeaders } from "../call/headers";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { ListEmbedder, ReplyShape, writeTexts } from "./list-embedder";

const FLOATS: StaticArray<string> = ["embeddings", "float"];
const TYPES = Slice.of('["float"]');

/**
 * Cohere's embeddings, version 2 (https://docs.cohere.com/reference/embed). Questions are compared with questions, so
 * all are a `search_query`. A text that is too long is refused rather than cut off in silence. Errors have no code.
 */
export class Cohere extends ListEmbedder {
  constructor(config: EmbeddingConfig) {
    super(config, "/v2/embed", jsonHeaders(bearer(config.apiKey)), new ReplyShape(FLOATS, []));
  }

  /** Version 3 of the models takes 512; version 4 takes 128,000, more than a question has. */
  protected override get ownTextBytes(): i32 {
    return this.config.model.startsWith("embed-v4") ? 8192 : 512;
  }

  protected override write(body: JsonWriter, texts: Slice[]): void {
    body.name("model").string(this.config.model);
    writeTexts(body, "texts", texts);
    body.name("input_type").string("search_query").name("embedding_types").raw(TYPES);
    body.name("truncate").string("NONE");
    this.writeDimension(body, "output_dimension");
  }
}
