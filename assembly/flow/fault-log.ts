import { UPSTREAMS, Upstream, upstreamName } from "../call/call";
import { LogLevel } from "../config/config";
import { Host } from "../host/host";

/** One line in this many milliseconds for each upstream: an outage must not fill the disk. */
const INTERVAL: i64 = 10000;

/** Says in the log what is wrong with an upstream: the first fault at once, then now and then. */
export class FaultLog {
  private readonly next: StaticArray<i64> = new StaticArray<i64>(UPSTREAMS);
  private readonly unsaid: StaticArray<i32> = new StaticArray<i32>(UPSTREAMS);

  constructor(
    private readonly host: Host,
    private readonly level: LogLevel,
  ) {}

  report(upstream: Upstream, fault: string, now: i64): void {
    if (now < this.next[upstream]) {
      this.unsaid[upstream]++;
      return;
    }
    const unsaid = this.unsaid[upstream];
    const more = unsaid == 0 ? "" : " (and " + unsaid.toString() + " faults before it)";
    this.say(upstream, fault + more);
    this.next[upstream] = now + INTERVAL;
    this.unsaid[upstream] = 0;
  }

  /** Says something of an upstream, each time. */
  say(upstream: Upstream, text: string): void {
    if (this.level <= LogLevel.Warn) this.host.log(LogLevel.Warn, upstreamName(upstream) + ": " + text);
  }
}
