/** What asking for a collection has shown. */
export const enum Finding {
  There,
  Missing,
  /** The key may not know, or the server cannot tell: the collection is taken as it is. */
  Hidden,
  /** This was not all: the store has more to ask. */
  Part,
}

/** What a store says of its collection. */
export class Description {
  static readonly MISSING: Description = new Description(Finding.Missing);
  static readonly HIDDEN: Description = new Description(Finding.Hidden);
  static readonly PART: Description = new Description(Finding.Part);

  private constructor(
    readonly finding: Finding,
    /** Numbers in a vector; 0 where that is open. */
    readonly dimension: i32 = 0,
    /** How the store calls the measure of its distances; empty where it does not say. */
    readonly metric: string = "",
    /** How it calls the one that is wanted: from that the distance `1 - cos` follows. */
    readonly wanted: string = "",
  ) {}

  /** A collection that is there; see the constructor. */
  static of(dimension: i32, metric: string, wanted: string): Description {
    return new Description(Finding.There, dimension, metric, wanted);
  }
}
