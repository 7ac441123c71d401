import { randomUUID } from "node:crypto";
import { json, Refusal } from "../reply.ts";
import { checkOneOf, type Dialect, readDimension, readObject, type Wanted } from "./dialect.ts";

/** Error codes that the compatible mode spells in its own way. https://help.aliyun.com/zh/model-studio/error-code */
const CODES: Record<string, string> = {
  InvalidApiKey: "invalid_api_key",
  AccessDenied: "access_denied",
  ModelNotFound: "model_not_found",
};

/** The OpenAI-compatible API. https://help.aliyun.com/zh/model-studio/embedding-interfaces-compatible-with-openai */
export const compatibleDialect: Dialect = {
  read(body: string): Wanted {
    const { model, input, dimensions, encoding_format } = readObject(body, compatibleDialect);
    const invalid = (message: string) => compatibleDialect.refuse(400, "InvalidParameter", message);
    if (typeof model !== "string" || model === "") throw invalid("model is required.");
    const texts: unknown[] = Array.isArray(input) ? input : [input];
    if (texts.some((text) => typeof text !== "string"))
      throw invalid("input must be a string or an array of strings.");
    checkOneOf(encoding_format, "encoding_format", ["float"], compatibleDialect);
    const dimension = readDimension(dimensions, "dimensions", compatibleDialect);
    return { model, texts: texts as string[], dimension };
  },

  write(model: string, vectors: number[][], tokens: number): unknown {
    const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
    const usage = { prompt_tokens: tokens, total_tokens: tokens };
    return { object: "list", model, data, usage, id: randomUUID() };
  },

  refuse(status: number, code: string, message: string): Refusal {
    const type = status === 400 ? "InvalidParameter" : "invalid_request_error";
    const error = { message, type, param: null, code: CODES[code] ?? code };
    return new Refusal(json(status, { error, request_id: randomUUID() }));
  },
};
