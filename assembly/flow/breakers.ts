import { UPSTREAMS, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { BreakerConfig } from "../config/breaker";
import { Breaker, BreakerState } from "./breaker";
import { Dice } from "./dice";
import { FaultLog } from "./fault-log";
import { Metrics } from "./metrics";

/** A status of these says something of the request, not of its upstream. */
const BAD_REQUEST = 400;
const TOO_LARGE = 413;
const UNPROCESSABLE = 422;

/** The breakers of one configuration in one worker, one for each kind of upstream. */
export class Breakers {
  private readonly breakers: Breaker[] = [];
  private isRetired: bool = false;

  constructor(
    private readonly config: BreakerConfig,
    private readonly metrics: Metrics,
    private readonly faults: FaultLog,
    dice: Dice,
  ) {
    for (let i = 0; i < UPSTREAMS; i++) this.breakers.push(new Breaker(config, dice));
  }

  /** Whether a call may be made that takes so many milliseconds at most. */
  allows(upstream: Upstream, now: i64, timeout: i32): bool {
    return this.breakers[upstream].allows(now, timeout);
  }

  /**
   * Takes what became of a call.
   * @param fault null where nothing was wrong
   */
  note(upstream: Upstream, reply: Reply, fault: string | null, now: i64): void {
    if (this.isRetired || reply.isSkipped) return;
    const breaker = this.breakers[upstream];
    const before = breaker.state;
    const status = reply.status;
    const isOfRequest = status == BAD_REQUEST || status == TOO_LARGE || status == UNPROCESSABLE;
    if (fault == null || isOfRequest) breaker.succeeded();
    else breaker.failed(now);
    if (breaker.state != before) this.tell(upstream, breaker, before);
  }

  /** The configuration is replaced: what it has left alone is no longer counted. */
  retire(): void {
    this.isRetired = true;
    for (let i = 0; i < UPSTREAMS; i++) {
      if (this.breakers[i].state != BreakerState.Closed) this.metrics.breaker(i, -1);
    }
  }

  private tell(upstream: Upstream, breaker: Breaker, before: BreakerState): void {
    if (breaker.state == BreakerState.Closed) {
      this.metrics.breaker(upstream, -1);
      this.faults.say(upstream, "asked as before");
    } else if (before == BreakerState.Closed) {
      this.metrics.breaker(upstream, 1);
      const failures = this.config.failures.toString();
      const pause = breaker.pause.toString();
      this.faults.say(upstream, `failed ${failures} times in a row, not asked for ${pause} ms`);
    }
  }
}
