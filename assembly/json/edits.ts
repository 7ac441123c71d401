import { JsonValue } from "./value";

/** How a canonical form differs from the value: values within it, each known by its place in memory. */
export class Edits {
  /** Null, as mostly, where there are none. */
  private omitted: Set<usize> | null = null;
  private standIns: Map<usize, JsonValue> | null = null;

  /** @param blanks places of values that are written as `?`, which no value is */
  constructor(private readonly blanks: Set<usize>) {}

  isBlank(value: JsonValue): bool {
    return this.blanks.has(value.place);
  }

  /** Leaves out an element of an array, as if it had never been there. */
  omit(element: JsonValue): void {
    const omitted: Set<usize> = this.omitted == null ? new Set<usize>() : this.omitted!;
    this.omitted = omitted.add(element.place);
  }

  isOmitted(element: JsonValue): bool {
    const omitted = this.omitted;
    return omitted != null && omitted.has(element.place);
  }

  /** Has `other` written in the place of `value`. */
  replace(value: JsonValue, other: JsonValue): void {
    const standIns = this.standIns == null ? new Map<usize, JsonValue>() : this.standIns!;
    this.standIns = standIns.set(value.place, other);
  }

  /** What is written in the place of `value`, by default itself. */
  standIn(value: JsonValue): JsonValue {
    const standIns = this.standIns;
    if (standIns == null) return value;
    const place = value.place;
    return standIns.has(place) ? standIns.get(place) : value;
  }
}
