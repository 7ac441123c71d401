import { bearer } from "../call/headers";
import { EmbeddingConfig, EmbeddingType } from "../config/embedding";
import { Azure } from "./azure";
import { Cohere } from "./cohere";
import { DashScope } from "./dashscope";
import { Embedder } from "./embedder";
import { HuggingFace } from "./huggingface";
import { Ollama } from "./ollama";
import { OpenAi } from "./openai";
import { TextIn } from "./textin";
import { Xfyun } from "./xfyun";

/** The embedding service that the configuration names. */
export function embedder(config: EmbeddingConfig): Embedder {
  switch (config.type) {
    case EmbeddingType.OpenAi:
      return new OpenAi(config, config.pathOr("/v1/embeddings"), bearer(config.apiKey));
    case EmbeddingType.Ollama:
      return new Ollama(config);
    case EmbeddingType.Azure:
      return new Azure(config);
    case EmbeddingType.Cohere:
      return new Cohere(config);
    case EmbeddingType.HuggingFace:
      return new HuggingFace(config, `/hf-inference/models/${config.model}/pipeline/feature-extraction`);
    case EmbeddingType.Tei:
      return new HuggingFace(config, "/embed");
    case EmbeddingType.TextIn:
      return new TextIn(config);
    case EmbeddingType.Xfyun:
      return new Xfyun(config);
    default:
      return new DashScope(config);
  }
}
