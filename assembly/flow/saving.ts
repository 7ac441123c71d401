import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { Entry } from "../entry/entry";
import { NEVER, VectorDocument } from "../vector/vector-store";
import { Agreement } from "./agreement";
import { Backends, Semantic } from "./backends";
import { Check } from "./check";
import { Compared } from "./compared";
import { Comparison } from "./comparison";
import { entryKey } from "./entry-key";

/** How the question's vector comes to the store. */
export const enum VectorSource {
  /** Not at all: the answer is stored for exact look-ups only. */
  None,
  /** The look-up has it already. */
  Known,
  /** The look-up asked for it and gave up waiting; it may still come. */
  Late,
  /** Nobody has asked for it yet. */
  Ask,
}

const enum SavingState {
  Entry,
  /** Whether the answer says the same as that of a neighbour. */
  Comparison,
  /** The question's vector, as it may be in Redis. */
  KnownVector,
  /** The same, from the embedding service. */
  Vector,
  Document,
  Done,
}

/**
 * Stores an answer: the entry in the cache first, then its vector, so that no vector leads nowhere; without a cache
 * both in one document. An answer that says the same as a neighbour's has its vector lead to that one's entry, so that
 * many questions lead to one. A machine like the look-up: each method returns the next call, or null when there is none
 * for now.
 */
export class Saving {
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Whether the entry is kept, as a label; empty while that is open. */
  result: string = "";
  /** The vector that the embedding service has sent for this store; null where it did not. */
  embedded: Slice | null = null;
  private state: SavingState = SavingState.Entry;
  private readonly comparison: Comparison | null;
  /** The call to the vector store that is waited for. */
  private sent: Call | null = null;

  /** @param vector the vector, with `VectorSource.Known` */
  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    readonly entry: Entry,
    /** The entry as it is written. */
    readonly record: Slice,
    /** Id of the entry and of its vector document. */
    readonly id: Slice,
    private source: VectorSource,
    private vector: Slice | null,
    /** What the answer is compared with before its vector is stored; null for nothing. */
    readonly check: Check | null = null,
    /** Seconds for which a cache keeps the entry beyond its life. */
    private readonly stale: i32 = 0,
  ) {
    this.comparison = check == null ? null : new Comparison(backends, config, check, entry);
  }

  get isDone(): bool {
    return this.state == SavingState.Done;
  }

  /** Whether there is a vector to be stored, now or later. */
  get hasVector(): bool {
    return this.source != VectorSource.None;
  }

  /** What comparing the answer has shown so far. */
  get agreement(): Agreement {
    const comparison = this.comparison;
    return comparison == null ? Agreement.Unknown : comparison.agreement;
  }

  /** Whether there is nothing to compare any more. */
  get isCompared(): bool {
    return this.state > SavingState.Comparison;
  }

  /** Whether what it waits for is the vector that the look-up asked for. */
  get awaitsLateVector(): bool {
    return this.state == SavingState.Vector && this.source == VectorSource.Late;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    switch (this.state) {
      case SavingState.Entry:
        return Upstream.Redis;
      case SavingState.Comparison:
        return this.comparison!.upstream;
      case SavingState.KnownVector:
        return Upstream.Redis;
      case SavingState.Vector:
        return Upstream.Embedding;
      default:
        return Upstream.Vector;
    }
  }

  start(): Call | null {
    const cache = this.backends.cache;
    if (cache == null) return this.compare();
    const life: i64 = this.entry.expires == 0 ? 0 : this.entry.expires - this.entry.created + this.stale;
    const ttl = <i32>min<i64>(life, i32.MAX_VALUE);
    return cache.set(entryKey(this.config.entry.keyPrefix, this.id), this.record, ttl);
  }

  onReply(reply: Reply): Call | null {
    switch (this.state) {
      case SavingState.Entry:
        return this.onEntry(reply);
      case SavingState.Comparison:
        return this.onCompared(reply);
      case SavingState.KnownVector:
        return this.onKnownVector(reply);
      case SavingState.Vector:
        return this.onEmbedding(reply);
      default:
        return this.onDocument(reply);
    }
  }

  /** The vector that the look-up asked for has come, or (null) will not come. */
  onLateVector(vector: Slice | null): Call | null {
    this.source = vector == null ? VectorSource.None : VectorSource.Known;
    this.vector = vector;
    return this.state == SavingState.Vector ? this.storeVector() : null;
  }

  private onEntry(reply: Reply): Call | null {
    this.fault = this.backends.cache!.readSet(reply);
    this.result = this.fault == null ? "ok" : "error";
    return this.fault == null ? this.compare() : this.finish();
  }

  private compare(): Call | null {
    const comparison = this.comparison;
    if (comparison == null) return this.storeVector();
    this.state = SavingState.Comparison;
    const call = comparison.start();
    return call == null ? this.storeVector() : call;
  }

  private onCompared(reply: Reply): Call | null {
    const comparison = this.comparison!;
    const call = comparison.onReply(reply);
    this.fault = comparison.fault;
    return call == null ? this.storeVector() : call;
  }

  private onKnownVector(reply: Reply): Call | null {
    const semantic = this.backends.semantic!;
    const read = semantic.vectors!.readGet(reply);
    this.fault = read.fault;
    this.state = SavingState.Vector;
    return read.value == null ? this.askForVector(semantic) : this.onLateVector(read.value);
  }

  private onEmbedding(reply: Reply): Call | null {
    const read = this.backends.semantic!.embedder.readVector(reply);
    this.fault = read.fault;
    this.embedded = read.value;
    return this.onLateVector(read.value);
  }

  private onDocument(reply: Reply): Call | null {
    const store = this.backends.semantic!.store;
    this.fault = store.readDone(reply);
    if (this.fault != null) return this.finish();
    const sent = this.sent!;
    this.sent = store.rest(sent, reply);
    if (this.sent != null) return this.sent;
    this.result = "ok";
    return this.finish();
  }

  private finish(): Call | null {
    this.state = SavingState.Done;
    if (this.result == "") this.result = "error";
    return null;
  }

  private storeVector(): Call | null {
    const semantic = this.backends.semantic;
    if (semantic == null || this.source == VectorSource.None) return this.finish();
    const vector = this.vector;
    if (vector == null) return this.awaitVector(semantic);
    // What cannot be searched is not written to either.
    if (semantic.preparation.refusalOf(vector) != "") return this.finish();
    this.state = SavingState.Document;
    this.sent = semantic.store.upsert(this.document(semantic, vector));
    return this.sent;
  }

  private awaitVector(semantic: Semantic): Call | null {
    const vectors = semantic.vectors;
    const isAsked = this.source == VectorSource.Ask;
    this.state = isAsked && vectors != null ? SavingState.KnownVector : SavingState.Vector;
    if (!isAsked) return null;
    return vectors == null ? this.askForVector(semantic) : vectors.get(this.entry.question);
  }

  private askForVector(semantic: Semantic): Call {
    return semantic.embedder.embed(this.entry.question, this.entry.created);
  }

  private document(semantic: Semantic, vector: Slice): VectorDocument {
    const entry = this.entry;
    const expires = entry.expires == 0 ? NEVER : min(entry.expires, NEVER);
    const link = this.link;
    // Without a cache the document of a link holds the question's own answer, which says the same.
    const hasOwnAnswer = link == null || this.backends.cache == null;
    return new VectorDocument(
      this.id,
      vector,
      link == null ? this.id : link.match.key,
      entry.scope,
      entry.question,
      hasOwnAnswer ? entry.digest : link!.digest,
      semantic.model,
      this.config.embedding!.dimension,
      link == null ? expires : min(expires, <i64>link.match.expiresAt),
      this.record,
    );
  }

  /** The neighbour whose entry the vector is to lead to; null where it leads to its own. */
  get link(): Compared | null {
    const check = this.check;
    return check != null && check.isLink ? this.comparison!.same : null;
  }
}
