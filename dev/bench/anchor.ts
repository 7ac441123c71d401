import { createHash } from "node:crypto";
import { spread, type Spread } from "./statistics.ts";

const BYTES = Buffer.alloc(1_048_576, "a fixed piece of work");
const ROUNDS = 101;

/** Microseconds for the SHA-256 of 1 MiB by Node's own library: what other figures may be held against. */
export function measureAnchor(): Spread {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    createHash("sha256").update(BYTES).digest();
    times.push(1000 * (performance.now() - start));
  }
  return spread(times);
}
