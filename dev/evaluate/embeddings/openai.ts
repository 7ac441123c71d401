import { inOrder, type Service } from "./dashscope.ts";
import { ask } from "./http.ts";
import type { Source } from "./source.ts";

const BATCH = 100;

/**
 * OpenAI's embeddings and what is compatible with them; `baseUrl` ends in `/v1` or its like.
 * https://platform.openai.com/docs/api-reference/embeddings/create
 * @param batch texts at once; compatible services may take fewer
 */
export function openai(service: Service, batch = BATCH): Source {
  const { baseUrl, apiKey, model, dimension, firstWaitMs } = service;
  const url = `${baseUrl.replace(/\/$/, "")}/embeddings`;
  const more = { encoding_format: "float", ...(dimension === null ? {} : { dimensions: dimension }) };
  const embed = async (texts: string[]): Promise<number[][]> => {
    const reply = await ask({ url, apiKey, body: { model, input: texts, ...more } }, firstWaitMs);
    const { data } = reply as { data?: { index: number; embedding: number[] }[] };
    return inOrder(
      url,
      texts,
      (data ?? []).map(({ index, embedding }) => [index, embedding]),
    );
  };
  const close = () => Promise.resolve();
  return { name: "openai", model, dimension, batch, open: () => Promise.resolve({ embed, close }) };
}
