import { KEY_PREFIX } from "./cache";
import { CacheConfig, EntryConfig } from "./config";
import { EmbeddingConfig } from "./embedding";
import { VectorConfig } from "./vector";

/** What a configuration says about services, in either form; null where that is missing or wrong. */
export class NamedServices {
  cache: CacheConfig | null = null;
  entry: EntryConfig = new EntryConfig(KEY_PREFIX, 0);
  embedding: EmbeddingConfig | null = null;
  vector: VectorConfig | null = null;
}
