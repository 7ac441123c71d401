import { Slice } from "../bytes/slice";
import { Config } from "./config";

/** What rules look at, read only when one asks. */
export abstract class Subject {
  /** `route_name`; empty where there is none. */
  abstract get route(): Slice;
  /** `:authority` as the client sent it; empty where there is none. */
  abstract get authority(): Slice;
  /** `cluster_name`; empty where there is none. */
  abstract get cluster(): Slice;
}

/** One configuration and the requests it is for. */
export class Rule {
  constructor(readonly config: Config) {}

  matches(_subject: Subject): bool {
    return true;
  }
}
