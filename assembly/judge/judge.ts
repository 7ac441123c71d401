import { Slice } from "../bytes/slice";
import { Policy } from "../config/config";
import { Guards } from "../guard/guards";
import { Statement } from "../guard/statement";
import { Match, SearchScope } from "../vector/vector-store";
import { leadOf, leastLeadOf } from "./lead";

/** The neighbour that is likeliest to ask the same. */
export class Candidate {
  constructor(
    readonly match: Match,
    /** How much nearer its answer is than any other, as a distance; infinite where there is no other. */
    readonly lead: f64,
  ) {}
}

/** A lead that is longer than the margin by so much is so, however its parts are rounded. */
const CLEARLY: f64 = 1e-9;

/**
 * What is thought of the neighbours of a question: the nearest is the same question when it is near enough and no other
 * answer is nearly as near. One that clearly contradicts the question does not count at all; those that are too far to be
 * taken are read for that only where it makes a difference.
 */
export class Verdict {
  /** A neighbour that has expired and should be removed; null where there is none. */
  expired: Match | null = null;
  /** Names of the guards that stood between the question and neighbours that are near enough, one for each of these. */
  readonly refused: string[] = [];
  /** Why no neighbour is taken for the same question, as a label; empty where one is. */
  refusal: string = "";
  /** Those that the store was asked for, nearest first, and how many of them have been read. */
  private readonly neighbours: Match[] = [];
  private read: i32 = 0;
  /** Those that have been read and come into question. */
  private readonly fitting: Match[] = [];

  /** @param matches nearest first */
  constructor(
    matches: Match[],
    private readonly question: Slice,
    scope: SearchScope,
    private readonly policy: Policy,
    private readonly guards: Guards,
  ) {
    this.take(matches, scope);
    this.readOn(false);
    this.refusal = this.judge();
  }

  get isAccepted(): bool {
    return this.refusal == "";
  }

  /** The likeliest neighbour, accepted or not; null where none comes into question. */
  get nearest(): Match | null {
    return this.fitting.length == 0 ? null : this.fitting[0];
  }

  /** The same with its lead. */
  get candidate(): Candidate | null {
    const fit = this.fit;
    return fit.length == 0 ? null : new Candidate(fit[0], leadOf(fit, this.policy.fade));
  }

  /** All that come into question, nearest first. */
  get fit(): Match[] {
    this.readOn(true);
    return this.fitting;
  }

  private take(matches: Match[], scope: SearchScope): void {
    const model = Slice.of(scope.model);
    for (let i = 0; i < matches.length; i++) {
      const match = matches[i];
      // The store was asked for these only; it is not trusted to have understood.
      if (!match.scope.equalsSlice(scope.scope) || !match.model.equalsSlice(model)) continue;
      if (match.expiresAt <= <f64>scope.now) this.expired = match;
      if (match.expiresAt > <f64>scope.now && match.key.length > 0) this.neighbours.push(match);
    }
  }

  /** Reads on: to the end, or those that are near enough to be taken, and the first that comes into question. */
  private readOn(isToEnd: bool): void {
    if (this.read == this.neighbours.length) return;
    const asked: Statement | null = this.guards.isOn ? Statement.of(this.question) : null;
    for (; this.read < this.neighbours.length; this.read++) {
      const match = this.neighbours[this.read];
      const mayBeTaken = isNear(match, this.policy);
      if (!isToEnd && !mayBeTaken && this.fitting.length > 0) return;
      const guard = asked == null ? "" : this.guards.refusalOf(asked, Statement.of(match.question));
      if (guard == "") this.fitting.push(match);
      else if (mayBeTaken) this.refused.push(guard);
    }
  }

  /** Why none is taken, as a label; empty where one is. */
  private judge(): string {
    const refusal = this.refusalOf(this.nearest);
    return refusal != "" && this.refused.length > 0 ? "guard" : refusal;
  }

  private refusalOf(nearest: Match | null): string {
    if (nearest == null) return "none";
    if (!isNear(nearest, this.policy)) return "far";
    return this.isMarginal ? "margin" : "";
  }

  /** Whether another answer is nearly as near as the nearest. */
  private get isMarginal(): bool {
    const margin = this.policy.margin;
    const fade = this.policy.fade;
    if (leastLeadOf(this.fitting, this.neighbours, this.read, fade) > margin + CLEARLY) return false;
    return leadOf(this.fit, fade) < margin;
  }
}

function isNear(match: Match, policy: Policy): bool {
  // Rounding can make it negative, which a threshold of 0 must not take for near.
  const distance = max<f64>(0, match.distance);
  return policy.inclusive ? distance <= policy.threshold : distance < policy.threshold;
}
