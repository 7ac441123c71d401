import { Slice } from "../../assembly/bytes/slice";
import { GuardConfig } from "../../assembly/config/config";
import { Guards } from "../../assembly/guard/guards";

/** The guard that refuses to take one text for the other, in either order; both where they differ. */
export function refusal(a: string, b: string): string {
  const guards = new Guards(new GuardConfig(255));
  const one = guards.refusal(Slice.of(a), Slice.of(b));
  const other = guards.refusal(Slice.of(b), Slice.of(a));
  return one == other ? one : one + " and " + other;
}

/** Each line is a pair, `a | b`, which the guard refuses. */
export function expectRefused(guard: string, pairs: string[]): void {
  for (let i = 0; i < pairs.length; i++) {
    const texts = pairs[i].split(" | ");
    expect(refusal(texts[0], texts[1])).toBe(guard, pairs[i]);
  }
}

/** Each line is a pair, `a | b`, which no guard refuses. */
export function expectPassed(pairs: string[]): void {
  expectRefused("", pairs);
}
