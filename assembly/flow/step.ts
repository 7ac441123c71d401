import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Entry } from "../entry/entry";

export const enum StepKind {
  /** Send `call` and come back with its reply. */
  Call,
  /** Answer the request with `hit`. */
  Hit,
  /** Let the request go on to the model. */
  Pass,
}

/** An entry found, and how. */
export class Hit {
  constructor(
    readonly entry: Entry,
    /** Id of the entry served, in hexadecimal. */
    readonly id: Slice,
    /** How far the question of the entry is from the one asked; negative for an exact hit. */
    readonly distance: f64,
    /** Its record, where it is the very question's and came from the store; null otherwise. */
    readonly record: Slice | null = null,
    /** Whether it was in the proxy's own memory. */
    readonly isLocal: bool = false,
  ) {}

  get isSemantic(): bool {
    return this.distance >= 0;
  }
}

/** What a look-up wants done next. */
export class Step {
  private constructor(
    readonly kind: StepKind,
    readonly call: Call | null,
    readonly hit: Hit | null,
    /** For `Pass`: the upstream that failed; null for an honest miss. */
    readonly failedAt: string | null,
  ) {}

  static call(call: Call): Step {
    return new Step(StepKind.Call, call, null, null);
  }

  static hit(hit: Hit): Step {
    return new Step(StepKind.Hit, null, hit, null);
  }

  static miss(): Step {
    return new Step(StepKind.Pass, null, null, null);
  }

  static fail(upstream: string): Step {
    return new Step(StepKind.Pass, null, null, upstream);
  }
}
