import { Policy } from "../config/config";
import { DISTANCE_STEP, Evidence, LEADS, STEPS, leadBound } from "./evidence";

/** Of a normal distribution, 95 % lies below this many standard deviations above its mean. */
const Z: f64 = 1.645;
/** Comparisons, by what they amount to, that a choice rests on at least. */
const FLOOR: f64 = 100;

/** The policy that evidence speaks for, and how. */
export class Choice {
  constructor(
    readonly policy: Policy,
    /** Share of wrong answers among the hits that it would have given, as seen. */
    readonly wrongShare: f64,
    /** What that share is at most, with 95 % confidence. */
    readonly upperBound: f64,
    /** Comparisons that it rests on; of unequal weights, as many equal ones as say as much. */
    readonly comparisons: f64,
  ) {}
}

/**
 * The policy that gives the most hits while the share of wrong ones stays within `budget`, with 95 % confidence. Where
 * there is none, no neighbour is to be taken if `initial` is known to give more wrong ones than that; null where too little
 * is known.
 * @param initial what the new one differs from in threshold and margin alone
 */
export function choose(evidence: Evidence, budget: f64, initial: Policy): Choice | null {
  let best: Choice | null = null;
  let most: f64 = 0;
  for (let lead = 1; lead < LEADS; lead++) {
    const margin = leadBound(lead);
    const region = new Region();
    for (let step = 0; step < STEPS; step++) {
      for (let cell = lead; cell < LEADS; cell++) region.add(evidence, step, cell);
      if (region.hits <= most || region.comparisons < FLOOR) continue;
      const threshold = <f64>(step + 1) * DISTANCE_STEP;
      const choice = region.choice(new Policy(threshold, initial.inclusive, margin, initial.fade));
      const isWithin = choice.upperBound <= budget;
      if (isWithin) {
        best = choice;
        most = region.hits;
      }
    }
  }
  return best != null ? best : refrain(evidence, budget, initial);
}

/** To take no neighbour, where `initial` is known to be worse than `budget`; null where it is not. */
function refrain(evidence: Evidence, budget: f64, initial: Policy): Choice | null {
  const region = new Region();
  for (let step = 0; step < STEPS && <f64>step * DISTANCE_STEP < initial.threshold; step++) {
    for (let lead = 1; lead < LEADS; lead++) {
      // No bound is as high as the widest margins: what they accept is in the last cell.
      if (leadBound(lead) >= initial.margin || lead == LEADS - 1) region.add(evidence, step, lead);
    }
  }
  if (region.comparisons < FLOOR) return null;
  const choice = region.choice(new Policy(0, false, initial.margin, initial.fade));
  return choice.wrongShare > budget ? choice : null;
}

/** The comparisons in some cells, put together. */
class Region {
  private same: f64 = 0;
  private different: f64 = 0;
  private squares: f64 = 0;

  add(evidence: Evidence, step: i32, lead: i32): void {
    this.same += evidence.same(step, lead);
    this.different += evidence.different(step, lead);
    this.squares += evidence.squares(step, lead);
  }

  /** The weight of the hits that were seen here. */
  get hits(): f64 {
    return this.same + this.different;
  }

  /** How many comparisons of equal weight say as much. */
  get comparisons(): f64 {
    return this.squares == 0 ? 0 : (this.hits * this.hits) / this.squares;
  }

  choice(policy: Policy): Choice {
    const share = this.different / this.hits;
    return new Choice(policy, share, upperBound(share, this.comparisons), this.comparisons);
  }
}

/** The upper end of Wilson's interval for a share seen in `n` (https://doi.org/10.2307/2276774). */
function upperBound(share: f64, n: f64): f64 {
  const z2 = Z * Z;
  const centre = share + z2 / (2 * n);
  return (centre + Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
}
