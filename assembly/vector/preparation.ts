import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { CollectionConfig } from "../config/vector";
import { dimensionOf } from "../json/numbers";
import { Description, Finding } from "./description";
import { VectorStore } from "./vector-store";

/** Seconds until a collection that could not be used is looked at again: at first, and at most. */
const FIRST_PAUSE: i64 = 1;
const LONGEST_PAUSE: i64 = 300;

const enum State {
  /** Nobody has looked yet, or the collection has gone since. */
  Unknown,
  Describing,
  Creating,
  Ready,
  /** It could not be looked at or made. */
  Failed,
  /** There is none, or it is not what it has to be. */
  Unfit,
}

/**
 * Sees to it that the collection is there and fits before it is used: asks the store what it is like, and has it made
 * where that is wanted. A machine that is run once, and again after a pause while the collection cannot be used; each
 * method takes what has arrived and returns the next call, or null when there is none.
 */
export class Preparation {
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** What an operator has to know, for the log; empty where that was said before. */
  notice: string = "";
  private state: State;
  private said: string = "";
  /** Numbers in a vector, once that is known; 0 before. */
  private dimension: i32;
  /** The same of the collection. */
  private found: i32 = 0;
  private readonly creation: Call[] = [];
  private hasCreated: bool = false;
  private pause: i64 = FIRST_PAUSE;
  private due: i64 = 0;

  /** @param dimension numbers in a vector; 0 where the first one is to tell */
  constructor(
    private readonly store: VectorStore,
    private readonly collection: CollectionConfig,
    dimension: i32,
  ) {
    this.dimension = dimension;
    this.state = collection.check ? State.Unknown : State.Ready;
  }

  /** Why the collection cannot be searched, as a label; empty where it can. */
  get refusal(): string {
    if (this.state == State.Ready) return "";
    return this.state == State.Unfit ? "mismatch" : "preparing";
  }

  /** Whether the last attempt ended with a fault. */
  get hasFailed(): bool {
    return this.state == State.Failed;
  }

  /** Why it cannot be searched with this vector, from which it learns how many numbers one has. */
  refusalOf(vector: Slice): string {
    if (this.dimension == 0) {
      this.dimension = dimensionOf(vector);
      if (this.state == State.Ready && this.found != 0 && this.found != this.dimension) this.reject(0);
    }
    return this.refusal;
  }

  /** Whether it is known that the collection will not be used soon, so that a vector is of no use. */
  isOff(now: i64): bool {
    return (this.state == State.Failed || this.state == State.Unfit) && now < this.due;
  }

  /**
   * Begins, unless there is nothing to do or its time has not come; null then.
   * @param now seconds since 1970
   */
  begin(now: i64): Call | null {
    const isWaiting = this.state == State.Unknown || this.state >= State.Failed;
    if (!isWaiting || now < this.due) return null;
    this.hasCreated = false;
    return this.describe(now);
  }

  /** Takes the reply it waits for. */
  onReply(reply: Reply, now: i64): Call | null {
    this.fault = null;
    return this.state == State.Creating ? this.onCreated(reply, now) : this.onDescribed(reply, now);
  }

  /** The store has said that there is no such collection any more. */
  forget(): void {
    if (this.state == State.Ready && this.collection.check) this.state = State.Unknown;
  }

  private describe(now: i64): Call | null {
    this.state = State.Describing;
    const call = this.store.describe();
    if (call == null) this.settle();
    return call;
  }

  private onDescribed(reply: Reply, now: i64): Call | null {
    const read = this.store.readDescription(reply);
    const description = read.value;
    if (description == null) return this.fail(read.fault!, now);
    if (description.finding == Finding.Missing) return this.onMissing(now);
    if (description.finding == Finding.Part) return this.describe(now);
    if (description.finding == Finding.Hidden) {
      this.say("collection " + this.collection.name + " could not be looked at, so it is taken as it is");
      return this.settle();
    }
    return this.compare(description, now);
  }

  private compare(description: Description, now: i64): Call | null {
    this.found = description.dimension;
    if (description.metric != "" && description.metric != description.wanted) {
      return this.refuse(`with the metric ${description.wanted}, got ${description.metric}`, now);
    }
    if (this.found != 0 && this.dimension != 0 && this.found != this.dimension) return this.reject(now);
    return this.settle();
  }

  private onMissing(now: i64): Call | null {
    if (!this.collection.create || this.hasCreated) {
      const wish = this.collection.create ? "" : " (or create: true, to have it made)";
      return this.refuse("that is there" + wish + ", got none", now);
    }
    // Only the first vector tells how many numbers one has: it is made when that has come.
    this.state = State.Unknown;
    if (this.dimension == 0) return null;
    this.hasCreated = true;
    const calls = this.store.create(this.dimension);
    this.creation.length = 0;
    for (let i = calls.length - 1; i >= 0; i--) this.creation.push(calls[i]);
    return this.create(now);
  }

  private onCreated(reply: Reply, now: i64): Call | null {
    // Another worker may have been faster: what is there is looked at once more.
    this.fault = this.store.readDone(reply);
    return this.create(now);
  }

  private create(now: i64): Call | null {
    if (this.creation.length == 0) return this.describe(now);
    this.state = State.Creating;
    return this.creation.pop();
  }

  private settle(): Call | null {
    if (this.hasCreated) this.say("collection " + this.collection.name + " has been made");
    this.state = State.Ready;
    this.pause = FIRST_PAUSE;
    return null;
  }

  private reject(now: i64): Call | null {
    return this.refuse(`of ${this.dimension.toString()} dimensions, got ${this.found.toString()}`, now);
  }

  private refuse(what: string, now: i64): Call | null {
    this.say(`vector.collectionID: expected a collection ${what}: no neighbours are looked for`);
    this.state = State.Unfit;
    return this.rest(now);
  }

  private fail(fault: string, now: i64): Call | null {
    this.fault = fault;
    this.state = State.Failed;
    return this.rest(now);
  }

  private rest(now: i64): Call | null {
    this.due = now + this.pause;
    this.pause = min(2 * this.pause, LONGEST_PAUSE);
    return null;
  }

  private say(what: string): void {
    if (what != this.said) this.notice = what;
    this.said = what;
  }
}
