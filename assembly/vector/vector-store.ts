import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { Description } from "./description";

/** What a search is limited to: only vectors that could answer the same request. */
export class SearchScope {
  constructor(
    /** Fingerprint of everything that must be identical, in hexadecimal. */
    readonly scope: Slice,
    /** Embedding model and dimension; vectors of another one are never compared. */
    readonly model: string,
    /** Now, in seconds since 1970: a document that expires by then is not found. */
    readonly now: i64,
  ) {}
}

/** One neighbour, as the store holds it. */
export class Match {
  constructor(
    readonly id: Slice,
    /** Lower is closer, whatever the store's own score means. */
    readonly distance: f64,
    /** The key of the entry it leads to. */
    readonly key: Slice,
    /** Fingerprint of that entry's answer. */
    readonly digest: Slice,
    /** As given to `upsert`; checked again because a filter may be ignored by a wrongly set up collection. */
    readonly scope: Slice,
    readonly model: Slice,
    /** Seconds since 1970. */
    readonly expiresAt: f64,
    /** The question whose vector this is. */
    readonly question: Slice,
    /** A record that answers it, where the store keeps entries: a link's is its own question's. Null where the cache does. */
    readonly entry: Slice | null,
  ) {}
}

/** One vector document: the question's vector, and the entry that answers it. Where that is another's, it is a link. */
export class VectorDocument {
  constructor(
    /** The same for the same entry, so that a repeated store replaces and never doubles. */
    readonly id: Slice,
    /** A JSON array of numbers. */
    readonly vector: Slice,
    readonly key: Slice,
    readonly scope: Slice,
    readonly question: Slice,
    readonly digest: Slice,
    readonly model: string,
    readonly dimension: i32,
    /** Seconds since 1970, `NEVER` for no expiry. */
    readonly expiresAt: i64,
    /** The record of the question's own entry; not written where the cache keeps it. */
    readonly entry: Slice,
  ) {}
}

/** The `expiresAt` of what does not expire: the largest number that every store takes for an integer. */
export const NEVER: i64 = 2147483647;

/**
 * One vector database's dialect: builds calls, reads replies, does no I/O. All that it keeps is what its collection's
 * description has told it.
 */
export abstract class VectorStore {
  /** The nearest documents within `scope`. `vector` is a JSON array of numbers. */
  abstract search(vector: Slice, scope: SearchScope): Call;

  /** The matches, nearest first, each at the distance `1 - cos`. */
  abstract readMatches(reply: Reply): Result<Match[]>;

  abstract upsert(document: VectorDocument): Call;

  abstract remove(id: Slice): Call;

  /** Removes every document that leads to the entry `key`. */
  abstract removeLeading(key: Slice): Call;

  /** Removes every document that has expired by `now` (seconds since 1970); null where they go by themselves. */
  abstract sweep(now: i64): Call | null;

  /** Why an upsert, remove, sweep or create failed, or null when it was done. */
  abstract readDone(reply: Reply): string | null;

  /**
   * What is left to do of an upsert, remove or sweep for which `sent` was called and well answered; null when nothing is.
   * For stores that need several calls; they see to it that there is an end.
   */
  rest(_sent: Call, _reply: Reply): Call | null {
    return null;
  }

  /** Asks what the collection is like, or what else there is to ask of it; null where there is nothing. */
  abstract describe(): Call | null;

  /** What the collection is like; `Description.PART` where `describe` has another question. */
  abstract readDescription(reply: Reply): Result<Description>;

  /**
   * The calls that make the collection, one after the other.
   * @param dimension numbers in a vector
   */
  abstract create(dimension: i32): Call[];

  /** Whether a search was answered that there is no such collection (any more). */
  isGone(reply: Reply): bool {
    return reply.status == 404;
  }
}
