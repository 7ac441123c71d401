import { Slice } from "../bytes/slice";
import { bearer, jsonHeaders } from "../call/headers";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { ListEmbedder, ReplyShape, writeTexts } from "./list-embedder";

const CODE: StaticArray<string> = ["error_type"];

/**
 * Hugging Face's feature extraction (https://huggingface.co/docs/inference-providers/tasks/feature-extraction), and Text
 * Embeddings Inference (https://huggingface.github.io/text-embeddings-inference), which has the same form: the reply is
 * the list of vectors. A text that is too long is refused rather than cut off in silence.
 */
export class HuggingFace extends ListEmbedder {
  /** @param path where requests go unless configured */
  constructor(config: EmbeddingConfig, path: string) {
    super(config, config.pathOr(path), jsonHeaders(bearer(config.apiKey)), new ReplyShape([], CODE));
  }

  /** Most models are BERT's children and take 512 or fewer: `maxTextBytes` says what yours takes. */
  protected override get ownTextBytes(): i32 {
    return 512;
  }

  protected override write(body: JsonWriter, texts: Slice[]): void {
    writeTexts(body, "inputs", texts);
    body.name("truncate").flag(false);
    this.writeDimension(body, "dimensions");
  }
}
