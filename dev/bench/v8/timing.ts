import { mapSpread, spread, type Spread } from "../statistics.ts";
import { moduleOf } from "../module/modules.ts";
import { LeanHost } from "./host.ts";
import type { Residue } from "./residue.ts";
import { prepare, type Prepared, type Variant } from "./scenario.ts";
import { GuestStopwatch } from "./stopwatch.ts";

/** What a request of a scenario takes, in microseconds of one core. */
export interface Timing {
  /** In the module. */
  guest: Spread;
  /** With the benchmark's host, by one clock around many requests. */
  raw: Spread;
  /** Host calls that were timed for each request, and calls into the module. */
  imports: number;
  exports: number;
  /** What was taken off for the clock itself. */
  clock: number;
}

/** How long to measure. */
export interface Effort {
  warmUpMs: number;
  batchMs: number;
  batches: number;
}

/** A scenario whose single request takes longer than a batch should is given so many times the time planned. */
const PATIENCE = 4;
/** Batches that are measured in any case. */
const FEWEST = 5;

/**
 * Times a scenario in batches, alternating between a host that reads the clock around each call and one that does
 * not. `inFlight` requests are open at any time, the oldest of which is finished when another has come.
 */
export async function time(
  variant: Variant,
  residue: Residue,
  effort: Effort,
  inFlight = 1,
): Promise<Timing> {
  const module = await moduleOf(variant.flavour);
  const watch = new GuestStopwatch();
  const plain = new Runner(prepare(new LeanHost(module), variant), inFlight);
  const watched = new Runner(prepare(new LeanHost(module, watch), variant), inFlight);
  const size = plain.warmUp(effort.warmUpMs, effort.batchMs);
  watched.warmUp(effort.warmUpMs, effort.batchMs);
  const [guest, raw]: [number[], number[]] = [[], []];
  const before = { ...watch };
  const end = performance.now() + PATIENCE * effort.batches * effort.batchMs;
  for (let i = 0; i < effort.batches && (i < FEWEST || performance.now() < end); i++) {
    const start = watch.guest;
    watched.run(size);
    guest.push((watch.guest - start) / size);
    raw.push(plain.run(size) / size);
  }
  const requests = guest.length * size;
  const imports = (watch.imports - before.imports) / requests;
  const exports = (watch.exports - before.exports) / requests;
  const clock = imports * residue.perImport + exports * residue.perExport;
  return {
    guest: mapSpread(spread(guest), (ms) => 1000 * (ms - clock)),
    raw: mapSpread(spread(raw), (ms) => 1000 * ms),
    imports,
    exports,
    clock: 1000 * clock,
  };
}

/** Runs the requests of a scenario, so many of them in flight. */
class Runner {
  private readonly open: ReturnType<LeanHost["open"]>[];
  private oldest = 0;

  constructor(
    private readonly prepared: Prepared,
    inFlight: number,
  ) {
    const { host, exchange } = prepared;
    this.open = Array.from({ length: inFlight - 1 }, () => host.open(exchange));
  }

  /** Milliseconds for `count` requests. */
  run(count: number): number {
    const start = performance.now();
    for (let i = 0; i < count; i++) this.step();
    return performance.now() - start;
  }

  /** Runs for a time; how many requests make a batch of `batchMs`. */
  warmUp(ms: number, batchMs: number): number {
    const end = performance.now() + ms;
    let perRequest = 0;
    while (performance.now() < end || perRequest === 0) perRequest = this.run(1);
    return Math.max(1, Math.ceil(batchMs / perRequest));
  }

  private step(): void {
    const { host, exchange } = this.prepared;
    if (this.open.length === 0) return host.run(exchange);
    const oldest = this.open[this.oldest]!;
    this.open[this.oldest] = host.open(exchange);
    this.oldest = (this.oldest + 1) % this.open.length;
    host.finish(oldest);
  }
}
