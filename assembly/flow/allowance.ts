/** Bytes that all answers of a configuration that a worker records, or is storing, may take together. */
export class Allowance {
  private used: i64 = 0;

  constructor(private readonly bytes: i64) {}

  /** Takes so many more; false, and none are taken, where that is too many. */
  take(bytes: i32): bool {
    if (this.used + bytes > this.bytes) return false;
    this.used += bytes;
    return true;
  }

  give(bytes: i32): void {
    this.used -= bytes;
  }
}
