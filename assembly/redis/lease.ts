/** What became of the wish to be the only one that does something. */
export class Lease {
  static readonly GRANTED: Lease = new Lease();
  /** Somebody else has it. */
  static readonly DENIED: Lease = new Lease();

  private constructor() {}
}
