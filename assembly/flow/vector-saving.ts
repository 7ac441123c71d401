import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { Entry } from "../entry/entry";
import { NEVER, VectorDocument } from "../vector/vector-store";
import { Backends, Semantic } from "./backends";
import { Compared } from "./compared";

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

const enum Stage {
  /** Its turn has not come. */
  Idle,
  /** The vector, as it may be in Redis. */
  KnownVector,
  /** The same, from the embedding service. */
  Vector,
  Document,
  Done,
}

/**
 * Stores the vector of a question in a document that leads to an entry, and asks for it where the look-up did not. The second
 * half of storing an answer, and a machine like it.
 */
export class VectorSaving {
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Whether the document is stored. */
  isStored: bool = false;
  private stage: Stage = Stage.Idle;
  /** The neighbour whose entry it is to lead to; null where it leads to its own. */
  private link: Compared | null = null;
  /** The vector that the embedding service has sent and nobody has taken. */
  private embedded: Slice | null = null;
  /** The call to the vector store that is waited for. */
  private sent: Call | null = null;

  /**
   * @param backends have a semantic half
   * @param record the entry as it is written
   * @param id of the entry and of the document
   * @param vector the vector, with `VectorSource.Known`
   */
  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    private readonly entry: Entry,
    private readonly record: Slice,
    private readonly id: Slice,
    private source: VectorSource,
    private vector: Slice | null,
  ) {}

  get isDone(): bool {
    return this.stage == Stage.Done;
  }

  /** Whether what it waits for is the vector that the look-up asked for. */
  get awaitsLateVector(): bool {
    return this.stage == Stage.Vector && this.source == VectorSource.Late;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    if (this.stage == Stage.KnownVector) return Upstream.Redis;
    return this.stage == Stage.Vector ? Upstream.Embedding : Upstream.Vector;
  }

  /** @param link the neighbour whose entry the vector is to lead to; null where it leads to its own */
  start(link: Compared | null): Call | null {
    this.link = link;
    return this.proceed();
  }

  onReply(reply: Reply): Call | null {
    switch (this.stage) {
      case Stage.KnownVector:
        return this.onKnownVector(reply);
      case Stage.Vector:
        return this.onEmbedding(reply);
      default:
        return this.onDocument(reply);
    }
  }

  /** The vector that the look-up asked for has come, or (null) will not come. */
  onLateVector(vector: Slice | null): Call | null {
    this.source = vector == null ? VectorSource.None : VectorSource.Known;
    this.vector = vector;
    return this.stage == Stage.Vector ? this.proceed() : null;
  }

  /** The vector that the embedding service has just sent; null where it did not. */
  takeEmbedded(): Slice | null {
    const vector = this.embedded;
    this.embedded = null;
    return vector;
  }

  private get semantic(): Semantic {
    return this.backends.semantic!;
  }

  private onKnownVector(reply: Reply): Call | null {
    const read = this.semantic.vectors!.readGet(reply);
    this.fault = read.fault;
    this.stage = Stage.Vector;
    return read.value == null ? this.askForVector() : this.onLateVector(read.value);
  }

  private onEmbedding(reply: Reply): Call | null {
    const read = this.semantic.embedder.readVector(reply);
    this.fault = read.fault;
    this.embedded = read.value;
    return this.onLateVector(read.value);
  }

  private onDocument(reply: Reply): Call | null {
    const store = this.semantic.store;
    this.fault = store.readDone(reply);
    if (this.fault != null) return this.finish();
    const sent = this.sent!;
    this.sent = store.rest(sent, reply);
    if (this.sent != null) return this.sent;
    this.isStored = true;
    return this.finish();
  }

  private finish(): Call | null {
    this.stage = Stage.Done;
    return null;
  }

  /** Stores the vector where it is known, and looks for it where it is not. */
  private proceed(): Call | null {
    if (this.source == VectorSource.None) return this.finish();
    const vector = this.vector;
    if (vector == null) return this.awaitVector();
    // What cannot be searched is not written to either.
    if (this.semantic.preparation.refusalOf(vector) != "") return this.finish();
    this.stage = Stage.Document;
    this.sent = this.semantic.store.upsert(this.document(vector));
    return this.sent;
  }

  private awaitVector(): Call | null {
    const vectors = this.semantic.vectors;
    const isAsked = this.source == VectorSource.Ask;
    this.stage = isAsked && vectors != null ? Stage.KnownVector : Stage.Vector;
    if (!isAsked) return null;
    return vectors == null ? this.askForVector() : vectors.get(this.entry.question);
  }

  private askForVector(): Call {
    return this.semantic.embedder.embed(this.entry.question, this.entry.created);
  }

  private document(vector: Slice): VectorDocument {
    const entry = this.entry;
    const link = this.link;
    const expires = entry.expires == 0 ? NEVER : min(entry.expires, NEVER);
    // Without a cache the document of a link holds the question's own answer, which says the same.
    const hasOwnAnswer = link == null || this.backends.cache == null;
    return new VectorDocument(
      this.id,
      vector,
      link == null ? this.id : link.match.key,
      entry.scope,
      entry.question,
      hasOwnAnswer ? entry.digest : link!.digest,
      this.semantic.model,
      this.config.embedding!.dimension,
      link == null ? expires : min(expires, <i64>link.match.expiresAt),
      this.record,
    );
  }
}
