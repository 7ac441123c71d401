import { parentPort, workerData } from "node:worker_threads";
import { PROPERTIES } from "./properties/all.ts";
import { type Trial, tryOut } from "./support/trial.ts";

/** A thread that tries one property; it counts its cases where others can see that it gets on. */
const { trial, count } = workerData as { trial: Trial; count: Int32Array };
const verdict = await tryOut(PROPERTIES[trial.property]!, trial, () => Atomics.add(count, 0, 1));
parentPort!.postMessage(verdict);
