import { readFileSync } from "node:fs";
import type { Envoy } from "../stack/envoy.ts";

/** Envoy's memory at one moment, MB. */
export interface Sample {
  /** Seconds since the start. */
  at: number;
  /** Of the whole process; NaN where the system does not tell. */
  resident: number;
  /** What Envoy itself has allocated, V8's heaps and the modules' memories aside. */
  allocated: number;
  /** Machines of V8 that are there: one for each worker, and Envoy's own. */
  machines: number;
}

export async function sample(envoy: Envoy, at: number): Promise<Sample> {
  const allocated = (await envoy.stat("server.memory_allocated")) / 2 ** 20;
  const machines = await envoy.stat("wasm.envoy.wasm.runtime.v8.active");
  return { at, resident: resident(envoy.pid!), allocated, machines };
}

function resident(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024;
  } catch {
    return NaN;
  }
}

/** The slope of the line through `points` that has the least squares; NaN for fewer than two. */
export function slope(points: [number, number][]): number {
  const count = points.length;
  const [x, y] = [0, 1].map((i) => points.reduce((sum, point) => sum + point[i]!, 0) / count) as [
    number,
    number,
  ];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** Growth of the resident memory between two seconds, MB in a minute. */
export function growth(samples: Sample[], since: number, until: number): number {
  const points = samples
    .filter(({ at }) => at >= since && at <= until)
    .map(({ at, resident }) => [at / 60, resident]);
  return slope(points as [number, number][]);
}
