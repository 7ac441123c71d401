import { Slice } from "../bytes/slice";
import { Call, Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Config, Policy } from "../config/config";
import { Entry } from "../entry/entry";
import { Key } from "../key/key";
import { Backends } from "./backends";
import { entryKey } from "./entry-key";
import { whyExactOnly } from "./exact-only";
import { Judging } from "./judging";
import { Renewal } from "./renewal";
import { SemanticLookup } from "./semantic-lookup";
import { Sought } from "./sought";
import { Hit, Step } from "./step";

/** The one reply that a look-up waits for. */
export const enum Waiting {
  Nothing,
  /** The entry of this very question. */
  Exact,
  /** Whether this request is to renew an answer that has expired. */
  Renewal,
  /** The question's vector, or what is said of its neighbours. */
  Semantic,
}

/**
 * Looks for an answer, as a machine without a proxy: each method takes what has arrived and returns what to do
 * next. Whatever fails on the way ends in `Step.fail`, never in an error for the client.
 */
export class Lookup {
  waiting: Waiting = Waiting.Nothing;
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Why no neighbour was accepted, or none looked for, as a label; empty otherwise. */
  refusal: string = "";
  /** Whether it gave up because time was up. */
  isLate: bool = false;
  /** Null before the same question in other words is looked for. */
  private semantic: SemanticLookup | null = null;
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
    policy: Policy | null,
    key: Key,
    now: i64,
    maxAge: i32,
  ) {
    this.sought = new Sought(key, now, maxAge, backends.records, policy);
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
    this.refusal = whyExactOnly(this.sought.key, this.config, semantic);
    if (this.refusal != "") return Step.miss();
    const lookup = new SemanticLookup(this.backends, this.config, semantic, this.sought);
    this.semantic = lookup;
    this.waiting = Waiting.Semantic;
    return this.told(lookup.start());
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
      case Waiting.Semantic:
        return this.told(this.semantic!.onReply(reply));
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
    const semantic = this.semantic;
    if (semantic != null) semantic.onLateVector(reply);
    this.waiting = Waiting.Nothing;
  }

  /** The question's vector, as soon as it is known: the store needs it too. */
  get vector(): Slice | null {
    const semantic = this.semantic;
    return semantic == null ? null : semantic.vector;
  }

  /** Whether it waits for the question's vector, or did so when time was up. */
  get awaitsVector(): bool {
    return this.waiting == Waiting.Semantic && this.semantic!.awaitsVector;
  }

  /** The same for one from the embedding service. */
  get isEmbedding(): bool {
    return this.waiting == Waiting.Semantic && this.semantic!.isEmbedding;
  }

  /** Whether the same question in other words may be looked for. */
  get isSemantic(): bool {
    const semantic = this.backends.semantic;
    const now = this.sought.now;
    if (semantic == null || semantic.pause.isOn(now) || semantic.preparation.isOff(now)) return false;
    return whyExactOnly(this.sought.key, this.config, semantic) == "";
  }

  /** What is found and thought of the neighbours; null where none were searched for. */
  get judging(): Judging | null {
    const semantic = this.semantic;
    return semantic == null ? null : semantic.judging;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    return this.waiting == Waiting.Semantic ? this.semantic!.upstream : Upstream.Redis;
  }

  private get entryKey(): Slice {
    return entryKey(this.config.entry.keyPrefix, this.sought.key.id);
  }

  private giveUp(): Step {
    if (this.waiting == Waiting.Semantic) return this.told(this.semantic!.onTimeout());
    if (this.waiting == Waiting.Renewal) return this.renewal!.onTimeout();
    return Step.fail(upstreamName(this.upstream));
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

  /** What the look-up in other words wants done next, once what it has said is noted. */
  private told(step: Step): Step {
    this.fault = this.semantic!.fault;
    this.refusal = this.semantic!.refusal;
    return step;
  }
}
