/** Something that waits until a moment at the latest. */
export interface Waiter {
  /** The moment has come. */
  onDeadline(): void;
}

/** A place in the queue; emptied when the wait is over, so that nothing keeps the waiter alive. */
export class Deadline {
  constructor(
    /** Milliseconds since 1970. */
    readonly at: i64,
    public waiter: Waiter | null,
  ) {}
}

/** Emptied places are dropped from the front once there are this many. */
const COMPACT_AT: i32 = 256;

/**
 * Deadlines in the order in which they fall due. All waits of a configuration are equally long, so that is the
 * order in which they begin, and a tick looks at those that are due only, however many requests are in flight.
 */
export class Deadlines {
  private queue: Deadline[] = [];
  private first: i32 = 0;

  /** @param at milliseconds since 1970, not before the one added last */
  add(at: i64, waiter: Waiter): Deadline {
    const deadline = new Deadline(at, waiter);
    this.queue.push(deadline);
    return deadline;
  }

  /** Tells the waiters whose moment has come by `now`. */
  expire(now: i64): void {
    while (this.first < this.queue.length && this.queue[this.first].at <= now) {
      const waiter = this.queue[this.first].waiter;
      this.first++;
      if (waiter != null) waiter.onDeadline();
    }
    if (this.first >= COMPACT_AT && this.first * 2 >= this.queue.length) {
      this.queue = this.queue.slice(this.first);
      this.first = 0;
    }
  }
}
