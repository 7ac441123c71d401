import { compile } from "../../compile.ts";
import { spread } from "../statistics.ts";
import { type Call, GuestStopwatch, UNWATCHED, type Watch } from "./stopwatch.ts";

/** What reading the clock adds to the time that a `GuestStopwatch` counts, in milliseconds. */
export interface Residue {
  /** For each call of an export. */
  perExport: number;
  /** For each call of an import. */
  perImport: number;
}

const CALLS = 100_000;
const ROUNDS = 21;

/**
 * Measures it with a guest that does nothing but call out and be called: what is counted for that, less what it
 * takes without a clock. What a call takes by itself is therefore left in, as it is part of every module's work.
 */
export async function measureResidue(): Promise<Residue> {
  const module = new WebAssembly.Module(
    await compile("dev/bench/guests/transitions.ts", ["--runtime", "stub", "--optimizeLevel", "3"]),
  );
  const plain = instantiate(module, UNWATCHED);
  const watch = new GuestStopwatch();
  const watched = instantiate(module, watch);
  const perExport: number[] = [];
  const perImport: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    perImport.push(counted(watch, () => watched.callOut!(CALLS)) - elapsed(() => plain.callOut!(CALLS)));
    perExport.push(counted(watch, () => idle(watched)) - elapsed(() => idle(plain)));
  }
  // The first rounds are those in which V8 still compiles.
  const perCall = (times: number[]): number => Math.max(0, spread(times.slice(ROUNDS / 3)).median / CALLS);
  return { perExport: perCall(perExport), perImport: perCall(perImport) };
}

function instantiate(module: WebAssembly.Module, watch: Watch): Record<string, Call> {
  const nothing = watch.ofImport(() => 0, "nothing");
  const { exports } = new WebAssembly.Instance(module, { env: { nothing } });
  return {
    callOut: watch.ofExport(exports.callOut as Call),
    idle: watch.ofExport(exports.idle as Call),
  };
}

function idle(guest: Record<string, Call>): void {
  for (let i = 0; i < CALLS; i++) guest.idle!(i, i, i);
}

function counted(watch: GuestStopwatch, action: () => void): number {
  const before = watch.guest;
  action();
  return watch.guest - before;
}

function elapsed(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}
