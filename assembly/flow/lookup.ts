import { Slice } from "../bytes/slice";
import { Call, Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Config, Policy } from "../config/config";
import { Entry } from "../entry/entry";
import { Candidate } from "../judge/judge";
import { Key } from "../key/key";
import { Match } from "../vector/vector-store";
import { Backends, Semantic } from "./backends";
import { entryKey } from "./entry-key";
import { whyExactOnly } from "./exact-only";
import { Judging } from "./judging";
import { Renewal } from "./renewal";
import { Sought } from "./sought";
import { Hit, Step } from "./step";

const NO_GUARDS: string[] = [];

/** The one reply that a look-up waits for. */
export const enum Waiting {
  Nothing,
  /** The entry of this very question. */
  Exact,
  /** Whether this request is to renew an answer that has expired. */
  Renewal,
  /** The question's vector, as it may be in Redis. */
  Vector,
  /** The same, from the embedding service. */
  Embedding,
  /** What is said of the neighbours, which are judged. */
  Judging,
}

/**
 * Looks for an answer, as a machine without a proxy: each method takes what has arrived and returns what to do
 * next. Whatever fails on the way ends in `Step.fail`, never in an error for the client.
 */
export class Lookup {
  waiting: Waiting = Waiting.Nothing;
  /** The question's vector, as soon as it is known: the store needs it too. */
  vector: Slice | null = null;
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Why no neighbour was accepted, or none looked for, as a label; empty otherwise. */
  refusal: string = "";
  /** Whether it gave up because time was up. */
  isLate: bool = false;
  /** Null before the vector is known. */
  private judging: Judging | null = null;
  /** Null where nothing expired was found. */
  private renewal: Renewal | null = null;
  private readonly sought: Sought;

  /**
   * @param policy when a neighbour is taken for the same question; null where none is looked for
   * @param now seconds since 1970
   * @param maxAge oldest answer that will do, in seconds; -1 for any
   */
  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    private readonly policy: Policy | null,
    private readonly key: Key,
    private readonly now: i64,
    maxAge: i32,
  ) {
    this.sought = new Sought(key, now, maxAge, backends.records);
  }

  /** @param local the entry in the proxy's own memory; null where there is none */
  start(local: Entry | null = null): Step {
    const hit: Step | null = local == null ? null : this.sought.takeLocal(local);
    if (hit != null) return hit;
    const cache = this.backends.cache;
    if (cache == null) return Step.absent();
    this.waiting = Waiting.Exact;
    return Step.call(cache.get(this.entryKey));
  }

  /** Looks for the same question in other words, after `Step.absent`. */
  goOn(): Step {
    const semantic = this.backends.semantic;
    if (semantic == null) return Step.miss();
    this.refusal = whyExactOnly(this.key, this.config, semantic);
    if (this.refusal != "") return Step.miss();
    if (semantic.preparation.isOff(this.now)) return this.pass(semantic.preparation.refusal);
    const vectors = semantic.vectors;
    if (vectors == null) return this.askForVector(semantic);
    this.waiting = Waiting.Vector;
    return Step.call(vectors.get(this.key.question));
  }

  /** Asks to have `stale` renewed by this request, after `Step.stale`. */
  renew(stale: Hit): Step {
    const renewal = new Renewal(this.backends.cache!, this.entryKey, stale);
    this.renewal = renewal;
    this.waiting = Waiting.Renewal;
    return renewal.start();
  }

  /** Takes the reply it waits for. */
  onReply(reply: Reply): Step {
    this.fault = null;
    switch (this.waiting) {
      case Waiting.Exact:
        return this.onExact(reply);
      case Waiting.Renewal:
        return this.onLease(reply);
      case Waiting.Vector:
        return this.onKnownVector(reply);
      case Waiting.Embedding:
        return this.onVector(reply);
      case Waiting.Judging:
        return this.told(this.judging!.onReply(reply));
      default:
        return Step.miss();
    }
  }

  /** Time is up: whatever is on its way comes too late for the client. */
  onTimeout(): Step {
    this.isLate = true;
    const step = this.giveUp();
    this.fault = "no reply in time";
    return step;
  }

  /** Takes the vector that came after the look-up gave up. */
  onLateVector(reply: Reply): void {
    const semantic = this.backends.semantic;
    if (semantic != null) this.vector = semantic.embedder.readVector(reply).value;
    this.waiting = Waiting.Nothing;
  }

  /** Whether the same question in other words may be looked for. */
  get isSemantic(): bool {
    const semantic = this.backends.semantic;
    if (semantic == null || semantic.pause.isOn(this.now) || semantic.preparation.isOff(this.now))
      return false;
    return whyExactOnly(this.key, this.config, semantic) == "";
  }

  /** A document found to be dead, whose removal is to be sent; nobody waits for the reply. */
  get removal(): Call | null {
    const judging = this.judging;
    return judging == null ? null : judging.removal;
  }

  /** The neighbour that is likeliest to ask the same, taken or not; null where there is none. */
  get candidate(): Candidate | null {
    const judging = this.judging;
    return judging == null ? null : judging.candidate;
  }

  /** All neighbours that come into question, nearest first. */
  get fit(): Match[] {
    const judging = this.judging;
    return judging == null ? [] : judging.fit;
  }

  /** Names of the guards that refused a neighbour, one for each refused. */
  get guards(): string[] {
    const judging = this.judging;
    return judging == null ? NO_GUARDS : judging.guards;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    switch (this.waiting) {
      case Waiting.Embedding:
        return Upstream.Embedding;
      case Waiting.Judging:
        return this.judging!.upstream;
      default:
        return Upstream.Redis;
    }
  }

  private get entryKey(): Slice {
    return entryKey(this.config.entry.keyPrefix, this.key.id);
  }

  private giveUp(): Step {
    if (this.waiting == Waiting.Judging) return this.told(this.judging!.onTimeout());
    if (this.waiting == Waiting.Renewal) return this.renewal!.onTimeout();
    return Step.fail(upstreamName(this.upstream));
  }

  private askForVector(semantic: Semantic): Step {
    if (semantic.pause.isOn(this.now)) {
      this.refusal = "rate_limited";
      return Step.fail(upstreamName(Upstream.Embedding));
    }
    this.waiting = Waiting.Embedding;
    return Step.call(semantic.embedder.embed(this.key.question, this.now));
  }

  /** Without a vector from there, for whatever reason, the service is asked. */
  private onKnownVector(reply: Reply): Step {
    const semantic = this.backends.semantic!;
    const read = semantic.vectors!.readGet(reply);
    this.fault = read.fault;
    const vector = read.value;
    return vector == null ? this.askForVector(semantic) : this.search(semantic, vector);
  }

  /** The store's collection cannot be searched, which is a failure only where the store has failed. */
  private pass(refusal: string): Step {
    this.refusal = refusal;
    const hasFailed = this.backends.semantic!.preparation.hasFailed;
    return hasFailed ? Step.fail(upstreamName(Upstream.Vector)) : Step.miss();
  }

  private fail(fault: string): Step {
    this.fault = fault;
    return Step.fail(upstreamName(this.upstream));
  }

  private onExact(reply: Reply): Step {
    const found = this.backends.cache!.readGet(reply);
    const fault = found.fault;
    if (fault != null) return this.fail(fault);
    const record = found.value;
    const entry: Entry | null = record == null ? null : this.sought.read(record);
    if (entry == null) return Step.absent();
    if (this.sought.isTheAnswer(entry)) return this.sought.take(entry, record);
    const stale = this.sought.stale(entry, this.config.life.staleTTL);
    return stale == null ? Step.absent() : Step.stale(stale);
  }

  private onLease(reply: Reply): Step {
    const step = this.renewal!.onReply(reply);
    this.fault = this.renewal!.fault;
    return step;
  }

  private onVector(reply: Reply): Step {
    const semantic = this.backends.semantic!;
    const read = semantic.embedder.readVector(reply);
    const vector = read.value;
    return vector == null ? this.fail(read.fault!) : this.search(semantic, vector);
  }

  private search(semantic: Semantic, vector: Slice): Step {
    this.vector = vector;
    const refusal = semantic.preparation.refusalOf(vector);
    if (refusal != "") return this.pass(refusal);
    const judging = new Judging(this.backends, this.config, this.policy!, this.sought);
    this.judging = judging;
    this.waiting = Waiting.Judging;
    return judging.start(vector);
  }

  /** What the judging of neighbours wants done next, once what it has said is noted. */
  private told(step: Step): Step {
    this.fault = this.judging!.fault;
    this.refusal = this.judging!.refusal;
    return step;
  }
}
