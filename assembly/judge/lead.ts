import { Match } from "../vector/vector-store";

/**
 * How much nearer the answer of the first neighbour is than all others, as a distance; infinite where no neighbour leads
 * to another answer.
 *
 * Each neighbour speaks for its answer, the less the farther it is: by `exp(-distance / fade)`. The lead is the distance
 * by which all that speak against could come nearer until they weigh as much as those that speak for it. With one
 * neighbour of each kind, and always with a `fade` of 0, it is the difference of their distances.
 * @param matches nearest first, one at least
 */
export function leadOf(matches: Match[], fade: f64): f64 {
  const first = matches[0];
  const rival = nearestRival(matches);
  if (rival == null) return Infinity;
  const gap = rival.distance - first.distance;
  if (fade <= 0) return gap;
  let supporters = 0.0;
  let rivals = 0.0;
  // Each side is weighed from its own nearest, whose weight is 1: from one alone the other's could vanish.
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i];
    if (agree(match, first)) supporters += Math.exp((first.distance - match.distance) / fade);
    else rivals += Math.exp((rival.distance - match.distance) / fade);
  }
  return gap + fade * Math.log(supporters / rivals);
}

/**
 * The least that the lead of the first of `fit` can be when others from `from` on come into question too, of which some may
 * not: as if all did that speak against it, and none of the others.
 */
export function leastLeadOf(fit: Match[], others: Match[], from: i32, fade: f64): f64 {
  const all = new Array<Match>();
  for (let i = 0; i < fit.length; i++) all.push(fit[i]);
  for (let i = from; i < others.length; i++) if (!agree(others[i], fit[0])) all.push(others[i]);
  return leadOf(all, fade);
}

/** The nearest neighbour that leads to another answer than the first; null where none does. */
function nearestRival(matches: Match[]): Match | null {
  for (let i = 1; i < matches.length; i++) if (!agree(matches[i], matches[0])) return matches[i];
  return null;
}

/** Whether two neighbours lead to the same answer. */
function agree(a: Match, b: Match): bool {
  return a.key.equalsSlice(b.key) || (a.digest.length > 0 && a.digest.equalsSlice(b.digest));
}
