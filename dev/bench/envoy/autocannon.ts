import autocannon from "autocannon";
import type { Load, LoadResult } from "./load.ts";

/** Runs autocannon (https://github.com/mcollina/autocannon) in this process. */
export async function runAutocannon({ seconds, ...load }: Load): Promise<LoadResult> {
  const result = await autocannon({ ...load, duration: seconds, timeout: 30 });
  return {
    requests: result.requests.total,
    failed: result.errors + result.timeouts + result.non2xx,
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
