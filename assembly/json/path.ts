import { Part, followAll } from "./path-parts";
import { PathReader } from "./path-reader";
import { Selection } from "./selection";
import { JsonValue } from "./value";

/** What can be read, in words. */
export const PATH_WORDS = "a GJSON path of names, indexes, #, #(...), @reverse and @this";

/**
 * A path into a JSON value as GJSON spells it (https://github.com/tidwall/gjson/blob/master/SYNTAX.md): names and
 * indexes, `\` before a character that would mean something else, `#`, `#.rest`, `#(a.b=="x")`, `#(a>1)#`, `|`,
 * `@reverse` and `@this`. Patterns, other modifiers and multipaths are not supported. Unlike GJSON it leaves the
 * order of an object's members alone, and takes `null` and empty lists for nothing.
 */
export class JsonPath {
  private constructor(private readonly parts: Part[]) {}

  /** Reads a path; null where it is none. */
  static parse(text: string): JsonPath | null {
    const parts = new PathReader(text).read();
    return parts == null ? null : new JsonPath(parts);
  }

  /** What stands at the path; null where nothing does. */
  select(root: JsonValue): Selection | null {
    return followAll(this.parts, Selection.of(root));
  }
}
