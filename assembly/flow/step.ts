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
  /** Nothing is kept under the question's own key; the look-up can `goOn`. */
  Absent,
  /** What is kept under it, `hit`, has expired; it can be served, or the look-up can `renew` it. */
  Stale,
  /** Let the request go on to the model, in place of all that could be served what has expired. */
  Renew,
}

/** How a hit came about. */
export const enum Manner {
  /** It was looked up. */
  Found,
  /** It was in the proxy's own memory. */
  Local,
  /** Another request that asked the same has brought it. */
  Collapsed,
  /** It has expired, and is being renewed. */
  Stale,
}

/** An entry found, and how. */
export class Hit {
  constructor(
    readonly entry: Entry,
    /** Id of the entry served, in hexadecimal. */
    readonly id: Slice,
    /** How far the question of the entry is from the one asked; negative for an exact hit. */
    readonly distance: f64,
    readonly manner: Manner = Manner.Found,
    /** Its record, where it is the very question's and came from the store; null otherwise. */
    readonly record: Slice | null = null,
  ) {}

  /** The same for who waited for it. */
  get collapsed(): Hit {
    return new Hit(this.entry, this.id, this.distance, Manner.Collapsed);
  }

  get isLocal(): bool {
    return this.manner == Manner.Local;
  }

  get isSemantic(): bool {
    return this.distance >= 0;
  }
}

/** What a look-up wants done next. */
export class Step {
  private static readonly ABSENT: Step = new Step(StepKind.Absent, null, null, null);

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

  static absent(): Step {
    return Step.ABSENT;
  }

  static stale(hit: Hit): Step {
    return new Step(StepKind.Stale, null, hit, null);
  }

  static renew(): Step {
    return new Step(StepKind.Renew, null, null, null);
  }

  static miss(): Step {
    return new Step(StepKind.Pass, null, null, null);
  }

  static fail(upstream: string): Step {
    return new Step(StepKind.Pass, null, null, upstream);
  }
}
