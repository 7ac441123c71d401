import type { EnvoyFigures } from "./envoy/run.ts";
import type { Machine } from "./machine.ts";
import type { Spread } from "./statistics.ts";
import type { V8Figures } from "./v8/run.ts";

/** build/bench/report.json; docs/performance.md explains it. */
export interface Report {
  /** When it was made. */
  created: string;
  /** Measured in less time than figures should be. */
  isQuick: boolean;
  machine: Machine;
  /** Microseconds for the SHA-256 of 1 MiB, in the same run. */
  anchor: Spread;
  /** Null where it was not asked for. */
  v8: V8Figures | null;
  envoy: EnvoyFigures | null;
  /** What could not be measured, with the reason. */
  leftOut: string[];
}
