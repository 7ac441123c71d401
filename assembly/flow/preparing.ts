import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { LogLevel } from "../config/config";
import { Receiver } from "../host/host";
import { Preparation } from "../vector/preparation";
import { Runtime } from "./runtime";

/** Performs the preparation of the vector store's collection; nobody waits for it. */
export class Preparing implements Receiver {
  private sentAt: i64 = 0;

  constructor(
    private readonly runtime: Runtime,
    private readonly preparation: Preparation,
  ) {}

  /** Begins, unless the collection is ready, under way, or not due to be looked at again. */
  wake(): void {
    this.tell();
    const call = this.preparation.begin(this.runtime.host.now() / 1000);
    if (call == null) return;
    this.runtime.background.begin();
    this.perform(call);
  }

  onReply(_tag: i32, reply: Reply): void {
    this.perform(this.take(reply));
  }

  private take(reply: Reply): Call | null {
    const now = this.runtime.host.now();
    const call = this.preparation.onReply(reply, now / 1000);
    this.runtime.report(Upstream.Vector, reply, this.preparation.fault, this.sentAt);
    this.tell();
    return call;
  }

  private perform(first: Call | null): void {
    const host = this.runtime.host;
    let call = first;
    while (call != null) {
      this.sentAt = host.now();
      const reply = host.dispatch(call, this.runtime.config.limits.storeTimeout, this, 0);
      if (reply == null) return;
      call = this.take(reply);
    }
    this.runtime.background.end();
  }

  private tell(): void {
    const notice = this.preparation.notice;
    this.preparation.notice = "";
    if (notice == "" || this.runtime.config.logLevel > LogLevel.Warn) return;
    this.runtime.host.log(LogLevel.Warn, notice);
  }
}
