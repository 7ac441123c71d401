import type { Counts } from "./baseline.ts";
import { compileCounting } from "./module/counting.ts";
import { bytesOf, moduleOf } from "./module/modules.ts";
import { LeanHost } from "./v8/host.ts";
import { type Flavour, FLAVOURS, type Name, NAMES, prepare, Unknown, USUAL } from "./v8/scenario.ts";
import { CallCounter } from "./v8/stopwatch.ts";

/** Requests that are run before counting, and counted: maps have grown to their size by then. */
const REQUESTS = 100;
const IN_FLIGHT = 500;
/** Requests after which linear memory has grown as far as it does. */
const UNTIL_FULL = 3_000;
const PAGE = 65_536;

/** Everything that is counted, and the scenarios that were left out, with the reason. */
export async function countAll(): Promise<{ counts: Counts; leftOut: string[] }> {
  const counts: Counts = {};
  const leftOut: string[] = [];
  for (const flavour of FLAVOURS) {
    const module = new WebAssembly.Module(await compileCounting(`dev/bench/guests/counted-${flavour}.ts`));
    for (const name of NAMES) {
      try {
        counts[`${flavour}, ${name}`] = countRequests(module, flavour, name, 1);
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
        leftOut.push(`${flavour}, ${name}: ${error.message}`);
      }
    }
    counts[`${flavour}, exact hit, ${IN_FLIGHT} in flight`] = countRequests(
      module,
      flavour,
      "exact hit",
      IN_FLIGHT,
    );
    counts[`${flavour}, module`] = await countModule(flavour);
  }
  return { counts, leftOut };
}

/** Per request, rounded to whole ones. */
function countRequests(
  module: WebAssembly.Module,
  flavour: Flavour,
  name: Name,
  inFlight: number,
): Record<string, number> {
  const counter = new CallCounter();
  const { host, exchange } = prepare(new LeanHost(module, counter), { flavour, name, ...USUAL });
  const open = Array.from({ length: inFlight - 1 }, () => host.open(exchange));
  const run = (): void => {
    for (let i = 0; i < REQUESTS; i++) {
      open.push(host.open(exchange));
      host.finish(open.shift()!);
    }
  };
  const read = (): number[] => [
    counter.total,
    ...["bench_allocations", "bench_allocated", "bench_copied"].map((what) => host.ask(what)),
  ];
  run();
  const before = read();
  run();
  // The guest counts with 32 bits.
  const [hostCalls, allocations, allocatedBytes, copiedBytes] = read().map((count, i) =>
    Math.round(((count - before[i]!) >>> 0) / REQUESTS),
  );
  return {
    hostCalls: hostCalls!,
    allocations: allocations!,
    allocatedBytes: allocatedBytes!,
    copiedBytes: copiedBytes!,
  };
}

async function countModule(flavour: Flavour): Promise<Record<string, number>> {
  const { host, exchange } = prepare(new LeanHost(await moduleOf(flavour)), {
    flavour,
    name: "miss",
    ...USUAL,
  });
  const fresh = new LeanHost(await moduleOf(flavour));
  const pagesAtStart = fresh.memory.size / PAGE;
  for (let i = 0; i < UNTIL_FULL; i++) host.run(exchange);
  const moduleBytes = (await bytesOf(flavour)).length;
  return { moduleBytes, pagesAtStart, pagesInUse: host.memory.size / PAGE };
}
