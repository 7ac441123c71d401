import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Policy } from "../config/config";
import { Receiver } from "../host/host";
import { Key } from "../key/key";
import { Deadline, Waiter } from "./deadlines";
import { Errand, keepVector } from "./errand";
import { Lookup } from "./lookup";
import { Runtime } from "./runtime";
import { Saver } from "./saver";
import { Hit, Step, StepKind } from "./step";
import { VectorSource } from "./vector-saving";

/** What a call that was given up on is answered with. */
const NO_REPLY = new Reply(0, Slice.EMPTY);

/** Who has something looked up. */
export interface Seeker {
  /** Whether anybody still waits for it; the stream is then the one in effect. */
  reenter(): bool;
  /** The look-up has come to a step that is no call; what is next, or null where that is all for now. */
  onStep(step: Step): Step | null;
}

/**
 * Performs the calls of one look-up: where replies that come too late are told apart, where the deadline falls, and what
 * has been found of use for others is made use of.
 */
export class Looking implements Receiver, Waiter {
  readonly lookup: Lookup;
  private readonly startedAt: i64;
  private readonly endsAt: i64;
  /** Null before it has begun. */
  private seeker: Seeker | null = null;
  private deadline: Deadline | null = null;
  private sentAt: i64 = 0;
  /** Number of the call that is waited for; replies to others come too late. */
  private sequence: i32 = 0;
  /** Number of the call for the question's vector; 0 when there was none. */
  private embedding: i32 = 0;
  private isOver: bool = false;
  /** Who waits for a late vector to store it. */
  private saver: Saver | null = null;

  /** @param maxAge oldest answer that will do, in seconds; -1 for any */
  constructor(
    private readonly runtime: Runtime,
    private readonly key: Key,
    maxAge: i32,
  ) {
    const now = runtime.host.now();
    this.startedAt = now;
    this.endsAt = now + runtime.config.limits.lookupTimeout;
    const learning = runtime.learning;
    const policy: Policy | null = learning == null ? null : learning.policy;
    this.lookup = new Lookup(runtime.backends, runtime.config, policy, key, now / 1000, maxAge);
  }

  start(seeker: Seeker): void {
    this.seeker = seeker;
    const local = this.runtime.local;
    this.perform(this.lookup.start(local == null ? null : local.find(this.key.id)));
    if (!this.isOver) this.deadline = this.runtime.deadlines.add(this.endsAt, this);
  }

  onReply(tag: i32, reply: Reply): void {
    if (this.isOver || tag != this.sequence) {
      if (tag == this.embedding && this.vectorSource == VectorSource.Late) this.onLateVector(reply);
      return;
    }
    if (this.seeker!.reenter()) this.perform(this.take(reply));
  }

  onDeadline(): void {
    if (this.isOver || !this.seeker!.reenter()) return;
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

  /**
   * The look-up has come to its end: counts what it has shown.
   * @param now milliseconds since 1970
   */
  end(now: i64): void {
    this.abandon();
    const metrics = this.runtime.metrics;
    metrics.lookup(now - this.startedAt);
    const refusal = this.lookup.refusal;
    if (refusal.length > 0) metrics.neighboursRefused(refusal);
    const judging = this.lookup.judging;
    if (judging == null) return;
    const guards = judging.guards;
    for (let i = 0; i < guards.length; i++) metrics.guarded(guards[i]);
  }

  /**
   * Does what can wait until the request has been seen to.
   * @param hit what was found; null for nothing
   */
  clearUp(hit: Hit | null): void {
    // Only a vector may have told how the collection has to be.
    if (this.vector != null) this.runtime.prepare();
    if (hit != null) this.keepLocally(hit);
    const judging = this.lookup.judging;
    const removal: Call | null = judging == null ? null : judging.removal;
    if (removal != null) new Errand(this.runtime, removal).start();
  }

  /** The question's vector; null where it has not come. */
  get vector(): Slice | null {
    return this.lookup.vector;
  }

  /** Where a store finds it. */
  get vectorSource(): VectorSource {
    if (this.vector != null) return VectorSource.Known;
    if (this.embedding == 0) return this.lookup.isSemantic ? VectorSource.Ask : VectorSource.None;
    return this.lookup.isEmbedding && this.lookup.isLate ? VectorSource.Late : VectorSource.None;
  }

  /** Tells `saver` of the late vector when it comes. */
  notify(saver: Saver): void {
    this.saver = saver;
  }

  /** Keeps what the store had for this very question. */
  private keepLocally(hit: Hit): void {
    const local = this.runtime.local;
    const record = hit.record;
    if (local != null && record != null) local.keep(hit.id, hit.entry, record, false);
  }

  private onLateVector(reply: Reply): void {
    this.lookup.onLateVector(reply);
    this.keepVector();
    const saver = this.saver;
    if (saver != null) saver.onLateVector(this.vector);
  }

  /** Keeps the vector that the embedding service has sent, where vectors are kept. */
  private keepVector(): void {
    const vector = this.vector;
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
    while (step != null)
      step = step.kind == StepKind.Call ? this.call(step.call!) : this.seeker!.onStep(step);
  }

  /** What follows a call; null where that is to be waited for. */
  private call(call: Call): Step | null {
    const reply = this.send(call);
    return reply == null ? null : this.take(reply);
  }

  private send(call: Call): Reply | null {
    this.sentAt = this.runtime.host.now();
    this.sequence++;
    let timeout = call.service.timeout;
    // A vector that comes too late for the look-up still serves the store; nothing else does.
    if (call.upstream == Upstream.Embedding) {
      this.embedding = this.sequence;
    } else timeout = <i32>max<i64>(1, min<i64>(timeout, this.endsAt - this.sentAt));
    // The collection, which the vector is for, is looked at meanwhile.
    if (this.lookup.awaitsVector) this.runtime.prepare();
    return this.runtime.send(call, timeout, this, this.sequence);
  }
}
