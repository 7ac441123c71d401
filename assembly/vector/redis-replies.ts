import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { JsonValue } from "../json/value";
import { RespWalk, lengthOf } from "../redis/resp-walk";
import { Description } from "./description";
import { Match } from "./vector-store";

/** How Redis calls the measure of which the distance is `1 - cos`. */
export const METRIC = "COSINE";

/** What `FT.INFO` says: names and values, one after the other, also in lists within it. */
export function readInfo(walk: RespWalk): Result<Description> {
  let dimension = 0;
  // Before version 2.6 it told neither.
  let metric = "";
  let name = Slice.EMPTY;
  while (walk.next()) {
    const text = walk.text;
    const value = text == null ? Slice.EMPTY : text;
    if (name.equals("dim")) dimension = max(0, lengthOf(value));
    else if (name.equals("distance_metric")) metric = value.toString();
    name = value;
  }
  if (!walk.isAtEnd) return Result.fail<Description>("the reply is not what Redis answers");
  return Result.ok(Description.of(dimension, metric, METRIC));
}

/** Names and values of a hash, as a search gives them back. */
export class HashFields {
  private readonly words: Slice[] = [];

  /** How many there are. */
  get count(): i32 {
    return this.words.length >> 1;
  }

  /** Those that come next; null where none do. */
  static read(walk: RespWalk): HashFields | null {
    const parts = walk.nextArray();
    if (parts < 0 || (parts & 1) != 0) return null;
    const fields = new HashFields();
    for (let i = 0; i < parts; i++) {
      const word = walk.nextText();
      if (word == null) return null;
      fields.words.push(word);
    }
    return fields;
  }

  /** The document that has them; null where it has no distance. */
  match(id: Slice): Match | null {
    const distance = this.number("distance");
    if (!isFinite(distance)) return null;
    return new Match(
      id,
      distance,
      this.text("key"),
      this.text("digest"),
      this.text("scope"),
      this.text("model"),
      this.number("expires_at"),
      this.text("question"),
      this.find("entry"),
    );
  }

  private find(name: string): Slice | null {
    for (let i = 0; i < this.words.length; i += 2) if (this.words[i].equals(name)) return this.words[i + 1];
    return null;
  }

  private text(name: string): Slice {
    const text = this.find(name);
    return text == null ? Slice.EMPTY : text;
  }

  private number(name: string): f64 {
    const value = JsonValue.parse(this.text(name));
    return value == null ? NaN : value.number();
  }
}
