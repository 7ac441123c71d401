import { Difference } from "./difference";
import { areAlike, askedIn, countNegations, countPhrases } from "./polarity";

/** Beside the negation, the texts may differ in one word of so many. */
const SHARE = 8;

/** Whether one of two texts denies what the other says, in nearly the same words. */
export function isDeniedByOne(difference: Difference): bool {
  const a = difference.a;
  const b = difference.b;
  if (difference.isFar || difference.common == 0 || difference.weight * SHARE > difference.common)
    return false;
  const count = countNegations(a.words, a.from, a.to) + countNegations(b.words, b.from, b.to);
  if (count % 2 == 0) return false;
  // What is denied in a phrase of its own may be no more than the reason for asking.
  if (countPhrases(a.words) != countPhrases(b.words)) return false;
  return areAlike(askedIn(a.words, 0, a.words.length), askedIn(b.words, 0, b.words.length));
}
