/** More than this at one advance is a loop that does not end. */
const MAX_EVENTS = 1_000_000;

interface Timer {
  /** Milliseconds since 1970. */
  at: number;
  order: number;
  fire: () => void;
  /** Goes on for ever, so that nobody waits for its end. */
  isTick: boolean;
}

/** A handle to take a timer back. */
export type Cancel = () => void;

/** Time that passes only when a test says so: nothing waits, and everything that is due happens in order. */
export class VirtualClock {
  /** Milliseconds since 1970. */
  now: number;
  private timers: Timer[] = [];
  private order = 0;
  private isRunning = false;

  constructor(start: number) {
    this.now = start;
  }

  /** Seconds since 1970, whole. */
  get seconds(): number {
    return Math.floor(this.now / 1000);
  }

  /** Calls `fire` in `delay` milliseconds; what is due at the same moment fires in the order it was asked for. */
  after(delay: number, fire: () => void, isTick = false): Cancel {
    const timer = { at: this.now + Math.max(0, delay), order: this.order++, fire, isTick };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Lets `ms` milliseconds pass. */
  advance(ms: number): void {
    this.run(this.now + ms, () => true);
  }

  /** Lets time pass until nothing but ticks is to come, at most `ms` milliseconds; returns how many it took. */
  settle(ms = 60_000): number {
    const start = this.now;
    const isBusy = () => this.timers.some(({ isTick }) => !isTick);
    this.run(start + ms, isBusy);
    return this.now - start;
  }

  private run(end: number, goesOn: () => boolean): void {
    if (this.isRunning) throw new Error("time passes already: advance the clock outside of the host's calls");
    this.isRunning = true;
    try {
      for (let events = 0; goesOn(); events++) {
        if (events > MAX_EVENTS)
          throw new Error(`more than ${MAX_EVENTS} events at one advance of the clock`);
        const timer = this.next(end);
        if (!timer) {
          this.now = end;
          return;
        }
        this.now = timer.at;
        this.timers = this.timers.filter((other) => other !== timer);
        timer.fire();
      }
    } finally {
      this.isRunning = false;
    }
  }

  private next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.at > end) continue;
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
        first = timer;
    }
    return first;
  }
}
