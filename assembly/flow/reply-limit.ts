import { Config } from "../config/config";

/** More than a list of vectors and any description take, and so much for each neighbour beside its entry. */
const BASE: i64 = 4194304;
const NEIGHBOUR: i64 = 16384;
/** How many times longer an entry gets as base64, or as a string in JSON. */
const SWELLING: i64 = 2;

/** Bytes of the largest reply that may be right: one entry, or one for each neighbour where the vector store has them. */
export function maxReplyBytes(config: Config): i32 {
  const vector = config.vector;
  const neighbours: i64 = vector == null ? 0 : vector.topK;
  const entries: i64 = vector != null && vector.keepsEntries ? neighbours : 1;
  const bytes = BASE + neighbours * NEIGHBOUR + entries * SWELLING * config.limits.maxEntryBytes;
  return <i32>min<i64>(bytes, i32.MAX_VALUE);
}
