import type { Dialect, Wanted } from "./dialect.ts";

/** What a model takes and gives. https://help.aliyun.com/zh/model-studio/embedding */
export interface Model {
  /** Dimension of a vector when the request names none. */
  dimension: number;
  dimensions: number[];
  maxTexts: number;
  maxTokens: number;
}

const OLD: Model = { dimension: 1536, dimensions: [1536], maxTexts: 25, maxTokens: 2048 };

/** Every model the stand-in knows. */
export const MODELS: Record<string, Model> = {
  "text-embedding-v1": OLD,
  "text-embedding-v2": OLD,
  "text-embedding-v3": { dimension: 1024, dimensions: [1024, 768, 512], maxTexts: 10, maxTokens: 8192 },
  "text-embedding-v4": {
    dimension: 1024,
    dimensions: [2048, 1536, 1024, 768, 512, 256, 128, 64],
    maxTexts: 10,
    maxTokens: 8192,
  },
};

/** The model of a request within all limits; throws the refusal otherwise. */
export function findModel(wanted: Wanted, dialect: Dialect, smallest: number): Model {
  const invalid = (message: string) => dialect.refuse(400, "InvalidParameter", message);
  const model = Object.hasOwn(MODELS, wanted.model) ? MODELS[wanted.model] : undefined;
  if (!model) throw dialect.refuse(404, "ModelNotFound", `The model ${wanted.model} does not exist.`);
  if (wanted.texts.length === 0) throw invalid("texts must not be empty.");
  if (wanted.texts.length > model.maxTexts) {
    // Worded as by the service: https://github.com/memodb-io/memobase/issues/142
    const reason = `batch size is invalid, it should not be larger than ${model.maxTexts}.: input.contents`;
    throw invalid(`<400> InternalError.Algo.InvalidParameter: Value error, ${reason}`);
  }
  wanted.texts.forEach((text, i) => {
    if (text === "") throw invalid(`texts[${i}] is empty.`);
    const length = tokens(text);
    if (length > model.maxTokens)
      throw invalid(`texts[${i}] has ${length} tokens, the limit is ${model.maxTokens}.`);
  });
  const { dimension } = wanted;
  if (dimension !== undefined && !model.dimensions.includes(dimension)) {
    throw invalid(`dimension ${dimension} is invalid, ${wanted.model} has ${model.dimensions.join(", ")}.`);
  }
  if (dimension !== undefined && dimension < smallest) {
    throw invalid(
      `dimension ${dimension} is below ${smallest}, the least this stand-in's embedder can give.`,
    );
  }
  return model;
}

/** Roughly the tokens of `text`: four bytes each. The service's own tokenizer is not public here. */
export function tokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

/** `vector` with zeros up to `dimension`. */
export function padded(vector: number[], dimension: number): number[] {
  return vector.concat(new Array<number>(dimension - vector.length).fill(0));
}
