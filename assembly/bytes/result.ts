/**
 * A value, nothing, or the reason why there is no telling. AssemblyScript cannot catch, so nothing throws: a
 * throw would take every request of that worker with it.
 */
export class Result<T> {
  private constructor(
    /** Null when there is nothing or when it failed. */
    readonly value: T | null,
    /** What went wrong, in words for the log (no secret, no user's words); null when nothing did. */
    readonly fault: string | null,
  ) {}

  static ok<T>(value: T): Result<T> {
    return new Result<T>(value, null);
  }

  /** There is no such thing, and that is no fault. */
  static none<T>(): Result<T> {
    return new Result<T>(null, null);
  }

  static fail<T>(fault: string): Result<T> {
    return new Result<T>(null, fault);
  }
}
