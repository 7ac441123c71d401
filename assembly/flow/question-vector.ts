import { Slice } from "../bytes/slice";
import { Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Semantic } from "./backends";
import { Step } from "./step";

/**
 * Finds the vector of a question: in Redis, where such are kept, or from the embedding service. The middle of a look-up, and a
 * machine like it.
 */
export class QuestionVector {
  /** Null before it is known. */
  value: Slice | null = null;
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Why nothing is searched for with it, as a label; empty otherwise. */
  refusal: string = "";
  /** Whether the embedding service is asked, rather than Redis. */
  isEmbedding: bool = false;

  /** @param now seconds since 1970 */
  constructor(
    private readonly semantic: Semantic,
    private readonly question: Slice,
    private readonly now: i64,
  ) {}

  start(): Step {
    const preparation = this.semantic.preparation;
    if (preparation.isOff(this.now)) return this.pass(preparation.refusal);
    const vectors = this.semantic.vectors;
    return vectors == null ? this.ask() : Step.call(vectors.get(this.question));
  }

  /** Takes the reply it waits for; null where the vector is known and can be searched with. */
  onReply(reply: Reply): Step | null {
    return this.isEmbedding ? this.onEmbedding(reply) : this.onKnown(reply);
  }

  /** Takes the embedding service's reply that came after the look-up gave up. */
  onLate(reply: Reply): void {
    this.value = this.semantic.embedder.readVector(reply).value;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    return this.isEmbedding ? Upstream.Embedding : Upstream.Redis;
  }

  private ask(): Step {
    if (this.semantic.pause.isOn(this.now)) {
      this.refusal = "rate_limited";
      return Step.fail(upstreamName(Upstream.Embedding));
    }
    this.isEmbedding = true;
    return Step.call(this.semantic.embedder.embed(this.question, this.now));
  }

  /** Without a vector from there, for whatever reason, the service is asked. */
  private onKnown(reply: Reply): Step | null {
    const read = this.semantic.vectors!.readGet(reply);
    this.fault = read.fault;
    const vector = read.value;
    return vector == null ? this.ask() : this.found(vector);
  }

  private onEmbedding(reply: Reply): Step | null {
    const read = this.semantic.embedder.readVector(reply);
    this.fault = read.fault;
    const vector = read.value;
    return vector == null ? Step.fail(upstreamName(Upstream.Embedding)) : this.found(vector);
  }

  private found(vector: Slice): Step | null {
    this.value = vector;
    const refusal = this.semantic.preparation.refusalOf(vector);
    return refusal == "" ? null : this.pass(refusal);
  }

  /** The store's collection cannot be searched, which is a failure only where the store has failed. */
  private pass(refusal: string): Step {
    this.refusal = refusal;
    return this.semantic.preparation.hasFailed ? Step.fail(upstreamName(Upstream.Vector)) : Step.miss();
  }
}
