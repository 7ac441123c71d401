import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { JsonWriter } from "../json/json-writer";
import { writeInner } from "../json/text";

/**
 * Texts that others wrote, as data within a prompt: a JSON object of strings, out of which no text can break. Beside
 * what JSON demands `<` and `[` are escaped, with which the control words of chat templates begin (`<|im_end|>`,
 * `</s>`, `[INST]`): some servers take those for what they say wherever they stand.
 */
export class Quoted {
  private readonly json: JsonWriter = new JsonWriter();

  constructor() {
    this.json.openObject();
  }

  add(name: string, text: Slice): Quoted {
    this.json.name(name).inner(escaped(text));
    return this;
  }

  /** The object; nothing can be added after it. */
  finish(): Slice {
    return this.json.closeObject().finish();
  }
}

/** What stands between the quotes. */
function escaped(text: Slice): Slice {
  const json = new ByteWriter(text.length + 16);
  writeInner(json, text);
  const inner = json.finish();
  const out = new ByteWriter(inner.length + 16);
  let from = 0;
  for (let i = 0; i < inner.length; i++) {
    const byte = inner.at(i);
    if (byte != 0x3c && byte != 0x5b) continue;
    out.slice(inner.slice(from, i)).text(byte == 0x3c ? "\\u003c" : "\\u005b");
    from = i + 1;
  }
  return out.slice(inner.slice(from)).finish();
}
