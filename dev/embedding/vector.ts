/** The inner product. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** `vector` made 1 long; a vector of zeros stays as it is. */
export function normalised(vector: readonly number[]): number[] {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((x) => x / length);
}

/** a * `weightA` + b * `weightB`. */
export function combined(
  a: readonly number[],
  weightA: number,
  b: readonly number[],
  weightB: number,
): number[] {
  return a.map((x, i) => x * weightA + b[i]! * weightB);
}

/** 1 - cos(a, b): 0 the same direction, 1 nothing in common (or no direction at all), 2 opposite. */
export function cosineDistance(a: readonly number[], b: readonly number[]): number {
  return 1 - dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);
}
