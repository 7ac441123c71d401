import { Config } from "../config/config";
import { VectorConfig } from "../config/vector";
import { Embedder } from "../embedding/embedder";
import { embedder } from "../embedding/factory";
import { Pause } from "../embedding/pause";
import { VectorCache } from "../embedding/vector-cache";
import { Records } from "../entry/records";
import { Guards } from "../guard/guards";
import { CacheStore } from "../redis/cache-store";
import { cacheStore } from "../redis/factory";
import { vectorStore } from "../vector/factory";
import { Preparation } from "../vector/preparation";
import { VectorStore } from "../vector/vector-store";
import { verifier } from "../verifier/factory";
import { Verifier } from "../verifier/verifier";

/** The two services of semantic look-up. */
export class Semantic {
  /** When the embedding service is to be left alone. */
  readonly pause: Pause = new Pause();

  constructor(
    readonly embedder: Embedder,
    readonly store: VectorStore,
    /** Whether the store's collection can be used. */
    readonly preparation: Preparation,
    /** Model and dimension: vectors are compared only where this is the same. */
    readonly model: string,
    /** Vectors that are known; null where they are not kept. */
    readonly vectors: VectorCache | null = null,
  ) {}
}

/** The dialects of the services that the configuration names, and the guards that it wants. */
export class Backends {
  /** Null where the vector store keeps the entries. */
  readonly cache: CacheStore | null;
  /** Null where only exact look-ups are configured. */
  readonly semantic: Semantic | null;
  /** Null where nobody is asked whether a neighbour is the same question; never without `semantic`. */
  readonly verifier: Verifier | null;
  readonly guards: Guards;
  readonly records: Records;

  /** @param storeFor makes the vector store that is configured */
  constructor(config: Config, storeFor: (config: VectorConfig) => VectorStore = vectorStore) {
    const cache = config.cache;
    this.cache = cache == null ? null : cacheStore(cache);
    this.guards = new Guards(config.guards);
    this.records = new Records(config.signingKeys);
    const second = config.verifier;
    this.verifier = second == null ? null : verifier(second);
    const embedding = config.embedding;
    const vector = config.vector;
    if (embedding == null || vector == null) {
      this.semantic = null;
    } else {
      const model = embedding.model + "/" + embedding.dimension.toString();
      const store = storeFor(vector);
      const preparation = new Preparation(store, vector.collection, embedding.dimension);
      const cache = this.cache;
      const isKept = cache != null && embedding.cacheTTL > 0;
      const vectors = isKept ? new VectorCache(cache!, embedding, config.entry.keyPrefix) : null;
      this.semantic = new Semantic(embedder(embedding), store, preparation, model, vectors);
    }
  }
}
