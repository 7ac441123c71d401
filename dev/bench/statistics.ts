/** What many measurements of one thing come to. */
export interface Spread {
  median: number;
  /** The quarter and the three quarters of them. */
  low: number;
  high: number;
  count: number;
}

/** The median of `values` and its quartiles; NaN where there are none. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    count: sorted.length,
  };
}

/** The value below which the share `q` of sorted values lies, between neighbours in proportion. */
export function quantile(sorted: readonly number[], q: number): number {
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const [from, to] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return from + (to - from) * (at - below);
}

/** The same spread in another unit, or less a constant. */
export function mapSpread({ count, ...rest }: Spread, change: (value: number) => number): Spread {
  return { median: change(rest.median), low: change(rest.low), high: change(rest.high), count };
}

/**
 * Ratios of two things measured in turns: of each pair, so that what slows down the machine slows down both.
 * @returns their spread
 */
export function ratios(over: readonly number[], under: readonly number[]): Spread {
  return spread(over.slice(0, under.length).map((value, i) => value / under[i]!));
}
