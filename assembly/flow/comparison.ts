import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { cosineDistance } from "../embedding/distance";
import { digestOf } from "../entry/digest";
import { Entry } from "../entry/entry";
import { Match } from "../vector/vector-store";
import { Backends } from "./backends";
import { entryKey } from "./lookup";

/** What comparing two answers has shown. */
export const enum Agreement {
  /** Nothing: one is gone, too long, or a call has failed. */
  Unknown,
  Same,
  Different,
}

/** The label of an agreement in metrics and log lines. */
export function agreementName(agreement: Agreement): string {
  switch (agreement) {
    case Agreement.Same:
      return "same";
    case Agreement.Different:
      return "different";
    default:
      return "unknown";
  }
}

/**
 * Finds out whether a fresh answer says the same as the entry that a neighbour leads to: by its digest, else by the
 * distance of the two answers' embeddings. A machine like the look-up: each method returns the next call, or null when
 * `agreement` is found.
 */
export class Comparison {
  agreement: Agreement = Agreement.Unknown;
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Digest of the answer that the neighbour leads to. */
  digest: Slice;
  /** The record of its entry, once that has been read. */
  record: Slice | null = null;
  /** Whom it waits for. */
  upstream: Upstream = Upstream.Redis;

  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    readonly match: Match,
    private readonly fresh: Entry,
  ) {
    this.digest = match.digest;
  }

  start(): Call | null {
    const cache = this.backends.cache;
    const ours = digestOf(this.fresh.completion);
    if (cache == null) return this.compare(this.match.entry);
    if (ours.equalsSlice(this.match.digest)) return this.find(Agreement.Same);
    return cache.get(entryKey(this.config.entry.keyPrefix, this.match.key));
  }

  onReply(reply: Reply): Call | null {
    this.fault = null;
    return this.upstream == Upstream.Redis ? this.onEntry(reply) : this.onVectors(reply);
  }

  private onEntry(reply: Reply): Call | null {
    const found = this.backends.cache!.readGet(reply);
    this.fault = found.fault;
    return this.compare(found.value);
  }

  /** @param record of the neighbour's entry; null where that is gone */
  private compare(record: Slice | null): Call | null {
    const entry: Entry | null = record == null ? null : Entry.read(record);
    if (entry == null || !entry.serves(this.fresh.scope, this.fresh.created))
      return this.find(Agreement.Unknown);
    this.record = record;
    this.digest = digestOf(entry.completion);
    if (this.digest.equalsSlice(digestOf(this.fresh.completion))) return this.find(Agreement.Same);
    const embedder = this.backends.semantic!.embedder;
    const texts = [this.fresh.completion.text(), entry.completion.text()];
    // What the embedding model would cut off could make the difference.
    if (max(texts[0].length, texts[1].length) > embedder.maxTextBytes) return this.find(Agreement.Unknown);
    this.upstream = Upstream.Embedding;
    return embedder.embedAll(texts);
  }

  private onVectors(reply: Reply): Call | null {
    const read = this.backends.semantic!.embedder.readVectors(reply, 2);
    this.fault = read.fault;
    const vectors = read.value;
    if (vectors == null) return this.find(Agreement.Unknown);
    const isSame = cosineDistance(vectors[0], vectors[1]) < this.config.link.distance;
    return this.find(isSame ? Agreement.Same : Agreement.Different);
  }

  private find(agreement: Agreement): Call | null {
    this.agreement = agreement;
    return null;
  }
}
