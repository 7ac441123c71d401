import { Completion } from "../chat/completion";
import { ChatRequest } from "../chat/request";
import { Replay } from "../chat/replay";
import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Gateway, LogLevel, Policy } from "../config/config";
import { Receiver } from "../host/host";
import { Key } from "../key/key";
import { hitHeaders, onlyIfCachedHeaders } from "./answer-headers";
import { Check } from "./check";
import { Deadline, Waiter } from "./deadlines";
import { Directives } from "./directives";
import { Errand, keepVector } from "./errand";
import { logCacheStatus } from "./higress";
import { Lookup, Waiting } from "./lookup";
import { Outcome, outcomeName } from "./outcome";
import { Runtime } from "./runtime";
import { Saver } from "./saver";
import { VectorSource } from "./saving";
import { Hit, Step, StepKind } from "./step";

const NOT_CACHED =
  '{"error":{"message":"no cached answer, and the request allows no other","type":"only_if_cached","param":null,"code":"only_if_cached"}}';

/** What a call that was given up on is answered with. */
const NO_REPLY = new Reply(0, Slice.EMPTY);

/** Who has a request held, and is told what became of it. */
export interface Asker {
  /** Whether the request still waits; its stream is then the one in effect. */
  reenter(): bool;
  /** It has been answered. */
  onAnswered(): void;
  /**
   * There is no answer.
   * @param why the upstream that failed; empty for an honest miss
   * @param resume whether the request is held and has to be let go
   */
  onMissed(outcome: Outcome, why: string, resume: bool): void;
}

/**
 * Performs the steps of one look-up: the one place where a request is answered from the cache or let go, where
 * replies that come too late are told apart, and where the deadline falls.
 */
export class Asking implements Receiver, Waiter {
  private readonly lookup: Lookup;
  private readonly endsAt: i64;
  private deadline: Deadline | null = null;
  private readonly startedAt: i64;
  private sentAt: i64 = 0;
  /** Number of the call that is waited for; replies to others come too late. */
  private sequence: i32 = 0;
  /** Number of the call for the question's vector; 0 when there was none. */
  private embedding: i32 = 0;
  private isOver: bool = false;
  /** Whether the hook that began the look-up has returned, and the request is held. */
  private isHeld: bool = false;
  /** What the model's answer is to be compared with; null for nothing. */
  check: Check | null = null;
  /** Who waits for a late vector to store it. */
  private saver: Saver | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly asker: Asker,
    private readonly request: ChatRequest,
    private readonly key: Key,
    private readonly directives: Directives,
  ) {
    const now = runtime.host.now();
    this.startedAt = now;
    this.endsAt = now + runtime.config.limits.lookupTimeout;
    const learning = runtime.learning;
    const policy: Policy | null = learning == null ? null : learning.policy;
    this.lookup = new Lookup(runtime.backends, runtime.config, policy, key, now / 1000, directives.maxAge);
  }

  start(): void {
    if (this.directives.refresh) {
      this.abandon();
      this.miss(Outcome.Refresh, "");
      return;
    }
    const local = this.runtime.local;
    this.perform(this.lookup.start(local == null ? null : local.find(this.key.id)));
    if (this.isOver) return;
    this.isHeld = true;
    this.deadline = this.runtime.deadlines.add(this.endsAt, this);
  }

  onReply(tag: i32, reply: Reply): void {
    if (this.isOver || tag != this.sequence) {
      if (tag == this.embedding && this.vectorSource == VectorSource.Late) this.onLateVector(reply);
      return;
    }
    if (!this.asker.reenter()) return;
    this.perform(this.take(reply));
  }

  onDeadline(): void {
    if (this.isOver || !this.asker.reenter()) return;
    const upstream = this.lookup.upstream;
    const step = this.lookup.onTimeout();
    this.runtime.report(upstream, NO_REPLY, this.lookup.fault, this.sentAt);
    this.perform(step);
  }

  /** Nobody waits any more: the look-up has ended, or its stream is gone. */
  abandon(): void {
    this.isOver = true;
    const deadline = this.deadline;
    if (deadline != null) deadline.waiter = null;
  }

  /** The question's vector, if it has come. */
  get vector(): Slice | null {
    return this.lookup.vector;
  }

  /** Where a store finds the question's vector. */
  get vectorSource(): VectorSource {
    if (this.lookup.vector != null) return VectorSource.Known;
    if (this.embedding == 0) return this.lookup.isSemantic ? VectorSource.Ask : VectorSource.None;
    return this.lookup.waiting == Waiting.Embedding && this.lookup.isLate
      ? VectorSource.Late
      : VectorSource.None;
  }

  /** Tells `saver` of the late vector when it comes. */
  notify(saver: Saver): void {
    this.saver = saver;
  }

  private onLateVector(reply: Reply): void {
    this.lookup.onLateVector(reply);
    this.keepVector();
    const saver = this.saver;
    if (saver != null) saver.onLateVector(this.lookup.vector);
  }

  /** Keeps the vector that the embedding service has sent, where vectors are kept. */
  private keepVector(): void {
    const vector = this.lookup.vector;
    if (vector != null) keepVector(this.runtime, this.key.question, vector);
  }

  private take(reply: Reply): Step {
    const upstream = this.lookup.upstream;
    const step = this.lookup.onReply(reply);
    this.runtime.report(upstream, reply, this.lookup.fault, this.sentAt);
    if (upstream == Upstream.Embedding) this.keepVector();
    return step;
  }

  /** Does what the look-up wants, and what it wants next when the proxy answers at once. */
  private perform(first: Step): void {
    let step = first;
    while (step.kind == StepKind.Call) {
      const reply = this.send(step.call!);
      if (reply == null) return;
      step = this.take(reply);
    }
    this.end(step);
  }

  private send(call: Call): Reply | null {
    const host = this.runtime.host;
    this.sentAt = host.now();
    this.sequence++;
    let timeout = call.service.timeout;
    // A vector that comes too late for the look-up still serves the store; nothing else does.
    if (call.upstream == Upstream.Embedding) {
      this.embedding = this.sequence;
    } else timeout = <i32>max<i64>(1, min<i64>(timeout, this.endsAt - this.sentAt));
    // The collection, which the vector is for, is looked at meanwhile.
    const isForVector = this.lookup.waiting == Waiting.Vector || this.lookup.waiting == Waiting.Embedding;
    if (isForVector) this.runtime.prepare();
    return this.runtime.send(call, timeout, this, this.sequence);
  }

  private end(step: Step): void {
    this.abandon();
    const now = this.runtime.host.now();
    this.runtime.metrics.lookup(now - this.startedAt);
    if (this.lookup.refusal.length > 0) this.runtime.metrics.neighboursRefused(this.lookup.refusal);
    const guards = this.lookup.guards;
    for (let i = 0; i < guards.length; i++) this.runtime.metrics.guarded(guards[i]);
    const hit = step.hit;
    const isAudited = hit != null && hit.isSemantic && this.isSampled();
    if (hit == null || isAudited) this.check = this.checkOf(isAudited);
    if (isAudited) this.miss(Outcome.Audit, "");
    else if (hit != null) this.answer(hit, now / 1000);
    else this.pass(step.failedAt);
    // Only a vector may have told how the collection has to be.
    if (this.lookup.vector != null) this.runtime.prepare();
    if (hit != null) this.keepLocally(hit);
    const removal = this.lookup.removal;
    if (removal != null) new Errand(this.runtime, removal).start();
  }

  /** Keeps what the store had for this very question. */
  private keepLocally(hit: Hit): void {
    const local = this.runtime.local;
    const record = hit.record;
    if (local != null && record != null) local.keep(hit.id, hit.entry, record, false);
  }

  /** Whether the model is asked in spite of a semantic hit. */
  private isSampled(): bool {
    return !this.directives.onlyIfCached && this.runtime.dice.throws(this.runtime.config.audit.rate);
  }

  private checkOf(isAudited: bool): Check | null {
    const candidate = this.lookup.candidate;
    // Under the question's own key the fresh answer itself would be found.
    if (candidate == null || candidate.match.key.equalsSlice(this.key.id)) return null;
    const config = this.runtime.config;
    const isLink = config.link.isOn && candidate.match.distance < config.link.within;
    const rate = config.audit.rate;
    const fit = this.lookup.fit;
    if (isAudited) return new Check(candidate, fit, true, 1 / rate, isLink);
    // A miss costs no hit to learn from, but calls: without links it is sampled as hits are.
    if (isLink) return new Check(candidate, fit, false, 1, true);
    const isEvidence = config.vector!.isAuto && this.runtime.dice.throws(rate);
    return isEvidence ? new Check(candidate, fit, false, 1 / rate, false) : null;
  }

  private answer(hit: Hit, now: i64): void {
    const completion = hit.entry.completion;
    const isStream = this.request.stream;
    this.count(hit.isLocal ? Outcome.HitLocal : hit.isSemantic ? Outcome.HitSemantic : Outcome.HitExact);
    this.runtime.metrics.saved(completion.promptTokens, completion.completionTokens);
    this.asker.onAnswered();
    if (this.runtime.gateway == Gateway.Higress) logCacheStatus(this.runtime.host, "hit");
    this.runtime.host.reply(200, "ai-cache.hit", hitHeaders(hit, isStream, now), this.bodyOf(completion));
  }

  private bodyOf(completion: Completion): Slice {
    const config = this.runtime.config.answer;
    const template = this.request.stream ? config.streamTemplate : config.template;
    if (template != null) return template.fill(completion.text());
    if (!this.request.stream) return completion.value.raw;
    return Replay.eventStream(completion, this.request.includeUsage);
  }

  private pass(failedAt: string | null): void {
    if (failedAt == null) this.miss(Outcome.Miss, "");
    else this.miss(Outcome.Error, failedAt);
  }

  private miss(outcome: Outcome, why: string): void {
    if (this.directives.onlyIfCached) {
      this.count(Outcome.OnlyIfCached);
      this.asker.onAnswered();
      this.runtime.host.reply(504, "ai-cache.only_if_cached", onlyIfCachedHeaders(), Slice.of(NOT_CACHED));
      return;
    }
    this.asker.onMissed(outcome, why, this.isHeld);
  }

  private count(outcome: Outcome): void {
    this.runtime.metrics.request(outcome, "");
    if (this.runtime.config.logLevel <= LogLevel.Debug) {
      this.runtime.host.log(LogLevel.Debug, outcomeName(outcome));
    }
  }
}
