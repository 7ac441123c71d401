import { Slice } from "../bytes/slice";
import { Policy } from "../config/config";
import { Guards } from "../guard/guards";
import { Statement } from "../guard/statement";
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
    /** All that come into question, nearest first. */
    readonly fit: Match[],
    /** Why it is not taken for the same question, as a label; empty where it is. */
    readonly refusal: string,
    /** A neighbour that has expired and should be removed; null where there is none. */
    readonly expired: Match | null,
    /** Names of the guards that stood between the question and neighbours that are near enough, one for each of these. */
    readonly guards: string[],
  ) {}

  get isAccepted(): bool {
    return this.refusal == "";
  }
}

/**
 * Judges the neighbours of a question: the nearest is the same question when it is near enough and no other answer is
 * nearly as near. One that clearly contradicts the question does not count at all.
 * @param matches nearest first
 */
export function judge(
  matches: Match[],
  question: Slice,
  scope: SearchScope,
  policy: Policy,
  guards: Guards,
): Verdict {
  const model = Slice.of(scope.model);
  const fit = new Array<Match>();
  const refusals = new Array<string>();
  // Read once for all neighbours, and not at all where no guard will ask.
  const asked: Statement | null = guards.isOn && matches.length > 0 ? Statement.of(question) : null;
  const other: Statement | null = asked == null ? null : new Statement();
  let expired: Match | null = null;
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i];
    // The store was asked for these only; it is not trusted to have understood.
    if (!match.scope.equalsSlice(scope.scope) || !match.model.equalsSlice(model)) continue;
    if (match.expiresAt <= <f64>scope.now) expired = match;
    if (!(match.expiresAt > <f64>scope.now) || match.key.length == 0) continue;
    const guard = asked == null ? "" : guards.refusalOf(asked, other!.read(match.question));
    if (guard == "") fit.push(match);
    else if (isNear(match, policy)) refusals.push(guard);
  }
  const candidate: Candidate | null =
    fit.length == 0 ? null : new Candidate(fit[0], leadOf(fit, policy.fade));
  let refusal = candidate == null ? "none" : refusalOf(candidate, policy);
  if (refusal != "" && refusals.length > 0) refusal = "guard";
  return new Verdict(candidate, fit, refusal, expired, refusals);
}

/** Why `policy` does not take a neighbour for the same question, as a label; empty where it does. */
function refusalOf(candidate: Candidate, policy: Policy): string {
  if (!isNear(candidate.match, policy)) return "far";
  return candidate.lead < policy.margin ? "margin" : "";
}

function isNear(match: Match, policy: Policy): bool {
  // Rounding can make it negative, which a threshold of 0 must not take for near.
  const distance = max<f64>(0, match.distance);
  return policy.inclusive ? distance <= policy.threshold : distance < policy.threshold;
}
