import { Slice } from "../bytes/slice";
import { Errand } from "./errand";
import { Runtime } from "./runtime";

/**
 * Removes expired vector documents now and then, one worker of the proxy at a time; only at the proxy's start, when
 * nothing is shared yet, each worker may.
 */
export class Sweeper {
  private next: i64 = 0;
  /** The workers agree on the next turn through a shared value of this name. */
  private readonly turn: string;

  constructor(
    private readonly runtime: Runtime,
    collection: string,
    /** Seconds between two sweeps. */
    private readonly interval: i32,
  ) {
    this.turn = "ai-cache/sweep/" + collection;
  }

  /** @param now milliseconds since 1970 */
  onTick(now: i64): void {
    if (now < this.next) return;
    const semantic = this.runtime.backends.semantic!;
    const host = this.runtime.host;
    const shared = host.readShared(this.turn);
    const value = shared.value;
    const due = value == null || value.length != 8 ? 0 : load<i64>(value.pointer);
    const interval = <i64>this.interval * 1000;
    // A turn farther away than that was set under another configuration, or is none.
    if (now < due && due <= now + interval) {
      this.next = due;
      return;
    }
    if (semantic.preparation.refusal != "") return this.runtime.prepare();
    const sweep = semantic.store.sweep(now / 1000);
    this.next = now + interval;
    if (sweep == null) return;
    const turn = new ArrayBuffer(8);
    store<i64>(changetype<usize>(turn), this.next);
    if (!host.writeShared(this.turn, Slice.wrap(turn), shared.cas)) return;
    new Errand(this.runtime, sweep).start();
  }
}
