import { FieldReader } from "./fields";

const FAILURES = 5;
const PAUSE = 1000;
const MAX_PAUSE = 30000;
const MOST_MILLISECONDS = 3600000;

/** When an upstream that fails is left alone, and for how long. */
export class BreakerConfig {
  constructor(
    /** Failures in a row after which it is; 0 for never. */
    readonly failures: i32,
    /** The first pause, in milliseconds; each that follows is twice as long. */
    readonly pause: i32,
    /** Longest pause, in milliseconds. */
    readonly maxPause: i32,
  ) {}
}

/** `breaker`: false or an object. */
export function readBreaker(root: FieldReader): BreakerConfig {
  const value = root.value("breaker");
  if (value == null) return new BreakerConfig(FAILURES, PAUSE, MAX_PAUSE);
  if (!value.isObject && !value.isBoolean) root.expected("breaker", "true, false or an object", value);
  if (!value.isObject) return new BreakerConfig(value.isTrue ? FAILURES : 0, PAUSE, MAX_PAUSE);
  const fields = root.requiredSection("breaker")!;
  const failures = fields.integer("failures", 1, 1000, FAILURES);
  const pause = fields.integer("pause", 1, MOST_MILLISECONDS, PAUSE);
  const maxPause = fields.integer("maxPause", pause, MOST_MILLISECONDS, max(pause, MAX_PAUSE));
  fields.finish();
  return new BreakerConfig(failures, pause, maxPause);
}
