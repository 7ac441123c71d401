import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { cosineDistance } from "../embedding/distance";
import { digestOf } from "../entry/digest";
import { Entry } from "../entry/entry";
import { Match } from "../vector/vector-store";
import { Opinion } from "../verifier/opinion";
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
 * distance of the two answers' embeddings, else by asking the verifier where there is one. A machine like the look-up: each method returns the next call, or null when
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
  /** What the neighbour's entry says, once that has been read. */
  private other: Slice = Slice.EMPTY;
  /** The vector of the fresh answer, where the two are asked for one after the other. */
  private vector: Slice | null = null;
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
    switch (this.upstream) {
      case Upstream.Redis:
        return this.onEntry(reply);
      case Upstream.Embedding:
        return this.onVectors(reply);
      default:
        return this.onOpinion(reply);
    }
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
    this.other = entry.completion.text();
    const embedder = this.backends.semantic!.embedder;
    // What the embedding model would cut off could make the difference.
    if (this.longest > embedder.maxTextBytes) return this.ask(Agreement.Unknown);
    this.upstream = Upstream.Embedding;
    const answer = this.fresh.completion.text();
    // Not every service takes two texts at once.
    if (embedder.maxTexts < 2) return embedder.embed(answer, this.fresh.created);
    return embedder.embedAll([answer, this.other], this.fresh.created);
  }

  private onVectors(reply: Reply): Call | null {
    const embedder = this.backends.semantic!.embedder;
    const count = min(2, embedder.maxTexts);
    const read = embedder.readVectors(reply, count);
    this.fault = read.fault;
    const vectors = read.value;
    if (vectors == null) return this.ask(Agreement.Unknown);
    const first = count == 2 ? vectors[0] : this.vector;
    this.vector = vectors[0];
    if (first == null) return embedder.embed(this.other, this.fresh.created);
    const isSame = cosineDistance(first, vectors[count - 1]) < this.config.link.distance;
    return isSame ? this.find(Agreement.Same) : this.ask(Agreement.Different);
  }

  /** Asks the verifier; without one it is `otherwise`. */
  private ask(otherwise: Agreement): Call | null {
    this.find(otherwise);
    const verifier = this.backends.verifier;
    if (verifier == null || this.longest > verifier.maxTextBytes) return null;
    this.upstream = Upstream.Verifier;
    return verifier.askAnswers(this.fresh.question, this.fresh.completion.text(), this.other);
  }

  private onOpinion(reply: Reply): Call | null {
    const read = this.backends.verifier!.readOpinion(reply);
    this.fault = read.fault;
    const opinion = read.value;
    if (opinion == Opinion.SAME) return this.find(Agreement.Same);
    return opinion == Opinion.DIFFERENT ? this.find(Agreement.Different) : null;
  }

  private get longest(): i32 {
    return max(this.fresh.completion.text().length, this.other.length);
  }

  private find(agreement: Agreement): Call | null {
    this.agreement = agreement;
    return null;
  }
}
