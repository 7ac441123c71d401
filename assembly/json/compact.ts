import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { skipSpace, passString } from "./scan";
import { JsonValue } from "./value";

/** The same JSON on one line: without the space between its tokens. The same bytes when there is none. */
export function compact(value: JsonValue): Slice {
  const text = value.raw;
  let out: ByteWriter | null = null;
  let from = 0;
  let at = 0;
  while (at < text.length) {
    if (text.at(at) == 0x22) {
      at = passString(text, at);
      continue;
    }
    const next = skipSpace(text, at);
    if (next == at) {
      at++;
      continue;
    }
    if (out == null) out = new ByteWriter(text.length);
    out.slice(text.slice(from, at));
    from = next;
    at = next;
  }
  return out == null ? text : out.slice(text.slice(from)).finish();
}
