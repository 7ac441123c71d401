import { ChatRequest } from "../chat/request";
import { SingleFlight } from "../config/flight";
import { Key } from "../key/key";
import { Check, checkOf } from "./check";
import { Deadline, Waiter } from "./deadlines";
import { Directives } from "./directives";
import { Looking, Seeker } from "./looking";
import { Outcome } from "./outcome";
import { Runtime } from "./runtime";
import { Passenger, Role, Seat } from "./seat";
import { serve, serveNothing } from "./serving";
import { Hit, Manner, Step, StepKind } from "./step";

/** Who has a request held, and is told what became of it. */
export interface Asker {
  /** Whether the request still waits; its stream is then the one in effect. */
  reenter(): bool;
  /**
   * It has been answered.
   * @param isOwn whether by the answer to this very question
   */
  onAnswered(isOwn: bool): void;
  /**
   * There is no answer.
   * @param why the upstream that failed; empty for an honest miss
   * @param resume whether the request is held and has to be let go
   */
  onMissed(outcome: Outcome, why: string, resume: bool): void;
}

/** A hit whose time has not come. */
class HeldBack {
  constructor(
    readonly hit: Hit,
    readonly until: Deadline,
  ) {}
}

/** Finds an answer to one request: the one place where it is answered from the cache, has to wait, or is let go. */
export class Asking implements Seeker, Passenger, Waiter {
  /** The look-up for it, anew after a wait in vain. */
  looking: Looking;
  private isOver: bool = false;
  /** Whether the hook that began the look-up has returned, and the request is held. */
  private isHeld: bool = false;
  /** What the model's answer is to be compared with; null for nothing. */
  check: Check | null = null;
  /** The request's place among those that ask the same at once; null before it has looked for an answer in vain. */
  seat: Seat | null = null;
  /** A hit that is held back, lest its time tell that it is one; null for none. */
  private heldBack: HeldBack | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly asker: Asker,
    private readonly request: ChatRequest,
    private readonly key: Key,
    private readonly directives: Directives,
  ) {
    this.looking = new Looking(runtime, key, directives.maxAge);
  }

  start(): void {
    if (this.directives.refresh) {
      this.isOver = true;
      return this.miss(Outcome.Refresh, "");
    }
    this.looking.start(this);
    this.isHeld = !this.isOver;
  }

  reenter(): bool {
    return !this.isOver && this.asker.reenter();
  }

  onStep(step: Step): Step | null {
    if (step.kind == StepKind.Absent) return this.onAbsent();
    if (step.kind == StepKind.Stale) return this.onStale(step.hit!);
    this.end(step);
    return null;
  }

  onLanded(answer: Hit): void {
    this.isOver = true;
    this.answer(answer, this.runtime.host.now());
  }

  onReleased(): void {
    // What was known when the wait began is old news.
    this.looking = new Looking(this.runtime, this.key, this.directives.maxAge);
    this.looking.start(this);
  }

  /** The stream is gone. */
  leave(): void {
    this.isOver = true;
    this.looking.abandon();
    const seat = this.seat;
    if (seat != null) seat.leave();
    const heldBack = this.heldBack;
    if (heldBack != null) heldBack.until.waiter = null;
  }

  onDeadline(): void {
    const heldBack = this.heldBack;
    if (heldBack != null && this.asker.reenter()) this.answer(heldBack.hit, this.runtime.host.now());
  }

  /** The answer is in no cache: perhaps somebody else is asking for it. */
  private onAbsent(): Step | null {
    const lookup = this.looking.lookup;
    const mode = this.runtime.config.flight.mode;
    // Who wants an answer of a certain age takes none of an age that it cannot know.
    if (mode == SingleFlight.Off || this.directives.maxAge >= 0) return lookup.goOn();
    const seat = this.sit();
    const landed = seat.landed;
    if (landed != null) return Step.hit(landed);
    if (this.directives.onlyIfCached || seat.take(this.request.stream) != Role.Following)
      return lookup.goOn();
    this.looking.abandon();
    return null;
  }

  /** The answer has expired, and may be served all the same if this request is not the one to renew it. */
  private onStale(stale: Hit): Step {
    const seat = this.sit();
    const landed = seat.landed;
    if (landed != null) return Step.hit(landed);
    if (this.directives.onlyIfCached || !seat.lead()) return Step.hit(stale);
    return this.looking.lookup.renew(stale);
  }

  private sit(): Seat {
    const seat = this.seat == null ? new Seat(this.runtime, this, this.key.id) : this.seat!;
    this.seat = seat;
    return seat;
  }

  private end(step: Step): void {
    this.isOver = true;
    const runtime = this.runtime;
    const now = runtime.host.now();
    const looking = this.looking;
    looking.end(now);
    const judging = looking.lookup.judging;
    const hit = step.hit;
    const isAudited = hit != null && hit.isSemantic && this.isSampled();
    if (judging != null && (hit == null || isAudited)) {
      this.check = checkOf(judging, this.key.id, runtime.config, runtime.dice, isAudited);
    }
    if (isAudited) this.miss(Outcome.Audit, "");
    else if (hit != null) this.answerInTime(hit, now);
    else this.pass(step);
    looking.clearUp(hit);
  }

  /** Whether the model is asked in spite of a semantic hit. */
  private isSampled(): bool {
    return !this.directives.onlyIfCached && this.runtime.dice.throws(this.runtime.config.audit.rate);
  }

  private answerInTime(hit: Hit, now: i64): void {
    const delay = this.runtime.config.limits.hideTiming;
    if (delay == 0) return this.answer(hit, now);
    this.heldBack = new HeldBack(hit, this.runtime.delays.add(now + delay, this));
  }

  private answer(hit: Hit, now: i64): void {
    this.asker.onAnswered(!hit.isSemantic);
    serve(this.runtime, this.request, hit, now / 1000);
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
    this.asker.onAnswered(false);
    serveNothing(this.runtime);
  }
}
