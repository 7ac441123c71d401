import { EmbeddingConfig, EmbeddingType } from "../config/config";
import { DashScope } from "./dashscope";
import { Embedder } from "./embedder";

/** The embedding service that the configuration names. */
export function embedder(config: EmbeddingConfig): Embedder {
  switch (config.type) {
    case EmbeddingType.DashScope:
    default:
      return new DashScope(config);
  }
}
