import { BreakerConfig } from "../config/breaker";
import { Dice } from "./dice";

/** Whether an upstream is asked. */
export const enum BreakerState {
  /** It is. */
  Closed,
  /** One call at a time finds out whether it is well again. */
  HalfOpen,
  /** It is not, until the pause is over. */
  Open,
}

/** Share of a pause that is left to chance. */
const JITTER: f64 = 0.25;

/**
 * Leaves an upstream alone that has failed some times in a row, so that it costs no request its time, and tries it again with
 * one call after a pause: the circuit breaker of M. Nygard's "Release It!". Times are milliseconds since 1970.
 */
export class Breaker {
  state: BreakerState = BreakerState.Closed;
  /** The last pause, in milliseconds. */
  pause: i64 = 0;
  private failures: i32 = 0;
  /** When the next trial is due. */
  private retryAt: i64 = 0;

  constructor(
    private readonly config: BreakerConfig,
    private readonly dice: Dice,
  ) {}

  /**
   * Whether a call may be made now; the one that tries an upstream out is.
   * @param timeout of the call, in milliseconds: nothing may be heard of it, and then another is let through
   */
  allows(now: i64, timeout: i32): bool {
    if (this.state == BreakerState.Closed) return true;
    if (now < this.retryAt) return false;
    this.state = BreakerState.HalfOpen;
    this.retryAt = now + timeout;
    return true;
  }

  /** An answer has come. */
  succeeded(): void {
    this.state = BreakerState.Closed;
    this.failures = 0;
    this.pause = 0;
  }

  /** None has come, or one that no request can be blamed for. */
  failed(now: i64): void {
    // Of calls that were on their way when it opened, nothing new is learnt.
    if (this.config.failures == 0 || this.state == BreakerState.Open) return;
    this.failures++;
    if (this.state == BreakerState.Closed && this.failures < this.config.failures) return;
    this.state = BreakerState.Open;
    this.pause = this.pause == 0 ? this.config.pause : min<i64>(this.pause * 2, this.config.maxPause);
    // Workers, and gateways, that lost it together do not come back together.
    this.retryAt = now + this.pause - <i64>(<f64>this.pause * this.dice.roll() * JITTER);
  }
}
