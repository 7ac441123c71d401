import type { Embedder } from "../embedding/embedder.ts";
import { tokens } from "./dashscope/models.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

/** What the stand-in is made of. */
export interface OllamaOptions extends Address {
  embedder: Embedder;
  /** The only model that has been pulled. */
  model: string;
  /** Tokens that it takes; 256 unless told, as all-minilm does. */
  contextTokens?: number;
}

/** Ollama's embeddings, with an embedder of ours behind them. https://docs.ollama.com/api/embed */
export class Ollama extends Standin {
  private readonly options: OllamaOptions;

  constructor(options: OllamaOptions) {
    super(options);
    this.options = options;
  }

  protected override async answer(request: Received): Promise<Reply> {
    const { embedder, model, contextTokens = 256 } = this.options;
    if (request.method !== "POST" || request.path !== "/api/embed")
      return { status: 404, body: "404 page not found" };
    const { model: wanted, input, truncate = true } = JSON.parse(request.body) as Record<string, unknown>;
    if (wanted !== model) throw refuse(404, `model "${String(wanted)}" not found, try pulling it first`);
    const texts = ((Array.isArray(input) ? input : [input]) as string[]).map((text) => {
      if (tokens(text) <= contextTokens) return text;
      if (truncate === false) throw refuse(400, "input exceeds maximum context length");
      return text.slice(0, 4 * contextTokens);
    });
    const embeddings = await embedder.embed(texts);
    const prompt_eval_count = texts.reduce((sum, text) => sum + tokens(text), 0);
    return json(200, {
      model,
      embeddings,
      total_duration: 14143917,
      load_duration: 1019500,
      prompt_eval_count,
    });
  }
}

function refuse(status: number, error: string): Refusal {
  return new Refusal(json(status, { error }));
}
