import type { Embedder } from "../embedding/embedder.ts";
import { compatibleDialect } from "./dashscope/compatible.ts";
import type { Dialect } from "./dashscope/dialect.ts";
import { findModel, padded, tokens } from "./dashscope/models.ts";
import { nativeDialect } from "./dashscope/native.ts";
import { rerank, RERANK_PATH } from "./dashscope/rerank.ts";
import type { Received } from "./received.ts";
import { json, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

/** What the DashScope stand-in is made of. */
export interface DashScopeOptions extends Address {
  embedder: Embedder;
  /** The only key accepted. */
  apiKey: string;
}

const DIALECTS: Record<string, Dialect> = {
  "/api/v1/services/embeddings/text-embedding/text-embedding": nativeDialect,
  "/compatible-mode/v1/embeddings": compatibleDialect,
};

/**
 * DashScope's text embedding, the native API and the OpenAI-compatible one, and its native text rerank.
 * https://help.aliyun.com/zh/model-studio/text-embedding-synchronous-api
 *
 * Vectors come from `embedder`, padded with zeros to the dimension asked for, which changes no cosine. A dimension
 * below the embedder's own is refused, since cutting would change distances. Closing does not close the embedder.
 */
export class DashScope extends Standin {
  private readonly options: DashScopeOptions;

  constructor(options: DashScopeOptions) {
    super(options);
    this.options = options;
  }

  protected override async answer(request: Received): Promise<Reply> {
    const isRerank = request.url.pathname === RERANK_PATH;
    const dialect = isRerank ? nativeDialect : DIALECTS[request.url.pathname];
    if (!dialect || request.method !== "POST") {
      return json(404, {
        code: "NotFound",
        message: `no ${request.method} ${request.path} in this stand-in`,
      });
    }
    if (request.bearer !== this.options.apiKey)
      throw dialect.refuse(401, "InvalidApiKey", "Invalid API-key provided.");
    if (isRerank) return json(200, await rerank(request.body, this.options.embedder));
    const wanted = dialect.read(request.body);
    const model = findModel(wanted, dialect, this.options.embedder.dimension);
    const vectors = await this.options.embedder.embed(wanted.texts);
    const dimension = wanted.dimension ?? model.dimension;
    const used = wanted.texts.reduce((sum, text) => sum + tokens(text), 0);
    return json(
      200,
      dialect.write(
        wanted.model,
        vectors.map((vector) => padded(vector, dimension)),
        used,
      ),
    );
  }
}
