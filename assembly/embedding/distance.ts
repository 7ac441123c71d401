import { Slice } from "../bytes/slice";
import { Numbers } from "../json/numbers";

/**
 * The distance `1 - cos` of two vectors, each a JSON array of numbers; NaN where they have not the same length, or none
 * at all. Numbers are read for this not on a client's time.
 */
export function cosineDistance(a: Slice, b: Slice): f64 {
  const left = new Numbers(a);
  const right = new Numbers(b);
  let product = 0.0;
  let squaresLeft = 0.0;
  let squaresRight = 0.0;
  while (left.next()) {
    if (!right.next()) return NaN;
    product += left.value * right.value;
    squaresLeft += left.value * left.value;
    squaresRight += right.value * right.value;
  }
  return right.next() ? NaN : 1 - product / Math.sqrt(squaresLeft * squaresRight);
}
