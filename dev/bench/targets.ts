import type { Name } from "./v8/scenario.ts";

/** What a scenario of the usual size may take in the module, in microseconds (V8 of Node 20). */
export const TARGETS: Record<Name, number> = {
  bypass: 2,
  "local hit": 8,
  "exact hit": 12,
  "streamed hit": 15,
  "semantic hit": 60,
  miss: 80,
  "streamed miss": 120,
};

/**
 * What Higress's own ai-cache 2.0.1 (Go) takes: measured elsewhere, on a machine of the same kind, in a host of V8
 * too; to be read as an order of magnitude.
 */
export const PEER: Partial<Record<Name, number>> = {
  bypass: 16,
  "exact hit": 77,
  "streamed hit": 72,
  "semantic hit": 1_723,
  miss: 2_066,
  "streamed miss": 2_584,
};

/** The same of a module as a whole. Sizes are in bytes, times in milliseconds. */
export const MODULE = {
  moduleBytes: { target: 150_000, peer: "6.83 MB" },
  configured: { target: 2, peer: "11–16 ms" },
  memoryAtStart: { target: 1_048_576, peer: "5.8 MB" },
};

/** In Envoy, its worker being what is short: the throughput as a share of the other's, and what a miss may add. */
export const ENVOY = {
  exactHit: 0.7,
  localHit: 0.6,
  /** Milliseconds before the first byte, beyond the callouts themselves. */
  missFirstByte: 1,
};
