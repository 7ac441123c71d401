import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { writeInner } from "./text";

/** A text with `%s` where another text goes, between the quotes of a JSON string; `%%` stands for a percent sign. */
export class JsonTemplate {
  private constructor(
    private readonly before: Slice,
    private readonly after: Slice,
  ) {}

  /** Reads a template; null where `%s` does not stand in it exactly once, or another `%` does. */
  static parse(text: string): JsonTemplate | null {
    let before: string | null = null;
    let part = "";
    let from = 0;
    for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", from)) {
      part += text.substring(from, at);
      from = at + 2;
      const sign = text.charAt(at + 1);
      if (sign == "%") {
        part += sign;
      } else if (sign == "s" && before == null) {
        before = part;
        part = "";
      } else {
        return null;
      }
    }
    if (before == null) return null;
    return new JsonTemplate(Slice.of(before), Slice.of(part + text.substring(from)));
  }

  /** The template with UTF-8 `text` in the place of `%s`. */
  fill(text: Slice): Slice {
    const out = new ByteWriter(this.before.length + text.length + this.after.length);
    out.slice(this.before);
    writeInner(out, text);
    return out.slice(this.after).finish();
  }
}
