import { Guard, GuardConfig } from "./config";
import { FieldReader } from "./fields";

/** What guards are called in configurations and metrics, in the order of `Guard`. */
// prettier-ignore
export const GUARD_NAMES = ["numbers", "dates", "versions", "negation", "antonyms", "direction", "quotes", "language"];

const ALL: i32 = (1 << Guard.None) - 1;

/** `guards`: one flag for all of them, or an object with a flag for each; what is not named is on. */
export function readGuards(root: FieldReader): GuardConfig {
  const value = root.value("guards");
  if (value == null) return new GuardConfig(ALL);
  if (value.isBoolean) return new GuardConfig(value.isTrue ? ALL : 0);
  const fields = value.isObject ? root.section("guards") : null;
  if (fields == null) {
    root.expected("guards", "true, false or an object", value);
    return new GuardConfig(ALL);
  }
  const mask =
    bit(fields, "numbers", Guard.Numbers) |
    bit(fields, "dates", Guard.Dates) |
    bit(fields, "versions", Guard.Versions) |
    bit(fields, "negation", Guard.Negation) |
    bit(fields, "antonyms", Guard.Antonyms) |
    bit(fields, "direction", Guard.Direction) |
    bit(fields, "quotes", Guard.Quotes) |
    bit(fields, "language", Guard.Language);
  fields.finish();
  return new GuardConfig(mask);
}

/** The bit of a guard; 0 where its flag is off. */
function bit(fields: FieldReader, name: string, guard: Guard): i32 {
  return fields.flag(name, true) ? 1 << guard : 0;
}
