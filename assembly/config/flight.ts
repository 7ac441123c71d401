import { FieldReader } from "./fields";

/** Who waits for the answer to a question that another request is asking. In the order of `MODES`. */
export const enum SingleFlight {
  /** Requests for a JSON answer; for a stream, whose first words would come late, the model is asked. */
  Json,
  All,
  Off,
}

const MODES = ["json", "all", "off"];

const TIMEOUT = 10000;
const MAX_TIMEOUT = 600000;
const WAITERS = 128;
const WORKER_WAITERS = 1024;
const MAX_WAITERS = 1000000;
/** Why nobody waits. */
const OFF = "not used with singleFlight off";

/** How equal questions that come at once are asked once. */
export class FlightConfig {
  constructor(
    readonly mode: SingleFlight,
    /** Longest wait for another request's answer, in milliseconds. */
    readonly timeout: i32,
    /** Most requests that wait for one answer. */
    readonly waiters: i32,
    /** Most that wait in one worker. */
    readonly workerWaiters: i32,
  ) {}
}

/** `singleFlight` and its bounds. */
export function readFlight(root: FieldReader): FlightConfig {
  const mode = <SingleFlight>root.oneOf("singleFlight", MODES, SingleFlight.Json);
  if (mode == SingleFlight.Off) {
    root.unused("singleFlightTimeout", OFF);
    root.unused("singleFlightWaiters", OFF);
    root.unused("singleFlightWorkerWaiters", OFF);
  }
  return new FlightConfig(
    mode,
    root.integer("singleFlightTimeout", 1, MAX_TIMEOUT, TIMEOUT),
    root.integer("singleFlightWaiters", 1, MAX_WAITERS, WAITERS),
    root.integer("singleFlightWorkerWaiters", 1, MAX_WAITERS, WORKER_WAITERS),
  );
}
