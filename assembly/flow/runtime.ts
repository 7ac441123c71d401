import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { Host, Receiver } from "../host/host";
import { Backends } from "./backends";
import { Deadlines } from "./deadlines";
import { FaultLog } from "./fault-log";
import { Metrics } from "./metrics";

/** What the streams of one configuration in one worker have in common. */
export class Runtime implements Receiver {
  readonly backends: Backends;
  readonly metrics: Metrics;
  readonly faults: FaultLog;
  readonly deadlines: Deadlines = new Deadlines();
  /** Work that goes on without a stream: stores and removals. */
  private background: i32 = 0;
  private isRetired: bool = false;

  constructor(
    readonly host: Host,
    readonly config: Config,
  ) {
    this.backends = new Backends(config);
    this.metrics = new Metrics(host);
    this.faults = new FaultLog(host, config.logLevel);
  }

  /** A piece of background work has begun. */
  begin(): void {
    this.background++;
  }

  /** One has ended; with the last, a configuration that was replaced ends too. */
  end(): void {
    this.background--;
    if (this.isRetired && this.background == 0) this.host.done();
  }

  /** A newer configuration takes over; false while there is background work left. */
  retire(): bool {
    this.isRetired = true;
    return this.background == 0;
  }

  /** Sends a call whose reply matters to metrics and log only. */
  sendAndForget(call: Call): void {
    this.begin();
    const reply = this.host.dispatch(call, this.config.limits.storeTimeout, this, <i32>call.upstream);
    if (reply != null) this.onReply(<i32>call.upstream, reply);
  }

  /** The reply to a removal or a sweep. */
  onReply(upstream: i32, reply: Reply): void {
    const semantic = this.backends.semantic;
    const fault: string | null = semantic == null ? null : semantic.store.readDone(reply);
    if (fault != null) this.faults.report(<Upstream>upstream, fault, this.host.now());
    this.end();
  }
}
