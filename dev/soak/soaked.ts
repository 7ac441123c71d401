import { growth, type Sample } from "./memory.ts";
import type { SoakOptions } from "./options.ts";
import type { Record } from "./record.ts";
import type { Recovery } from "./recovery.ts";

/** What a soak has shown. */
export interface Soaked extends Pick<
  Record,
  "requests" | "failed" | "failures" | "left" | "lost" | "outcomes"
> {
  options: SoakOptions;
  /** How long short requests were sent. */
  seconds: number;
  /** Long answers under way, at most. */
  mostOpen: number;
  /** Requests that were sent again on another connection. */
  repeated: number;
  samples: Sample[];
  recoveries: Recovery[];
  /** The module's own, at the end. */
  counters: { [name: string]: number };
  /** Lines of Envoy's log. */
  traps: string[];
}

/** One thing that has to hold. */
export interface Check {
  what: string;
  holds: boolean;
  found: string;
}

/** The first part of a run fills pools and caches. */
const WARM = 0.4;
/** Below so many seconds memory is not judged: it goes up in steps, one with each new height of load. */
const SHORTEST = 420;
/** Growth is judged over a run of this length; MB in a minute. */
const MOST_GROWTH = 2;

/** Outcomes that a soak has to have seen. */
const WAYS = ["hit_local", "hit_exact", "hit_semantic", "hit_collapsed", "miss", "error", "bypass"];

/** Second from which on memory is looked at. */
export function warmAt({ seconds }: Soaked): number {
  return Math.round(seconds * WARM);
}

/** Growth of Envoy's resident memory from then on, MB in a minute. */
export function growthOf(soaked: Soaked): number {
  return growth(soaked.samples, warmAt(soaked), soaked.seconds);
}

/** What has to hold, and whether it does. */
export function checksOf(soaked: Soaked): Check[] {
  const { failed, requests, lost, recoveries, traps, mostOpen, options, seconds, counters } = soaked;
  const sum = (of: (recovery: Recovery) => number): number =>
    recoveries.reduce((total, it) => total + of(it), 0);
  const asked = sum((it) => it.asked);
  const [hits, inRedis] = [sum((it) => it.hits), sum((it) => it.inRedis)];
  const [misses, inStore] = [sum((it) => it.misses), sum((it) => it.inStore)];
  const closed = recoveries.filter((it) => it.closedAfter !== null).length;
  const slope = growthOf(soaked);
  const missing = WAYS.filter((way) => !Object.keys(counters).some((name) => name.includes(`="${way}"`)));
  const isLong = seconds >= SHORTEST;
  return [
    check("no request failed", failed === 0, `${failed} of ${requests}`),
    check("long answers were under way", mostOpen >= options.streams * 0.9, `${mostOpen} at most`),
    check(
      "after each trouble all breakers closed",
      closed === recoveries.length,
      `${closed} of ${recoveries.length}`,
    ),
    check("what was asked after it is a hit", hits === asked, `${hits} of ${asked}`),
    check("and is in Redis", inRedis === asked, `${inRedis} of ${asked}`),
    check(
      "and, where its look-up was whole, in the vector store",
      inStore === misses,
      `${inStore} of ${misses}`,
    ),
    check("what was asked in calm was stored", lost === 0, `${lost} lost`),
    check("every way to an answer was gone", missing.length === 0, missing.join(", ") || "all of them"),
    check("no trap in Envoy's log", traps.length === 0, `${traps.length} lines`),
    check(
      `memory is flat (at most ${MOST_GROWTH} MB a minute)`,
      !isLong || slope <= MOST_GROWTH,
      isLong ? `${slope.toFixed(2)} MB a minute` : "not judged: too short a run",
    ),
  ];
}

function check(what: string, holds: boolean, found: string): Check {
  return { what, holds, found };
}
