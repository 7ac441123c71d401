import type { Envoy } from "../../stack/envoy.ts";
import { ratios, spread, type Spread } from "../statistics.ts";
import { type Load, type LoadResult, run } from "./load.ts";
import { workerTime } from "./worker-time.ts";

/** Somebody under load: an Envoy and what it is asked. */
export interface Contestant {
  envoy: Envoy;
  ask: Omit<Load, "url" | "connections" | "seconds"> & { path: string };
}

/** What one contestant did. */
export interface Performance {
  /** Requests in a second. */
  perSecond: Spread;
  /** Microseconds of Envoy's workers for a request. */
  workerMicroseconds: Spread;
  /** Share of the time that Envoy's workers ran, per worker; 1 is saturated. */
  workerShare: Spread;
  /** Milliseconds. */
  p50: Spread;
  p99: Spread;
  failed: number;
}

/** Two of them, in turns. */
export interface Contest {
  connections: number;
  ours: Performance;
  theirs: Performance;
  /** Our requests in a second over theirs. */
  throughput: Spread;
  /** Their workers' time for a request over ours: what the throughput is where the worker is short. */
  workers: Spread;
}

interface Round extends LoadResult {
  workerMicroseconds: number;
  workerShare: number;
}

/** Loads both in turns, so that what slows down the machine slows down both. */
export async function contest(
  ours: Contestant,
  theirs: Contestant,
  connections: number,
  rounds: number,
  seconds: number,
): Promise<Contest> {
  const [a, b]: [Round[], Round[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    a.push(await round(ours, connections, seconds));
    b.push(await round(theirs, connections, seconds));
  }
  const of = (rounds: Round[], what: (round: Round) => number): number[] => rounds.map(what);
  return {
    connections,
    ours: performanceOf(a),
    theirs: performanceOf(b),
    throughput: ratios(
      of(a, ({ perSecond }) => perSecond),
      of(b, ({ perSecond }) => perSecond),
    ),
    workers: ratios(
      of(b, ({ workerMicroseconds }) => workerMicroseconds),
      of(a, ({ workerMicroseconds }) => workerMicroseconds),
    ),
  };
}

async function round({ envoy, ask }: Contestant, connections: number, seconds: number): Promise<Round> {
  const { path, ...rest } = ask;
  const before = workerTime(envoy.pid!);
  const start = performance.now();
  const result = await run({ ...rest, url: `http://127.0.0.1:${envoy.port}${path}`, connections, seconds });
  const elapsed = performance.now() - start;
  const worked = workerTime(envoy.pid!) - before;
  const workers = await envoy.stat("server.concurrency");
  return {
    ...result,
    workerMicroseconds: (1000 * worked) / result.requests,
    workerShare: worked / elapsed / workers,
  };
}

function performanceOf(rounds: Round[]): Performance {
  const of = (what: (round: Round) => number): Spread => spread(rounds.map(what));
  return {
    perSecond: of(({ perSecond }) => perSecond),
    workerMicroseconds: of(({ workerMicroseconds }) => workerMicroseconds),
    workerShare: of(({ workerShare }) => workerShare),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
  };
}
