import { Candidate } from "../judge/judge";
import { Match } from "../vector/vector-store";

/** Neighbours whose answers are to be compared with the model's fresh one, once the client has that. */
export class Check {
  constructor(
    /** The likeliest, whose agreement is evidence. */
    readonly candidate: Candidate,
    /** All that come into question, nearest first; the candidate is the first. */
    readonly fit: Match[],
    /** Whether the candidate would have been served; else it was missed. */
    readonly isAudit: bool,
    /** The requests that it stands for as evidence; 0 where it is none. */
    readonly weight: f64,
    /** Whether the question is to lead to a neighbour's entry if its answer says the same. */
    readonly isLink: bool,
  ) {}
}
