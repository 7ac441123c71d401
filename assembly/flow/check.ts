import { Candidate } from "../judge/judge";

/** A neighbour whose answer is to be compared with the model's fresh one, once the client has that. */
export class Check {
  constructor(
    readonly candidate: Candidate,
    /** Whether the neighbour would have been served; else it was missed. */
    readonly isAudit: bool,
    /** The requests that it stands for as evidence; 0 where it is none. */
    readonly weight: f64,
    /** Whether the question is to lead to the neighbour's entry if both answers say the same. */
    readonly isLink: bool,
  ) {}
}
