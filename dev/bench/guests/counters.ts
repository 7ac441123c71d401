import { bench } from "rt/itcms";
import { copied } from "util/memory";

// Names that only dev/bench/module/counting.ts adds to the library.

export function bench_allocations(): u32 {
  return bench.allocations;
}

export function bench_allocated(): u32 {
  return bench.allocated;
}

export function bench_copied(): u32 {
  return copied;
}

export function bench_in_use(): u32 {
  return bench.inUse();
}
