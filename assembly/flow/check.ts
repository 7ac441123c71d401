import { Slice } from "../bytes/slice";
import { Config } from "../config/config";
import { Candidate } from "../judge/judge";
import { Match } from "../vector/vector-store";
import { Dice } from "./dice";
import { Judging } from "./judging";

/** Neighbours whose answers are to be compared with the model's fresh one, once the client has that. */
export class Check {
  constructor(
    /** The likeliest, whose agreement is evidence. */
    readonly candidate: Candidate,
    /** All that come into question, nearest first; the candidate is the first. */
    readonly fit: Match[],
    /** Whether the candidate would have been served; else it was missed. */
    readonly isAudit: bool,
    /** The requests that it stands for as evidence. */
    readonly weight: f64,
    /** Whether the question is to lead to a neighbour's entry if its answer says the same. */
    readonly isLink: bool,
  ) {}
}

/**
 * What the fresh answer to a question is to be compared with; null for nothing.
 * @param judging what has been found
 * @param id key of the question
 * @param isAudited whether the candidate would have been served
 */
export function checkOf(
  judging: Judging,
  id: Slice,
  config: Config,
  dice: Dice,
  isAudited: bool,
): Check | null {
  const verdict = judging.verdict;
  const nearest: Match | null = verdict == null ? null : verdict.nearest;
  // Under the question's own key the fresh answer itself would be found.
  if (nearest == null || nearest.key.equalsSlice(id)) return null;
  const isLink = config.link.isOn && nearest.distance < config.link.within;
  const rate = config.audit.rate;
  // A miss costs no hit to learn from, but calls: without links it is sampled as hits are.
  const isWorthIt = isAudited || isLink || (config.vector!.isAuto && dice.throws(rate));
  if (!isWorthIt) return null;
  const weight = isLink && !isAudited ? 1 : 1 / rate;
  return new Check(verdict!.candidate!, verdict!.fit, isAudited, weight, isLink);
}
