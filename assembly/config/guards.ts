import { Guard, GuardConfig } from "./config";
import { FieldReader } from "./fields";

/** In the order of `Guard`; also what metrics call them. */
export const GUARD_NAMES = [
  "numbers",
  "dates",
  "versions",
  "negation",
  "antonyms",
  "direction",
  "quotes",
  "language",
];

const ALL: i32 = (1 << Guard.None) - 1;

/** `guards`: one flag for all of them, or an object with a flag for each; what is not named is on. */
export function readGuards(root: FieldReader): GuardConfig {
  const value = root.value("guards");
  if (value == null) return new GuardConfig(ALL);
  if (value.isBoolean) return new GuardConfig(value.isTrue ? ALL : 0);
  if (!value.isObject) {
    root.expected("guards", "true, false or an object", value);
    return new GuardConfig(ALL);
  }
  const fields = root.requiredSection("guards")!;
  let mask = 0;
  for (let i = 0; i < GUARD_NAMES.length; i++) {
    if (fields.flag(GUARD_NAMES[i], true)) mask |= 1 << i;
  }
  fields.finish();
  return new GuardConfig(mask);
}
