import { Worker } from "node:worker_threads";
import type { Trial, Verdict } from "./trial.ts";

/** A case takes a millisecond or two; one that takes this long never ends. */
const PATIENCE_MS = 60_000;

/** Tries a property in a thread of its own, so that a loop without an end is seen, and ended. */
export function watched(trial: Trial): Promise<Verdict> {
  const count = new Int32Array(new SharedArrayBuffer(4));
  const file = new URL("../worker.mjs", import.meta.url);
  const worker = new Worker(file, { workerData: { trial, count } });
  return new Promise((resolve, reject) => {
    let last = -1;
    const timer = setInterval(() => {
      const now = Atomics.load(count, 0);
      if (now === last) end({ cases: now, failure: stuck(trial, now) });
      last = now;
    }, PATIENCE_MS);
    const end = (verdict: Verdict): void => {
      clearInterval(timer);
      void worker.terminate().then(() => resolve(verdict));
    };
    worker.on("message", end);
    worker.on("error", (error) => {
      clearInterval(timer);
      reject(error);
    });
  });
}

function stuck({ property, seed }: Trial, number: number): string {
  return `${property}, seed ${seed}: case ${number} does not end within ${PATIENCE_MS / 1000} s`;
}
