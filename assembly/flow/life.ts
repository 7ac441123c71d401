import { Slice } from "../bytes/slice";
import { Config } from "../config/config";
import { isVolatile } from "../key/volatile";
import { Dice } from "./dice";

/** How long an answer is kept. */
export class Life {
  constructor(
    /** Seconds for which it is served; 0 for no expiry. */
    readonly ttl: i32,
    /** Seconds after those for which it may be served while it is renewed. */
    readonly stale: i32,
  ) {}

  /**
   * The life of the answer to `question`.
   * @param wished as the client asks, in seconds, which is heeded where it is shorter; 0 where it does not
   */
  static of(question: Slice, wished: i32, config: Config, dice: Dice): Life {
    const configured = cut(config.entry.ttl, config.life.jitter, dice);
    const ttl = shorter(configured, wished);
    const volatile = config.volatile;
    if (volatile != null && isVolatile(question, volatile.words))
      return new Life(shorter(ttl, volatile.ttl), 0);
    // A client that wants a shorter life does not want more of it in another way.
    return new Life(ttl, ttl == configured ? config.life.staleTTL : 0);
  }
}

/** `ttl` less a random part of its share `jitter`. */
function cut(ttl: i32, jitter: f64, dice: Dice): i32 {
  return ttl == 0 || jitter == 0 ? ttl : max(1, <i32>(<f64>ttl * (1 - jitter * dice.roll())));
}

/** The shorter of two lives in seconds, of which 0 is the longest. */
function shorter(a: i32, b: i32): i32 {
  if (a == 0 || b == 0) return max(a, b);
  return min(a, b);
}
