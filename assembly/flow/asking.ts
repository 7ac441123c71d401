import { ChatRequest } from "../chat/request";
import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Policy } from "../config/config";
import { SingleFlight } from "../config/flight";
import { Receiver } from "../host/host";
import { Key } from "../key/key";
import { Check, checkOf } from "./check";
import { Deadline, Waiter } from "./deadlines";
import { Directives } from "./directives";
import { Errand, keepVector } from "./errand";
import { Lookup, Waiting } from "./lookup";
import { Outcome } from "./outcome";
import { Runtime } from "./runtime";
import { Saver } from "./saver";
import { VectorSource } from "./saving";
import { Passenger, Role, Seat } from "./seat";
import { serve, serveNothing } from "./serving";
import { Hit, Manner, Step, StepKind } from "./step";

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
export class Asking implements Receiver, Waiter, Passenger {
  private lookup: Lookup;
  private endsAt: i64 = 0;
  private deadline: Deadline | null = null;
  private startedAt: i64 = 0;
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
  /** The request's place among those that ask the same at once; null before it has looked for an answer in vain. */
  seat: Seat | null = null;
  /** Who waits for a late vector to store it. */
  private saver: Saver | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly asker: Asker,
    private readonly request: ChatRequest,
    private readonly key: Key,
    private readonly directives: Directives,
  ) {
    this.lookup = lookupFor(runtime, key, directives);
  }

  start(): void {
    if (this.directives.refresh) {
      this.abandon();
      this.miss(Outcome.Refresh, "");
      return;
    }
    this.look();
    this.isHeld = !this.isOver;
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

  /** The stream is gone. */
  leave(): void {
    this.abandon();
    const seat = this.seat;
    if (seat != null) seat.leave();
  }

  reenter(): bool {
    return !this.isOver && this.asker.reenter();
  }

  onLanded(answer: Hit): void {
    this.abandon();
    this.answer(answer);
  }

  onReleased(): void {
    // What was known when the wait began is old news.
    this.lookup = lookupFor(this.runtime, this.key, this.directives);
    this.look();
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

  /** Nobody waits any more: the look-up has ended, or its stream is gone. */
  private abandon(): void {
    this.isOver = true;
    this.stopClock();
  }

  private stopClock(): void {
    const deadline = this.deadline;
    if (deadline != null) deadline.waiter = null;
  }

  private look(): void {
    this.startedAt = this.runtime.host.now();
    this.endsAt = this.startedAt + this.runtime.config.limits.lookupTimeout;
    const local = this.runtime.local;
    this.perform(this.lookup.start(local == null ? null : local.find(this.key.id)));
    const seat = this.seat;
    const isFollowing = seat != null && seat.isFollowing;
    if (!this.isOver && !isFollowing) this.deadline = this.runtime.deadlines.add(this.endsAt, this);
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
    let step: Step | null = first;
    while (step != null && !step.isEnd) step = this.next(step);
    if (step != null) this.end(step);
  }

  /** What follows a step; null where that is to be waited for. */
  private next(step: Step): Step | null {
    if (step.kind == StepKind.Absent) return this.onAbsent();
    if (step.kind == StepKind.Stale) return this.onStale(step.hit!);
    const reply = this.send(step.call!);
    return reply == null ? null : this.take(reply);
  }

  /** The answer is in no cache: perhaps somebody else is asking for it. */
  private onAbsent(): Step | null {
    const mode = this.runtime.config.flight.mode;
    // Who wants an answer of a certain age takes none of an age that it cannot know.
    if (mode == SingleFlight.Off || this.directives.maxAge >= 0) return this.lookup.goOn();
    const seat = this.sit();
    const landed = seat.landed;
    if (landed != null) return Step.hit(landed);
    if (this.directives.onlyIfCached || seat.take(this.request.stream) != Role.Following) {
      return this.lookup.goOn();
    }
    this.stopClock();
    return null;
  }

  /** The answer has expired, and may be served all the same if this request is not the one to renew it. */
  private onStale(stale: Hit): Step {
    const seat = this.sit();
    const landed = seat.landed;
    if (landed != null) return Step.hit(landed);
    if (this.directives.onlyIfCached || !seat.lead()) return Step.hit(stale);
    return this.lookup.renew(stale);
  }

  private sit(): Seat {
    let seat = this.seat;
    if (seat == null) seat = new Seat(this.runtime, this, this.key.id);
    this.seat = seat;
    return seat;
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
    return host.dispatch(call, timeout, this, this.sequence);
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
    if (hit == null || isAudited) {
      this.check = checkOf(this.lookup, this.key.id, this.runtime.config, this.runtime.dice, isAudited);
    }
    if (isAudited) this.miss(Outcome.Audit, "");
    else if (hit != null) this.answer(hit);
    else this.pass(step);
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

  private answer(hit: Hit): void {
    this.asker.onAnswered();
    serve(this.runtime, this.request, hit);
    const seat = this.seat;
    if (seat == null) return;
    // What has expired is no answer to wait for.
    if (hit.manner != Manner.Stale) seat.land(hit);
    seat.close();
  }

  private pass(step: Step): void {
    const failedAt = step.failedAt;
    if (failedAt != null) this.miss(Outcome.Error, failedAt);
    else this.miss(step.kind == StepKind.Renew ? Outcome.Renewal : Outcome.Miss, "");
  }

  private miss(outcome: Outcome, why: string): void {
    if (!this.directives.onlyIfCached) return this.asker.onMissed(outcome, why, this.isHeld);
    this.asker.onAnswered();
    serveNothing(this.runtime);
  }
}

function lookupFor(runtime: Runtime, key: Key, directives: Directives): Lookup {
  const learning = runtime.learning;
  const policy: Policy | null = learning == null ? null : learning.policy;
  const now = runtime.host.now() / 1000;
  return new Lookup(runtime.backends, runtime.config, policy, key, now, directives.maxAge);
}
