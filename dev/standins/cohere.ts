import { randomUUID } from "node:crypto";
import type { Embedder } from "../embedding/embedder.ts";
import { tokens } from "./dashscope/models.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";
import { readTexts, vectorsOf } from "./texts.ts";

/** What the stand-in is made of. */
export interface CohereOptions extends Address {
  embedder: Embedder;
  /** The only key accepted. */
  apiKey: string;
  /** The only model there is. */
  model: string;
}

const MAX_TEXTS = 96;
const MAX_TOKENS = 128_000;
const INPUT_TYPES = ["search_document", "search_query", "classification", "clustering"];

/** Cohere's embeddings, version 2, of the type `float`. https://docs.cohere.com/reference/embed */
export class Cohere extends Standin {
  private readonly options: CohereOptions;

  constructor(options: CohereOptions) {
    super(options);
    this.options = options;
  }

  protected override async answer(request: Received): Promise<Reply> {
    const { embedder, apiKey, model } = this.options;
    if (request.bearer !== apiKey) throw refuse(401, "invalid api token");
    if (request.method !== "POST" || request.path !== "/v2/embed") throw refuse(404, "404 page not found");
    const body = JSON.parse(request.body) as Record<string, unknown>;
    if (body.model !== model) throw refuse(404, `model '${String(body.model)}' not found`);
    if (!INPUT_TYPES.includes(body.input_type as string)) throw refuse(400, "invalid input_type");
    if (String(body.embedding_types) !== "float") throw refuse(400, "this stand-in has floats only");
    const texts = readTexts(body.texts);
    if (!texts) throw refuse(400, "invalid request: texts must not be empty");
    if (texts.length > MAX_TEXTS) throw refuse(400, `total number of texts must be at most ${MAX_TEXTS}`);
    if (body.truncate === "NONE" && texts.some((text) => tokens(text) > MAX_TOKENS))
      throw refuse(400, "too many tokens");
    const vectors = await vectorsOf(embedder, texts, body.output_dimension);
    if (!vectors) throw refuse(400, "invalid output_dimension");
    const billed_units = { input_tokens: texts.reduce((sum, text) => sum + tokens(text), 0) };
    return json(200, {
      id: randomUUID(),
      embeddings: { float: vectors },
      texts,
      meta: { api_version: { version: "2" }, billed_units },
      response_type: "embeddings_by_type",
    });
  }
}

function refuse(status: number, message: string): Refusal {
  return new Refusal(json(status, { id: randomUUID(), message }));
}
