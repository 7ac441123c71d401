/** How long a service is left alone that does not say, in seconds. */
const SHORTEST = 1;
/** Longer is not waited, whatever it says: a quota may have been raised meanwhile. */
const LONGEST = 60;

/** The time for which a service that has had too many questions is left alone (RFC 6585, section 4). */
export class Pause {
  private until: i64 = 0;

  /**
   * @param seconds how long the service wants to be left alone; -1 where it does not say
   * @param now seconds since 1970
   */
  begin(seconds: i32, now: i64): void {
    this.until = max(this.until, now + max(SHORTEST, min(seconds, LONGEST)));
  }

  isOn(now: i64): bool {
    return now < this.until;
  }
}
