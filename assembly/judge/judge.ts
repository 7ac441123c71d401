import { Slice } from "../bytes/slice";
import { Policy } from "../config/config";
import { Match, SearchScope } from "../vector/vector-store";
import { leadOf } from "./lead";

/** The neighbour that is likeliest to ask the same. */
export class Candidate {
  constructor(
    readonly match: Match,
    /** How much nearer its answer is than any other, as a distance; infinite where there is no other. */
    readonly lead: f64,
  ) {}
}

/** What is thought of the neighbours of a question. */
export class Verdict {
  constructor(
    /** The likeliest neighbour, accepted or not; null where none comes into question. */
    readonly candidate: Candidate | null,
    /** Why it is not taken for the same question, as a label; empty where it is. */
    readonly refusal: string,
    /** A neighbour that has expired and should be removed; null where there is none. */
    readonly expired: Match | null,
  ) {}

  get isAccepted(): bool {
    return this.refusal == "";
  }
}

/**
 * Judges the neighbours of a question: the nearest is the same question when it is near enough and no other answer is
 * nearly as near.
 * @param matches nearest first
 */
export function judge(matches: Match[], scope: SearchScope, policy: Policy): Verdict {
  const model = Slice.of(scope.model);
  const fit = new Array<Match>();
  let expired: Match | null = null;
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i];
    // The store was asked for these only; it is not trusted to have understood.
    if (!match.scope.equalsSlice(scope.scope) || !match.model.equalsSlice(model)) continue;
    if (match.expiresAt <= <f64>scope.now) expired = match;
    else if (match.expiresAt > <f64>scope.now && match.key.length > 0) fit.push(match);
  }
  if (fit.length == 0) return new Verdict(null, "none", expired);
  const candidate = new Candidate(fit[0], leadOf(fit, policy.fade));
  return new Verdict(candidate, refusalOf(candidate, policy), expired);
}

/** Why `policy` does not take a neighbour for the same question, as a label; empty where it does. */
export function refusalOf(candidate: Candidate, policy: Policy): string {
  // Rounding can make it negative, which a threshold of 0 must not take for near.
  const distance = max<f64>(0, candidate.match.distance);
  const isNear = policy.inclusive ? distance <= policy.threshold : distance < policy.threshold;
  if (!isNear) return "far";
  return candidate.lead < policy.margin ? "margin" : "";
}
