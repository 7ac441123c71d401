import { randomUUID } from "node:crypto";
import type { Embedder } from "../../embedding/embedder.ts";
import { cosineDistance } from "../../embedding/vector.ts";
import { readObject } from "./dialect.ts";
import { tokens } from "./models.ts";
import { nativeDialect } from "./native.ts";

/** The path of the native API. */
export const RERANK_PATH = "/api/v1/services/rerank/text-rerank/text-rerank";

/** Rerankers, and how many tokens one request of each may have: those of the query for every document count. */
const MODELS: Record<string, number> = { "gte-rerank-v2": 30_000, "qwen3-rerank": 120_000 };
const MAX_DOCUMENTS = 500;
/** What a longer text has beyond it is not read. */
const MAX_TEXT_TOKENS = 4_000;

/** A request without its spelling. */
interface Wanted {
  query: string;
  documents: string[];
  /** At most so many results. */
  top: number;
  /** Whether results repeat their documents. */
  withText: boolean;
}

const invalid = (message: string) => nativeDialect.refuse(400, "InvalidParameter", message);

/**
 * The answer of DashScope's text rerank. https://help.aliyun.com/zh/model-studio/text-rerank-api
 *
 * A score is the cosine of the two vectors that `embedder` makes of query and document, 0 where it is negative: texts
 * of the same words have 1 with the hashed embedder, and with all-MiniLM 1 less the distance that a vector store would
 * find. The real models read both texts together and score otherwise. An instruction changes nothing here.
 */
export async function rerank(body: string, embedder: Embedder): Promise<unknown> {
  const { query, documents, top, withText } = read(body);
  const [asked, ...vectors] = await embedder.embed([query, ...documents].map(cut));
  const results = documents.map((text, index) => ({
    ...(withText ? { document: { text } } : {}),
    index,
    relevance_score: Math.min(1, Math.max(0, 1 - cosineDistance(asked!, vectors[index]!))),
  }));
  results.sort((a, b) => b.relevance_score - a.relevance_score || a.index - b.index);
  const usage = { total_tokens: count(query, documents) };
  return { output: { results: results.slice(0, top) }, usage, request_id: randomUUID() };
}

/** Throws the refusal of a body that is no request within the limits. */
function read(body: string): Wanted {
  const { model, input, parameters } = readObject(body, nativeDialect) as {
    model?: unknown;
    input?: { query?: unknown; documents?: unknown };
    parameters?: { top_n?: unknown; return_documents?: unknown; instruct?: unknown } | null;
  };
  if (typeof model !== "string" || model === "") throw invalid("model is required.");
  if (!Object.hasOwn(MODELS, model)) {
    throw nativeDialect.refuse(404, "ModelNotFound", `The model ${model} does not exist.`);
  }
  const { query, documents } = readTexts(input);
  const used = count(query, documents);
  if (used > MODELS[model]!) throw invalid(`the request has ${used} tokens, the limit is ${MODELS[model]}.`);
  const { top_n, return_documents, instruct } = parameters ?? {};
  const top = top_n ?? documents.length;
  if (typeof top !== "number" || !Number.isInteger(top) || top < 1) {
    throw invalid("parameters.top_n must be an integer from 1 on.");
  }
  if (typeof (return_documents ?? false) !== "boolean") {
    throw invalid("parameters.return_documents must be true or false.");
  }
  if (typeof (instruct ?? "") !== "string") throw invalid("parameters.instruct must be a string.");
  return { query, documents, top, withText: return_documents === true };
}

function readTexts(input?: { query?: unknown; documents?: unknown }): { query: string; documents: string[] } {
  const { query, documents } = input ?? {};
  if (typeof query !== "string" || query === "") throw invalid("input.query must be a string.");
  if (!Array.isArray(documents) || documents.some((text) => typeof text !== "string" || text === "")) {
    throw invalid("input.documents must be an array of strings.");
  }
  if (documents.length < 1 || documents.length > MAX_DOCUMENTS) {
    throw invalid(`input.documents has ${documents.length} documents, expected 1 to ${MAX_DOCUMENTS}.`);
  }
  return { query, documents: documents as string[] };
}

/** Tokens as the service counts them for its limit. */
function count(query: string, documents: string[]): number {
  return documents.reduce((sum, text) => sum + tokens(cut(text)) + tokens(cut(query)), 0);
}

/** What is read of a text: four bytes to a token, as `tokens` counts. */
function cut(text: string): string {
  const bytes = Buffer.from(text);
  const most = 4 * MAX_TEXT_TOKENS;
  return bytes.length <= most ? text : bytes.subarray(0, most).toString();
}
