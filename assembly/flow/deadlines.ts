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

/** The queue is moved up once so many places at its front are not needed any more, and they are half of it. */
const COMPACT_AT: i32 = 64;

/**
 * Deadlines in the order in which they fall due. All waits of a configuration are equally long, so that is the
 * order in which they begin, and a tick looks at those that are due only, however many requests are in flight.
 */
export class Deadlines {
  private queue: Deadline[] = [];
  private first: i32 = 0;

  /** Places that are kept: those of all waits, and emptied ones between them. */
  get length(): i32 {
    return this.queue.length - this.first;
  }

  /** @param at milliseconds since 1970, not before the one added last */
  add(at: i64, waiter: Waiter): Deadline {
    this.dropEmptied();
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
    this.compact();
  }

  /** Lets go of the places that are emptied in front of the oldest wait, lest they be kept until they fall due. */
  private dropEmptied(): void {
    while (this.first < this.queue.length && this.queue[this.first].waiter == null) this.first++;
    this.compact();
  }

  private compact(): void {
    if (this.first < COMPACT_AT || this.first * 2 < this.queue.length) return;
    this.queue = this.queue.slice(this.first);
    this.first = 0;
  }
}
