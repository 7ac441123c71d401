import { compileCounting } from "../module/counting.ts";
import { moduleOf } from "../module/modules.ts";
import { LeanHost } from "./host.ts";
import { type Name, prepare, prepareNext, USUAL } from "./scenario.ts";

/** What a worker's memory comes to. */
export interface Memory {
  /** Bytes of linear memory after so many requests of all kinds, one after the other. */
  sizes: { requests: number; bytes: number }[];
  /** Bytes of live objects with nothing in flight, with a peak in flight, and after it. */
  inUse: { before: number; peak: number; after: number };
  /** Bytes of linear memory at the peak; it is never given back. */
  peakSize: number;
  inFlight: number;
}

const STEPS = [0, 1_000, 10_000, 25_000, 50_000, 75_000, 100_000];
/** The kinds of a hundred requests; what is not named is an exact hit. */
const KINDS: [name: Name, share: number][] = [
  ["miss", 2],
  ["streamed miss", 2],
  ["semantic hit", 1],
  ["bypass", 15],
  ["streamed hit", 30],
];
const IN_FLIGHT = 5_000;
/** Requests after which the collector has been round at least once. */
const AFTER = 5_000;

/** @param share of the usual number of requests */
export async function measureMemory(share: number): Promise<Memory> {
  return { sizes: await sizes(share), ...(await peak()), inFlight: IN_FLIGHT };
}

async function sizes(share: number): Promise<Memory["sizes"]> {
  const of = (name: Name) => ({ flavour: "envoy", name, ...USUAL }) as const;
  const { host, exchange } = prepare(new LeanHost(await moduleOf("envoy")), of("exact hit"));
  const others = KINDS.flatMap(([name, count]) => {
    const other = prepareNext(host, of(name));
    return Array.from({ length: count }, () => other);
  });
  let done = 0;
  return STEPS.map((step) => {
    const requests = Math.round(step * share);
    // 37 and 100 have no factor in common, so that the kinds are mixed.
    for (; done < requests; done++) host.run(others[(done * 37) % 100] ?? exchange);
    return { requests, bytes: host.memory.size };
  });
}

async function peak(): Promise<Pick<Memory, "inUse" | "peakSize">> {
  const module = new WebAssembly.Module(await compileCounting("dev/bench/guests/counted-envoy.ts"));
  const { host, exchange } = prepare(new LeanHost(module), { flavour: "envoy", name: "exact hit", ...USUAL });
  const run = (): void => {
    for (let i = 0; i < AFTER; i++) host.run(exchange);
  };
  const inUse = (): number => host.ask("bench_in_use");
  run();
  const before = inUse();
  const open = Array.from({ length: IN_FLIGHT }, () => host.open(exchange));
  const atPeak = inUse();
  const peakSize = host.memory.size;
  for (const stream of open) host.finish(stream);
  run();
  return { inUse: { before, peak: atPeak, after: inUse() }, peakSize };
}
