import { parentPort, workerData } from "node:worker_threads";
import { Vectors } from "../embeddings/vectors.ts";
import { GatewayError } from "../played/gateway.ts";
import { fillLists } from "../played/neighbour-lists.ts";
import type { Job, Report, WorkerGround } from "./jobs.ts";
import { runStream } from "./run.ts";

/** A thread of the pool: one job at a time, and an answer to each. */
const ground = workerData as WorkerGround;
const vectors = new Vectors(ground.vectors);
const tell = (report: Report): void => parentPort!.postMessage(report);

parentPort!.on("message", (job: Job) => {
  work(job).catch((error: unknown) => {
    // A refused configuration needs no stack to be understood.
    const isPlain = error instanceof GatewayError;
    tell({ fault: isPlain ? error.message : ((error as Error).stack ?? String(error)) });
  });
});

async function work(job: Job): Promise<void> {
  if ("config" in job) return tell({ outcomes: await runStream({ ...ground, vectors }, job.config) });
  fillLists(vectors, ground.lists, job.from, job.to);
  tell({ done: job.to - job.from });
}
