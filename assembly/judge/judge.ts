import { Slice } from "../bytes/slice";
import { VectorConfig } from "../config/config";
import { Match, SearchScope } from "../vector/vector-store";

/** What is thought of the neighbours of a question. */
export class Verdict {
  constructor(
    /** The neighbour that asks the same; null where none does. */
    readonly accepted: Match | null,
    /** Why none was accepted, as a label; empty otherwise. */
    readonly refusal: string,
    /** A neighbour that has expired and should be removed; null where there is none. */
    readonly expired: Match | null,
  ) {}
}

/**
 * Judges the neighbours of a question: the nearest is the same question when it is near enough and no neighbour
 * that leads to another answer is nearly as near.
 * @param matches nearest first
 */
export function judge(matches: Match[], scope: SearchScope, config: VectorConfig): Verdict {
  const model = Slice.of(scope.model);
  let nearest: Match | null = null;
  let expired: Match | null = null;
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i];
    // The store was asked for these only; it is not trusted to have understood.
    if (!match.scope.equalsSlice(scope.scope) || !match.model.equalsSlice(model)) continue;
    if (!(match.expiresAt > <f64>scope.now)) {
      if (match.expiresAt <= <f64>scope.now) expired = match;
      continue;
    }
    if (match.key.length == 0) continue;
    if (nearest == null) {
      if (!isNear(match.distance, config)) return new Verdict(null, "far", expired);
      nearest = match;
    } else if (match.distance - nearest.distance < config.margin && !agree(match, nearest)) {
      return new Verdict(null, "margin", expired);
    }
  }
  return new Verdict(nearest, nearest == null ? "none" : "", expired);
}

function isNear(distance: f64, config: VectorConfig): bool {
  return config.inclusive ? distance <= config.threshold : distance < config.threshold;
}

/** Whether two neighbours lead to the same answer. */
function agree(a: Match, b: Match): bool {
  return a.key.equalsSlice(b.key) || (a.digest.length > 0 && a.digest.equalsSlice(b.digest));
}
