import type { Embedder } from "../embedding/embedder.ts";
import { tokens } from "./dashscope/models.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";
import { readTexts, vectorsOf } from "./texts.ts";

/** What the stand-in is made of. */
export interface TeiOptions extends Address {
  embedder: Embedder;
  /** The only path there is; `/embed` unless told. */
  path?: string;
  /** The only key accepted; any unless told. */
  apiKey?: string;
  /** Tokens that the model takes; 512 unless told. */
  maxTokens?: number;
}

const MAX_TEXTS = 32;

/**
 * Text Embeddings Inference, and at another path Hugging Face's feature extraction.
 * https://huggingface.github.io/text-embeddings-inference
 */
export class Tei extends Standin {
  private readonly options: TeiOptions;

  constructor(options: TeiOptions) {
    super(options);
    this.options = options;
  }

  protected override async answer(request: Received): Promise<Reply> {
    const { embedder, path = "/embed", apiKey, maxTokens = 512 } = this.options;
    if (apiKey !== undefined && request.bearer !== apiKey) throw refuse(401, "Invalid token", "unauthorized");
    if (request.method !== "POST" || request.path !== path) return { status: 404, body: "Not Found" };
    const { inputs, truncate = false, dimensions } = JSON.parse(request.body) as Record<string, unknown>;
    const texts = readTexts(inputs);
    if (!texts) throw refuse(400, "`inputs` cannot be empty", "Empty");
    if (texts.length > MAX_TEXTS) {
      throw refuse(422, `batch size ${texts.length} > maximum allowed batch size ${MAX_TEXTS}`, "Validation");
    }
    if (truncate !== true && texts.some((text) => tokens(text) > maxTokens)) {
      throw refuse(413, `\`inputs\` must have less than ${maxTokens} tokens`, "Validation");
    }
    const vectors = await vectorsOf(embedder, texts, dimensions);
    if (!vectors) throw refuse(422, "`dimensions` is not supported", "Validation");
    return json(200, vectors);
  }
}

function refuse(status: number, error: string, error_type: string): Refusal {
  return new Refusal(json(status, { error, error_type }));
}
