import { Slice } from "../bytes/slice";
import { Call, Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Config, Policy } from "../config/config";
import { Entry } from "../entry/entry";
import { Verdict } from "../judge/judge";
import { Key } from "../key/key";
import { Backends } from "./backends";
import { entryKey } from "./entry-key";
import { whyExactOnly } from "./exact-only";
import { Judging } from "./judging";
import { QuestionVector } from "./question-vector";
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
  /** The question's vector. */
  Vector,
  /** What is said of the neighbours, which are judged. */
  Judging,
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
  /** Null before a question in other words is looked for. */
  private questionVector: QuestionVector | null = null;
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
    const question = new QuestionVector(semantic, this.key.question, this.now);
    this.questionVector = question;
    this.waiting = Waiting.Vector;
    return this.located(question.start());
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
    const question = this.questionVector;
    if (question != null) question.onLate(reply);
    this.waiting = Waiting.Nothing;
  }

  /** The question's vector, as soon as it is known: the store needs it too. */
  get vector(): Slice | null {
    const question = this.questionVector;
    return question == null ? null : question.value;
  }

  /** Whether it waits for the embedding service, or did so when time was up. */
  get isEmbedding(): bool {
    return this.waiting == Waiting.Vector && this.questionVector!.isEmbedding;
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

  /** What is thought of the question's neighbours; null where there is none, or the accepted one could not be served. */
  get verdict(): Verdict | null {
    const judging = this.judging;
    return judging == null ? null : judging.verdict;
  }

  /** Names of the guards that refused a neighbour, one for each refused. */
  get guards(): string[] {
    const judging = this.judging;
    return judging == null ? NO_GUARDS : judging.guards;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    switch (this.waiting) {
      case Waiting.Vector:
        return this.questionVector!.upstream;
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
    const question = this.questionVector!;
    const step = question.onReply(reply);
    if (step != null) return this.located(step);
    const judging = new Judging(this.backends, this.config, this.policy!, this.sought);
    this.judging = judging;
    this.waiting = Waiting.Judging;
    return judging.start(question.value!);
  }

  /** What finding the vector wants done next, once what it has said is noted. */
  private located(step: Step): Step {
    this.fault = this.questionVector!.fault;
    this.refusal = this.questionVector!.refusal;
    return step;
  }

  /** What the judging of neighbours wants done next, once what it has said is noted. */
  private told(step: Step): Step {
    this.fault = this.judging!.fault;
    this.refusal = this.judging!.refusal;
    return step;
  }
}
