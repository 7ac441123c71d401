/** `count` of `of`, the share that is, and the 95 % interval of the share that would come out in the long run. */
export interface Share {
  count: number;
  of: number;
  /** 0 where there is nothing to have a share of. */
  share: number;
  /** From and to; 0 to 1 where there is nothing. */
  interval: [from: number, to: number];
}

/** The normal distribution's quantile of 0.975. */
const Z = 1.959963984540054;

/**
 * The share with Wilson's score interval, which stays between 0 and 1 and is honest for small counts.
 * https://doi.org/10.1080/01621459.1927.10502953
 */
export function share(count: number, of: number): Share {
  if (of === 0) return { count, of, share: 0, interval: [0, 1] };
  const p = count / of;
  const weight = 1 + (Z * Z) / of;
  const centre = (p + (Z * Z) / (2 * of)) / weight;
  const half = (Z * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of))) / weight;
  // The bounds are exact where all or nothing was counted; rounding is not.
  const from = count === 0 ? 0 : Math.max(0, centre - half);
  const to = count === of ? 1 : Math.min(1, centre + half);
  return { count, of, share: p, interval: [from, to] };
}
