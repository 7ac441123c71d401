import { Slice } from "../bytes/slice";
import { Header } from "../call/call";
import { jsonHeaders } from "../call/headers";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { ListEmbedder, ReplyShape, writeTexts } from "./list-embedder";

const DATA: StaticArray<string> = ["data"];
const CODE: StaticArray<string> = ["error", "code"];

/**
 * OpenAI's embeddings (https://platform.openai.com/docs/api-reference/embeddings/create), which many servers speak:
 * vLLM, TEI, LocalAI, and DashScope at `/compatible-mode/v1/embeddings`.
 */
export class OpenAi extends ListEmbedder {
  /** @param credential null where the service takes none */
  constructor(config: EmbeddingConfig, path: string, credential: Header | null) {
    super(config, path, jsonHeaders(credential), new ReplyShape(DATA, CODE, "index", "embedding"));
  }

  /** The models take 8,192 tokens less one. */
  protected override get ownTextBytes(): i32 {
    return 8191;
  }

  protected override write(body: JsonWriter, texts: Slice[]): void {
    body.name("model").string(this.config.model);
    writeTexts(body, "input", texts);
    this.writeDimension(body, "dimensions");
  }
}
