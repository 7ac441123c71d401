import { Slice } from "../bytes/slice";
import { bearer, jsonHeaders } from "../call/headers";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { ListEmbedder, ReplyShape, writeTexts } from "./list-embedder";

const EMBEDDINGS: StaticArray<string> = ["embeddings"];

/**
 * Ollama (https://docs.ollama.com/api/embed). A text that is too long is refused rather than cut off in silence:
 * what is cut off could make the difference. Its errors are sentences, without a code.
 */
export class Ollama extends ListEmbedder {
  constructor(config: EmbeddingConfig) {
    super(config, "/api/embed", jsonHeaders(bearer(config.apiKey)), new ReplyShape(EMBEDDINGS, []));
  }

  /** Small models take 512 tokens or fewer: `maxTextBytes` says what yours takes. */
  protected override get ownTextBytes(): i32 {
    return 2048;
  }

  protected override write(body: JsonWriter, texts: Slice[]): void {
    body.name("model").string(this.config.model);
    writeTexts(body, "input", texts);
    body.name("truncate").flag(false);
    this.writeDimension(body, "dimensions");
  }
}
