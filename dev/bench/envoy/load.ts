import { hasWrk, runWrk } from "./wrk.ts";
import { runAutocannon } from "./autocannon.ts";

/** What is asked, again and again: each connection asks anew as soon as it has its answer. */
export interface Load {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string;
  connections: number;
  seconds: number;
}

/** What came of it. */
export interface LoadResult {
  requests: number;
  /** Requests that were answered otherwise than with 200, or not at all. */
  failed: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** The program that makes the load: wrk where it is installed (Debian: `wrk`), else autocannon. */
export const GENERATOR = hasWrk() ? "wrk" : "autocannon";

export function run(load: Load): Promise<LoadResult> {
  return GENERATOR === "wrk" ? runWrk(load) : runAutocannon(load);
}
