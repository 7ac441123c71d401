import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { Entry } from "../entry/entry";
import { Agreement } from "./agreement";
import { Backends } from "./backends";
import { Check } from "./check";
import { Compared } from "./compared";
import { Comparison } from "./comparison";
import { entryKey } from "./entry-key";
import { VectorSaving, VectorSource } from "./vector-saving";

const enum SavingState {
  Entry,
  /** Whether the answer says the same as that of a neighbour. */
  Comparison,
  Vector,
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
  private state: SavingState = SavingState.Entry;
  private readonly comparison: Comparison | null;
  /** The half that begins when the entry is stored and compared; null where no vector is. */
  private readonly vectorSaving: VectorSaving | null;

  /** @param vector the vector, with `VectorSource.Known` */
  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    readonly entry: Entry,
    /** The entry as it is written. */
    readonly record: Slice,
    /** Id of the entry and of its vector document. */
    readonly id: Slice,
    source: VectorSource,
    vector: Slice | null,
    /** What the answer is compared with before its vector is stored; null for nothing. */
    readonly check: Check | null = null,
    /** Seconds for which a cache keeps the entry beyond its life. */
    private readonly stale: i32 = 0,
  ) {
    this.comparison = check == null ? null : new Comparison(backends, config, check, entry);
    const hasVector = backends.semantic != null && source != VectorSource.None;
    this.vectorSaving = hasVector
      ? new VectorSaving(backends, config, entry, record, id, source, vector)
      : null;
  }

  get isDone(): bool {
    return this.state == SavingState.Done;
  }

  /** Whether there is a vector to be stored, now or later. */
  get hasVector(): bool {
    return this.vectorSaving != null;
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
    const saving = this.vectorSaving;
    return saving != null && saving.awaitsLateVector;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    switch (this.state) {
      case SavingState.Entry:
        return Upstream.Redis;
      case SavingState.Comparison:
        return this.comparison!.upstream;
      default:
        return this.vectorSaving!.upstream;
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
      default:
        return this.onVector(reply);
    }
  }

  /** The vector that the look-up asked for has come, or (null) will not come. */
  onLateVector(vector: Slice | null): Call | null {
    const saving = this.vectorSaving;
    if (saving == null) return null;
    const call = saving.onLateVector(vector);
    return this.state == SavingState.Vector ? this.followed(saving, call) : null;
  }

  /** The vector that the embedding service has just sent for this store; null where it did not. */
  takeEmbedded(): Slice | null {
    const saving = this.vectorSaving;
    return saving == null ? null : saving.takeEmbedded();
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

  private storeVector(): Call | null {
    const saving = this.vectorSaving;
    if (saving == null) return this.finish();
    this.state = SavingState.Vector;
    return this.followed(saving, saving.start(this.link));
  }

  private onVector(reply: Reply): Call | null {
    const saving = this.vectorSaving!;
    const call = saving.onReply(reply);
    this.fault = saving.fault;
    return this.followed(saving, call);
  }

  /** What the vector's half wants done next, once it is noted whether it is done. */
  private followed(saving: VectorSaving, call: Call | null): Call | null {
    if (!saving.isDone) return call;
    if (saving.isStored) this.result = "ok";
    return this.finish();
  }

  private finish(): Call | null {
    this.state = SavingState.Done;
    if (this.result == "") this.result = "error";
    return null;
  }

  /** The neighbour whose entry the vector is to lead to; null where it leads to its own. */
  get link(): Compared | null {
    const check = this.check;
    return check != null && check.isLink ? this.comparison!.same : null;
  }
}
