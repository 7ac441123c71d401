import type { Share } from "../statistics/share.ts";
import type { StreamInput } from "../stream/evaluate.ts";
import type { Setting } from "../stream/settings.ts";

/** 0.0234 as "2.3 %". */
export function percent(value: number, digits = 1): string {
  return `${(100 * value).toFixed(digits)} %`;
}

/** A share with its interval: "2.3 % (1.9 to 2.8)". */
export function withInterval({ share, interval: [from, to] }: Share): string {
  return `${percent(share)} (${(100 * from).toFixed(1)} to ${(100 * to).toFixed(1)})`;
}

/** A setting as it is told: "threshold 0.25, margin 0.1". */
export function told({ family, threshold, margin }: Setting): string {
  return family === "fixed" ? `threshold ${threshold}` : `threshold ${threshold}, margin ${margin}`;
}

/** How a stream was asked. */
export function manner({ shuffle, limit, paraphrase }: StreamInput): string {
  const order = shuffle === 0 ? "in the order of the file" : `shuffled with seed ${shuffle}`;
  const count = limit === null ? "" : `, ${limit} at most`;
  return `${order}${count}${paraphrase ? ", answers in varying words" : ""}`;
}

/** 1.2345 as "1.23", or a dash. */
export function times(ratio: number | null): string {
  return ratio === null ? "–" : `${ratio.toFixed(2)} ×`;
}
