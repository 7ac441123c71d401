import { VectorConfig, VectorType } from "../config/vector";
import { Chroma } from "./chroma";
import { DashVector } from "./dashvector";
import { Elasticsearch } from "./elasticsearch";
import { Milvus } from "./milvus";
import { OpenSearch } from "./opensearch";
import { Pinecone } from "./pinecone";
import { Qdrant } from "./qdrant";
import { RedisSearch } from "./redis-search";
import { VectorStore } from "./vector-store";
import { Weaviate } from "./weaviate";

/** The vector store that the configuration names, of those that are reached over HTTP. */
export function vectorStore(config: VectorConfig): VectorStore {
  switch (config.type) {
    case VectorType.Chroma:
      return new Chroma(config);
    case VectorType.Qdrant:
      return new Qdrant(config);
    case VectorType.Elasticsearch:
      return new Elasticsearch(config);
    case VectorType.OpenSearch:
      return new OpenSearch(config);
    case VectorType.Weaviate:
      return new Weaviate(config);
    case VectorType.Milvus:
      return new Milvus(config);
    case VectorType.Pinecone:
      return new Pinecone(config);
    default:
      return new DashVector(config);
  }
}

/** The same where the gateway calls Redis itself; a module for other gateways need not hold it. */
export function vectorStoreOrRedis(config: VectorConfig): VectorStore {
  return config.type == VectorType.Redis ? new RedisSearch(config) : vectorStore(config);
}
