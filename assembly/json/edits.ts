import { JsonValue } from "./value";

/** How a canonical form differs from the value: values within it, each known by its place in memory. */
export class Edits {
  private readonly omitted: Set<usize> = new Set();
  private readonly standIns: Map<usize, JsonValue> = new Map();

  /** @param blanks places of values that are written as `?`, which no value is */
  constructor(private readonly blanks: Set<usize>) {}

  isBlank(value: JsonValue): bool {
    return this.blanks.has(value.place);
  }

  /** Leaves out an element of an array, as if it had never been there. */
  omit(element: JsonValue): void {
    this.omitted.add(element.place);
  }

  isOmitted(element: JsonValue): bool {
    return this.omitted.has(element.place);
  }

  /** Has `other` written in the place of `value`. */
  replace(value: JsonValue, other: JsonValue): void {
    this.standIns.set(value.place, other);
  }

  /** What is written in the place of `value`, by default itself. */
  standIn(value: JsonValue): JsonValue {
    const place = value.place;
    return this.standIns.has(place) ? this.standIns.get(place) : value;
  }
}
