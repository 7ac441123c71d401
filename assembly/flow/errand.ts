import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { Receiver } from "../host/host";
import { Runtime } from "./runtime";

/** One call to the vector store that nobody waits for: a removal or a sweep. Its reply matters to metrics and log. */
export class Errand implements Receiver {
  private readonly sentAt: i64;

  constructor(
    private readonly runtime: Runtime,
    private readonly call: Call,
  ) {
    this.sentAt = runtime.host.now();
  }

  start(): void {
    this.runtime.background.begin();
    const reply = this.runtime.host.dispatch(this.call, this.runtime.config.limits.storeTimeout, this, 0);
    if (reply != null) this.onReply(0, reply);
  }

  onReply(_tag: i32, reply: Reply): void {
    const semantic = this.runtime.backends.semantic;
    const fault: string | null = semantic == null ? null : semantic.store.readDone(reply);
    this.runtime.report(this.call.upstream, reply, fault, this.sentAt);
    this.runtime.background.end();
  }
}
