import { readdirSync, readFileSync } from "node:fs";

const WORKER = /^wrk:worker_/;
const NANOSECONDS = 1e6;

/** Milliseconds that Envoy's worker threads have run so far (Linux only; NaN elsewhere). */
export function workerTime(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  try {
    const workers = readdirSync(tasks).filter((id) =>
      WORKER.test(readFileSync(`${tasks}/${id}/comm`, "utf8")),
    );
    const times = workers.map((id) => Number(readFileSync(`${tasks}/${id}/schedstat`, "utf8").split(" ")[0]));
    return times.reduce((sum, time) => sum + time, 0) / NANOSECONDS;
  } catch {
    return NaN;
  }
}
