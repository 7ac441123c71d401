import { randomUUID } from "node:crypto";
import { json, Refusal } from "../reply.ts";
import { checkOneOf, type Dialect, readDimension, readObject, type Wanted } from "./dialect.ts";

/** The native API: `input.texts` and `parameters` in, `output.embeddings` out, flat errors. */
export const nativeDialect: Dialect = {
  read(body: string): Wanted {
    const { model, input, parameters } = readObject(body, nativeDialect) as {
      model?: unknown;
      input?: { texts?: unknown };
      parameters?: Record<string, unknown> | null;
    };
    const invalid = (message: string) => nativeDialect.refuse(400, "InvalidParameter", message);
    if (typeof model !== "string" || model === "") throw invalid("model is required.");
    const texts = input?.texts;
    if (!Array.isArray(texts) || texts.some((text) => typeof text !== "string")) {
      throw invalid("input.texts must be an array of strings.");
    }
    checkOneOf(parameters?.text_type, "parameters.text_type", ["query", "document"], nativeDialect);
    // The service also gives sparse vectors, which a cache has no use for.
    checkOneOf(parameters?.output_type, "parameters.output_type", ["dense"], nativeDialect);
    const dimension = readDimension(parameters?.dimension, "parameters.dimension", nativeDialect);
    return { model, texts: texts as string[], dimension };
  },

  write(_model: string, vectors: number[][], tokens: number): unknown {
    const embeddings = vectors.map((embedding, index) => ({ text_index: index, embedding }));
    return { output: { embeddings }, usage: { total_tokens: tokens }, request_id: randomUUID() };
  },

  refuse(status: number, code: string, message: string): Refusal {
    return new Refusal(json(status, { code, message, request_id: randomUUID() }));
  },
};
