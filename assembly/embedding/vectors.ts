import { decimalOf } from "../bytes/decimal";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Elements, JsonValue, Members } from "../json/value";
import { isVector } from "./embedder";

/**
 * Reads lists of vectors, whatever the service calls them.
 * @param count texts that were embedded
 * @param dimension numbers in each vector; 0 for any
 */
export class VectorList {
  constructor(
    private readonly count: i32,
    private readonly dimension: i32,
  ) {}

  /**
   * A list of objects, each with a vector; the place of its text is named by `index`, and that of the object without it.
   * @param path where the list stands, for the log
   */
  readObjects(list: JsonValue, path: string, index: string, vector: string): Result<Slice[]> {
    const vectors = new Array<Slice>(this.count).fill(Slice.EMPTY);
    const walk = new Elements(list);
    for (let i = 0; walk.next(); i++) {
      // In one walk, as a vector is long.
      const members = new Members(walk.value);
      let place: JsonValue | null = null;
      let value: JsonValue | null = null;
      while (members.next()) {
        if (place == null && members.isNamed(index)) place = members.value;
        else if (value == null && members.isNamed(vector)) value = members.value;
      }
      const at = place == null ? i : decimalOf(place.raw);
      if (at >= 0 && at < this.count && value != null) vectors[at] = value.raw;
    }
    return this.checked(vectors, path, "." + vector);
  }

  /** A list of vectors, in the order of their texts. */
  readPlain(list: JsonValue, path: string): Result<Slice[]> {
    const vectors = new Array<Slice>(this.count).fill(Slice.EMPTY);
    const walk = new Elements(list);
    for (let i = 0; i < this.count && walk.next(); i++) vectors[i] = walk.value.raw;
    return this.checked(vectors, path, "");
  }

  private checked(vectors: Slice[], before: string, after: string): Result<Slice[]> {
    for (let i = 0; i < vectors.length; i++) {
      if (isVector(vectors[i], this.dimension)) continue;
      return Result.fail<Slice[]>(
        `${before}.${i.toString()}${after} is not a vector of the configured dimension`,
      );
    }
    return Result.ok<Slice[]>(vectors);
  }
}
