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
  let supporters = 0.0;
  let rivals = 0.0;
  for (let i = 0; i < matches.length; i++) {
    const behind = matches[i].distance - first.distance;
    const isRival = !agree(matches[i], first);
    if (isRival && fade <= 0) return behind;
    const weight = fade <= 0 ? 1.0 : Math.exp(-behind / fade);
    if (isRival) rivals += weight;
    else supporters += weight;
  }
  return rivals == 0 ? Infinity : fade * Math.log(supporters / rivals);
}

/** Whether two neighbours lead to the same answer. */
function agree(a: Match, b: Match): bool {
  return a.key.equalsSlice(b.key) || (a.digest.length > 0 && a.digest.equalsSlice(b.digest));
}
