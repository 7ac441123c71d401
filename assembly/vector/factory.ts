import { VectorConfig, VectorType } from "../config/config";
import { DashVector } from "./dashvector";
import { VectorStore } from "./vector-store";

/** The vector store that the configuration names. */
export function vectorStore(config: VectorConfig): VectorStore {
  switch (config.type) {
    case VectorType.DashVector:
    default:
      return new DashVector(config);
  }
}
