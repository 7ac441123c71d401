import type { Embedder } from "../embedding/embedder.ts";
import { padded, tokens } from "./dashscope/models.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

/** What the stand-in is made of. */
export interface OpenAiOptions extends Address {
  embedder: Embedder;
  /** The only key accepted; any unless told. */
  apiKey?: string;
  /** The only model there is. */
  model: string;
}

const MAX_TOKENS = 8191;

/**
 * OpenAI's embeddings, with an embedder of ours behind them. Vectors are padded with zeros to the dimension asked for,
 * which changes no cosine. https://platform.openai.com/docs/api-reference/embeddings/create
 */
export class OpenAi extends Standin {
  protected readonly options: OpenAiOptions;

  constructor(options: OpenAiOptions) {
    super(options);
    this.options = options;
  }

  protected override async answer(request: Received): Promise<Reply> {
    const { embedder, model } = this.options;
    const { model: wanted, input, dimensions } = JSON.parse(request.body) as Record<string, unknown>;
    this.admit(request, wanted);
    const texts = (Array.isArray(input) ? input : [input]) as string[];
    if (texts.some((text) => typeof text !== "string" || text === "")) throw refuse(400, "invalid_input");
    if (texts.some((text) => tokens(text) > MAX_TOKENS)) throw refuse(400, "context_length_exceeded");
    const dimension = typeof dimensions === "number" ? dimensions : embedder.dimension;
    if (dimension < embedder.dimension) throw refuse(400, "invalid_dimensions");
    const vectors = await embedder.embed(texts);
    const data = vectors.map((vector, index) => ({
      object: "embedding",
      index,
      embedding: padded(vector, dimension),
    }));
    const used = texts.reduce((sum, text) => sum + tokens(text), 0);
    return json(200, { object: "list", data, model, usage: { prompt_tokens: used, total_tokens: used } });
  }

  /** Refuses a request without the key, at another path, or for another model. */
  protected admit(request: Received, wanted: unknown): void {
    const { apiKey, model } = this.options;
    if (apiKey !== undefined && request.bearer !== apiKey) throw refuse(401, "invalid_api_key");
    if (request.method !== "POST" || request.path !== "/v1/embeddings") throw refuse(404, "unknown_url");
    if (wanted !== model) throw refuse(404, "model_not_found");
  }
}

/** The refusal with this code. */
export function refuse(status: number, code: string): Refusal {
  const error = { message: `refused: ${code}`, type: "invalid_request_error", param: null, code };
  return new Refusal(json(status, { error }));
}
