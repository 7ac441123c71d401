import { Hit } from "./step";

/** A request that waits for the answer to the question that another one has asked. */
export interface Follower {
  /** The answer has come. */
  onLanded(answer: Hit): void;
  /** Who asked has no answer to give, and this one is to ask in its place; false where it cannot any more. */
  onPromoted(): bool;
}

/** One question that is being asked: by its leader, for all who follow. */
export class Flight {
  /** Null until it is known. */
  answer: Hit | null = null;
  /** Those who wait, in the order in which they came. */
  readonly followers: Follower[] = [];

  constructor(readonly id: string) {}
}

/**
 * The questions that requests of one worker are asking at the moment, so that each is asked once. What becomes of a
 * flight is noted where it happens, which may be a hook of the leader's stream; its followers hear of it in `settle`,
 * for which the caller finds a place where other streams may be acted on.
 */
export class Flights {
  private readonly byId: Map<string, Flight> = new Map();
  /** Those whose followers have not been told what became of them. */
  private settled: Flight[] = [];
  private followers: i32 = 0;

  constructor(
    /** Most that wait for one answer. */
    private readonly maxForOne: i32,
    /** Most that wait for any. */
    private readonly maxForAll: i32,
  ) {}

  /** Questions that are being asked, or whose answers are on their way to the store. */
  get length(): i32 {
    return this.byId.size;
  }

  /** Requests that wait. */
  get waiting(): i32 {
    return this.followers;
  }

  /** The flight for the question with this key; null where nobody asks it. */
  find(id: string): Flight | null {
    return this.byId.has(id) ? this.byId.get(id) : null;
  }

  /** Begins a flight for a question that nobody asks; who does is its leader, and to call `fail`, or `land` and `close`. */
  begin(id: string): Flight {
    const flight = new Flight(id);
    this.byId.set(id, flight);
    return flight;
  }

  /** Lets `follower` wait for the answer; false where too many do. */
  join(flight: Flight, follower: Follower): bool {
    if (flight.followers.length >= this.maxForOne || this.followers >= this.maxForAll) return false;
    flight.followers.push(follower);
    this.followers++;
    return true;
  }

  /** `follower` waits no longer. */
  leave(flight: Flight, follower: Follower): void {
    const at = flight.followers.indexOf(follower);
    if (at < 0) return;
    flight.followers.splice(at, 1);
    this.followers--;
  }

  /** The leader has the answer: whoever comes from now on needs not wait for it. */
  land(flight: Flight, answer: Hit): void {
    flight.answer = answer;
    if (flight.followers.length > 0) this.settled.push(flight);
  }

  /** The leader has no answer to give. Who comes before another one leads still follows. */
  fail(flight: Flight): void {
    if (flight.followers.length == 0) this.remove(flight);
    else this.settled.push(flight);
  }

  /** The answer is where everybody looks for it. */
  close(flight: Flight): void {
    this.remove(flight);
  }

  /** Tells the followers what has become of their flights: all of them an answer, one of them that it leads. */
  settle(): void {
    const settled = this.settled;
    if (settled.length == 0) return;
    this.settled = [];
    for (let i = 0; i < settled.length; i++) {
      const answer = settled[i].answer;
      if (answer == null) this.promote(settled[i]);
      else this.answer(settled[i], answer);
    }
  }

  private answer(flight: Flight, answer: Hit): void {
    while (flight.followers.length > 0) this.next(flight).onLanded(answer);
  }

  private promote(flight: Flight): void {
    while (flight.followers.length > 0) if (this.next(flight).onPromoted()) return;
    this.remove(flight);
  }

  /** The follower that has waited longest, who does so no more. */
  private next(flight: Flight): Follower {
    this.followers--;
    return flight.followers.shift();
  }

  private remove(flight: Flight): void {
    if (this.find(flight.id) === flight) this.byId.delete(flight.id);
  }
}
