import { Result } from "../bytes/result";
import { Part, followAll } from "./path-parts";
import { PathReader } from "./path-reader";
import { Selection } from "./selection";
import { JsonValue } from "./value";

/** Longest path that is read, in UTF-16 code units: what it nests is followed by recursion. */
const MAX_LENGTH = 256;

/**
 * A path into a JSON value as GJSON spells it (https://github.com/tidwall/gjson/blob/master/SYNTAX.md): names and
 * indexes, `\` before a character that would mean something else, `#`, `#.rest`, `#(a.b=="x")`, `#(a>1)#`, `|`,
 * `@reverse` and `@this`. Patterns, other modifiers, multipaths, and queries with `%`, `~`, another query inside or
 * square brackets are not supported.
 *
 * Unlike GJSON
 * - it takes `null` and empty lists for nothing, and writes numbers as they stand in the text;
 * - it leaves the order of an object's members alone (`@reverse`), and goes on with the first of two of the same
 *   name only (GJSON tries the others when the path ends early);
 * - `#` is for arrays, never a name, unless there is a backslash before it;
 * - `|` always follows the whole list: GJSON gives `#.a.#|0` to each element, and forgets what follows
 *   `#(...)#.a|` where no element matches;
 * - no JSON is looked for in the middle of a string.
 */
export class JsonPath {
  private constructor(private readonly parts: Part[]) {}

  /** Reads a path; its fault says in words what should have been there. */
  static parse(text: string): Result<JsonPath> {
    if (text.length > MAX_LENGTH) {
      return Result.fail<JsonPath>("a path of at most " + MAX_LENGTH.toString() + " characters");
    }
    const reader = new PathReader(text);
    const parts = reader.read();
    if (parts != null) return Result.ok(new JsonPath(parts));
    const where = " (see character " + (reader.faultAt + 1).toString() + ")";
    return Result.fail<JsonPath>("a GJSON path of names, indexes, #, #(...), @reverse and @this" + where);
  }

  /** What stands at the path; null where nothing does. */
  select(root: JsonValue): Selection | null {
    return followAll(this.parts, Selection.of(root));
  }
}
