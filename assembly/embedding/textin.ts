import { Slice } from "../bytes/slice";
import { Header } from "../call/call";
import { jsonHeaders } from "../call/headers";
import { EmbeddingConfig } from "../config/embedding";
import { JsonWriter } from "../json/json-writer";
import { ListEmbedder, ReplyShape, writeTexts } from "./list-embedder";

const EMBEDDING: StaticArray<string> = ["result", "embedding"];
const CODE: StaticArray<string> = ["code"];

/**
 * TextIn's acge_text_embedding (https://www.textin.com/document/acge_text_embedding). An error may have status 200 and
 * its own number as `code`.
 */
export class TextIn extends ListEmbedder {
  constructor(config: EmbeddingConfig) {
    const account = config.account;
    const headers = jsonHeaders(new Header("x-ti-secret-code", account.secret));
    headers.unshift(new Header("x-ti-app-id", account.appId));
    super(config, "/ai/service/v1/acge_embedding", headers, new ReplyShape(EMBEDDING, CODE));
  }

  protected override get ownTextBytes(): i32 {
    return 1024;
  }

  protected override write(body: JsonWriter, texts: Slice[]): void {
    writeTexts(body, "input", texts);
    this.writeDimension(body, "matryoshka_dim");
  }
}
