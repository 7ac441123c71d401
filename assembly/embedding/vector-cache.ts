import { blake2s } from "../bytes/blake2s";
import { ByteWriter } from "../bytes/byte-writer";
import { toHex } from "../bytes/hex";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/embedding";
import { CacheStore } from "../redis/cache-store";
import { isVector } from "./embedder";

/** Changes when vectors are kept differently, so that older ones are not found any more. */
const VERSION = "ai-cache vector 1";

/**
 * Vectors of questions, kept in Redis: whoever asked, and whatever became of the answer. A key says of which service,
 * model and dimension a vector is, and of which text; it is a hash, as texts are nobody's business there.
 */
export class VectorCache {
  /** What all vectors of one configuration have in common. */
  private readonly source: Slice;

  constructor(
    private readonly cache: CacheStore,
    private readonly config: EmbeddingConfig,
    private readonly keyPrefix: string,
  ) {
    const path = config.path;
    const out = new ByteWriter();
    out.part(Slice.of(VERSION)).part(Slice.of(config.type.toString()));
    out.part(Slice.of(config.service.authority)).part(Slice.of(path == null ? "" : path));
    out.part(Slice.of(config.model)).part(Slice.of(config.dimension.toString()));
    this.source = out.finish();
  }

  /** Asks for the vector of `text`. */
  get(text: Slice): Call {
    return this.cache.get(this.keyOf(text));
  }

  /** The vector that a reply to `get` holds; none where there is none, or no vector of this dimension. */
  readGet(reply: Reply): Result<Slice> {
    const read = this.cache.readGet(reply);
    const vector = read.value;
    return vector == null || isVector(vector, this.config.dimension) ? read : Result.none<Slice>();
  }

  /** Keeps the vector of `text` for its time. */
  set(text: Slice, vector: Slice): Call {
    return this.cache.set(this.keyOf(text), vector, this.config.cacheTTL);
  }

  private keyOf(text: Slice): Slice {
    const out = new ByteWriter(this.source.length + text.length + 4).slice(this.source).part(text);
    const hash = toHex(blake2s(out.finish()));
    return new ByteWriter().text(this.keyPrefix).text("vector:").slice(hash).finish();
  }
}
