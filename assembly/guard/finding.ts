import { Guard } from "../config/config";

/** Something definite that a text says: an amount, a date, a version, a language. */
export abstract class Finding {
  /** Whether the other says the same. */
  abstract equals(other: Finding): bool;

  /** Whether the other has said all that it says when this one has said the same. */
  exhausts(_other: Finding): bool {
    return true;
  }

  /** The guard by which the two cannot both be meant; `Guard.None` where they may be about different things. */
  abstract contradicts(other: Finding): Guard;
}

/** Most findings of one text that are looked at, one bit each. */
export const MAX_FINDINGS = 64;

/**
 * The guard, among those of `mask`, by which what only one of two texts says contradicts what only the other does;
 * `Guard.None` for none. What one text says more than the other is no contradiction.
 */
export function contradiction(a: Finding[], b: Finding[], mask: i32): Guard {
  if (a.length == 0 || b.length == 0) return Guard.None;
  let restA: u64 = 0;
  let foundB: u64 = 0;
  for (let i = 0; i < a.length; i++) {
    const j = indexOfSame(a[i], b, foundB);
    if (j < 0) restA |= (<u64>1) << i;
    else if (a[i].exhausts(b[j])) foundB |= (<u64>1) << j;
  }
  if (restA == 0) return Guard.None;
  for (let i = 0; i < a.length; i++) {
    if (((restA >> i) & 1) == 0) continue;
    for (let j = 0; j < b.length; j++) {
      if (((foundB >> j) & 1) != 0) continue;
      const guard = a[i].contradicts(b[j]);
      if (guard != Guard.None && ((mask >> guard) & 1) != 0) return guard;
    }
  }
  return Guard.None;
}

/** Index of the finding in `list`, not `taken` yet, that says the same; -1 for none. */
function indexOfSame(finding: Finding, list: Finding[], taken: u64): i32 {
  for (let i = 0; i < list.length; i++) {
    if (((taken >> i) & 1) == 0 && finding.equals(list[i])) return i;
  }
  return -1;
}
