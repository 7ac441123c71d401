import { Slice } from "../bytes/slice";

/** Records in a set at most. */
export const WAYS: i32 = 4;

/** Where in a way its numbers of 64 bits stand. */
const TAG: i32 = 0;
const BORN: i32 = 8;
const UNTIL: i32 = 16;
const KIND: i32 = 24;
const WAY_BYTES: i32 = 32;

const RECORD: i64 = 1;
/** An entry was removed: for a while none that is as old comes back. */
const REMOVED: i64 = 2;

/** By what rules sets are filled. */
export class LocalRules {
  constructor(
    /** Ways of a set that are used, 1 to `WAYS`. */
    readonly ways: i32,
    /** How long a record is served at most, in milliseconds. */
    readonly ttl: i64,
    /** How long a removed entry is not taken again, in milliseconds. */
    readonly grace: i64,
  ) {}
}

/**
 * What is where in a set of the local cache: for each of its ways whose record it is, how old that is and how long it
 * may be served. The workers share it as a value of its own, so that who looks for a record need not copy others. It
 * tells where to look only: what is there says itself whose it is.
 */
export class LocalSet {
  private constructor(
    private readonly bytes: Slice,
    private readonly rules: LocalRules,
    private readonly now: i64,
  ) {}

  /**
   * Reads a set; one that is not there yet, or is none, is an empty one.
   * @param now milliseconds since 1970
   */
  static read(value: Slice | null, rules: LocalRules, now: i64): LocalSet {
    const isSet = value != null && value.length == WAYS * WAY_BYTES;
    const bytes = isSet ? value! : Slice.wrap(new ArrayBuffer(WAYS * WAY_BYTES));
    return new LocalSet(bytes, rules, now);
  }

  /** The set as it is shared. */
  write(): Slice {
    return this.bytes;
  }

  /** The way in which the record `tag` is, or -1. */
  find(tag: u64): i32 {
    const way = this.wayOf(tag);
    return way >= 0 && this.number(way, KIND) == RECORD && this.isAlive(way) ? way : -1;
  }

  /** Until when a way's record may be served, in milliseconds since 1970; the record says the same. */
  until(way: i32): i64 {
    return this.number(way, UNTIL);
  }

  /**
   * The way into which a record is to be put, or -1 where what is there shall stay.
   * @param born when the entry was made, in seconds since 1970
   * @param isNew whether the entry has been made just now; else it was found in the store
   */
  placeFor(tag: u64, born: i64, isNew: bool): i32 {
    const way = this.wayOf(tag);
    if (way < 0) return this.victim();
    if (!this.isAlive(way) || (isNew && this.number(way, KIND) == RECORD)) return way;
    // A reply that was under way while the entry was replaced or removed brings the old one.
    return born > this.number(way, BORN) ? way : -1;
  }

  /** The way for the mark of a removed entry. */
  placeForRemoved(tag: u64): i32 {
    const way = this.wayOf(tag);
    return way < 0 ? this.victim() : way;
  }

  /** The set with a record in a way. */
  withRecord(way: i32, tag: u64, born: i64, until: i64): LocalSet {
    return this.with(way, tag, born, until, RECORD);
  }

  /** The set with the mark in a way that the entry has been removed, now. */
  withRemoved(way: i32, tag: u64): LocalSet {
    return this.with(way, tag, this.now / 1000, this.now + this.rules.grace, REMOVED);
  }

  /** The way that ends first: as all live equally long, the one that was filled first. No hit has to note itself. */
  private victim(): i32 {
    let victim = 0;
    for (let way = 1; way < this.rules.ways; way++) if (this.until(way) < this.until(victim)) victim = way;
    return victim;
  }

  /** A time farther away than the rules allow was set by other ones, or by another clock. */
  private isAlive(way: i32): bool {
    const longest = this.number(way, KIND) == RECORD ? this.rules.ttl : this.rules.grace;
    const until = this.until(way);
    return until > this.now && until <= this.now + longest;
  }

  private wayOf(tag: u64): i32 {
    for (let way = 0; way < this.rules.ways; way++) {
      if (<u64>this.number(way, TAG) == tag && this.number(way, KIND) != 0) return way;
    }
    return -1;
  }

  private number(way: i32, field: i32): i64 {
    return load<i64>(this.bytes.pointer + <usize>(way * WAY_BYTES + field));
  }

  private with(way: i32, tag: u64, born: i64, until: i64, kind: i64): LocalSet {
    const copy = this.bytes.buffer.slice(this.bytes.start, this.bytes.end);
    const at = changetype<usize>(copy) + <usize>(way * WAY_BYTES);
    store<u64>(at + TAG, tag);
    store<i64>(at + BORN, born);
    store<i64>(at + UNTIL, until);
    store<i64>(at + KIND, kind);
    return new LocalSet(Slice.wrap(copy), this.rules, this.now);
  }
}
