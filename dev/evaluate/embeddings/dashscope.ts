import { ask, ServiceError } from "./http.ts";
import type { Source } from "./source.ts";

/** How a service is reached. */
export interface Service {
  /** Such as `https://dashscope.aliyuncs.com`. */
  baseUrl: string;
  apiKey: string;
  model: string;
  dimension: number | null;
  /** Before a second try; half a second unless told. */
  firstWaitMs?: number;
}

const PATH = "/api/v1/services/embeddings/text-embedding/text-embedding";
/** The most that the newer models take at once. */
const BATCH = 10;

/**
 * DashScope's own API, asked as the module asks it: texts are embedded as `query`.
 * https://help.aliyun.com/zh/model-studio/text-embedding-synchronous-api
 */
export function dashscope({ baseUrl, apiKey, model, dimension, firstWaitMs }: Service): Source {
  const url = baseUrl + PATH;
  const parameters = { text_type: "query", ...(dimension === null ? {} : { dimension }) };
  const embed = async (texts: string[]): Promise<number[][]> => {
    const reply = await ask({ url, apiKey, body: { model, input: { texts }, parameters } }, firstWaitMs);
    const { output } = reply as { output?: { embeddings?: { text_index: number; embedding: number[] }[] } };
    return inOrder(
      url,
      texts,
      (output?.embeddings ?? []).map(({ text_index, embedding }) => [text_index, embedding]),
    );
  };
  const close = () => Promise.resolve();
  return { name: "dashscope", model, dimension, batch: BATCH, open: () => Promise.resolve({ embed, close }) };
}

/** One vector for each text, whatever the order they came in. */
export function inOrder(
  url: string,
  texts: readonly string[],
  found: readonly (readonly [number, number[]])[],
): number[][] {
  const byIndex = new Map(found);
  return texts.map((_, i) => {
    const vector = byIndex.get(i);
    if (Array.isArray(vector) && vector.length > 1) return vector;
    throw new ServiceError(`${url}: no vector for text ${i} of ${texts.length}`);
  });
}
