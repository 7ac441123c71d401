import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Bar } from "../progress.ts";
import type { Job, Report, WorkerGround } from "./jobs.ts";

/** A job of a worker failed. */
export class JobError extends Error {}

/** Threads that do jobs over one stream, as many as there are processors. */
export class Pool {
  private readonly workers: Worker[];

  constructor(ground: WorkerGround, size = availableParallelism()) {
    const file = new URL("worker.mjs", import.meta.url);
    this.workers = Array.from({ length: size }, () => new Worker(file, { workerData: ground }));
  }

  /** Does all of `jobs`, and steps `bar` by one after each; their reports in the order of the jobs. */
  async run<T extends Report>(jobs: readonly Job[], bar: Bar): Promise<T[]> {
    const reports: T[] = [];
    let next = 0;
    const work = async (worker: Worker): Promise<void> => {
      while (next < jobs.length) {
        const at = next++;
        reports[at] = (await doJob(worker, jobs[at]!)) as T;
        bar.step(1);
      }
    };
    await Promise.all(this.workers.map(work));
    return reports;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function doJob(worker: Worker, job: Job): Promise<Report> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      worker.off("message", onReport);
      worker.off("error", onError);
    };
    const onError = (error: Error): void => (end(), reject(error));
    const onReport = (report: Report): void => {
      end();
      if ("fault" in report) reject(new JobError(report.fault));
      else resolve(report);
    };
    worker.on("message", onReport);
    worker.on("error", onError);
    worker.postMessage(job);
  });
}
