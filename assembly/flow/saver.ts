import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { Receiver } from "../host/host";
import { keepVector } from "./errand";
import { Runtime } from "./runtime";
import { Saving } from "./saving";
import { Seat } from "./seat";

/** Performs the storing of one answer, after its client has it; the stream may be gone meanwhile. */
export class Saver implements Receiver {
  private sentAt: i64 = 0;
  private isCounted: bool = false;
  private isNoted: bool = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly saving: Saving,
    /** The place from which the answer was asked for; null where nobody could follow. */
    private readonly seat: Seat | null = null,
    /** Bytes of the runtime's allowance that are given back when all is done. */
    private readonly taken: i32 = 0,
  ) {}

  start(): void {
    this.runtime.background.begin();
    if (this.runtime.backends.cache != null) this.keepLocally();
    if (this.saving.hasVector) this.runtime.prepare();
    this.perform(this.saving.start());
  }

  onReply(_tag: i32, reply: Reply): void {
    this.perform(this.take(reply));
  }

  /** The look-up's vector has come, or (null) will not come. */
  onLateVector(vector: Slice | null): void {
    const wasWaiting = this.saving.awaitsLateVector;
    const call = this.saving.onLateVector(vector);
    if (wasWaiting) this.perform(call);
  }

  private take(reply: Reply): Call | null {
    const upstream = this.saving.upstream;
    const call = this.saving.onReply(reply);
    const fault = this.saving.fault;
    this.runtime.report(upstream, reply, fault, this.sentAt);
    const vector = this.saving.takeEmbedded();
    if (vector != null) keepVector(this.runtime, this.saving.entry.question, vector);
    return call;
  }

  private perform(first: Call | null): void {
    let call = first;
    this.count();
    while (call != null) {
      this.sentAt = this.runtime.host.now();
      const reply = this.runtime.send(call, this.runtime.config.limits.storeTimeout, this, 0);
      if (reply == null) return;
      call = this.take(reply);
      this.count();
    }
    if (!this.saving.isDone) return;
    this.runtime.allowance.give(this.taken);
    this.runtime.background.end();
  }

  /** Counts the answer as stored or not, and notes what comparing it has shown, as soon as each is settled. */
  private count(): void {
    const check = this.saving.check;
    if (check != null && !this.isNoted && this.saving.isCompared) {
      this.isNoted = true;
      this.runtime.learning!.note(check, this.saving.agreement, this.saving.id);
    }
    if (this.isCounted || this.saving.result == "") return;
    this.isCounted = true;
    this.runtime.metrics.stored(this.saving.result);
    const seat = this.seat;
    if (seat != null) seat.close();
    // Without a cache an answer that leads to another entry goes with that one; a copy would stay.
    const isOwn = this.runtime.backends.cache == null && this.saving.link == null;
    if (isOwn && this.saving.result == "ok") this.keepLocally();
  }

  /** What is asked again at once need not wait for the store. */
  private keepLocally(): void {
    const local = this.runtime.local;
    const saving = this.saving;
    if (local != null) local.keep(saving.id, saving.entry, saving.record, true);
  }
}
