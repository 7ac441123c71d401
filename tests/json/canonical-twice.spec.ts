import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { writeCanonical } from "../../assembly/json/canonical";
import { JsonValue } from "../../assembly/json/value";
import { amid } from "../support/bytes";
import { canonical, json } from "../support/json";

/** The canonical form of bytes, or nothing where there is none. */
function formOf(text: Slice): Slice | null {
  const value = JsonValue.parse(text);
  if (value == null) return null;
  const out = new ByteWriter();
  return writeCanonical(out, value) ? out.finish() : null;
}

/** Whether the canonical form of the form is the form; what has none counts as well. */
function isStable(text: Slice): bool {
  const once = formOf(text);
  if (once == null) return true;
  const twice = formOf(once);
  return twice != null && twice.equalsSlice(once);
}

const SAMPLE =
  "{'model':'qwen','n':-1.50e+2,'m':[0.10,1E400,-0],'t':true,'x':null,'s':'\\u00e9é\\ud83d\\ude00\\n\\\\\\/'," +
  "'messages':[{'role':'user','content':[{'type':'text','text':''},[],{}]},[[ 0 ]]],'':' ','b' : { 'a' : [ 1 , 2 ] } }";

describe("the canonical form of a canonical form", () => {
  it("is the same", () => {
    expect(isStable(json(SAMPLE))).toBe(true);
    expect(canonical(canonical(SAMPLE))).toBe(canonical(SAMPLE));
    expect(isStable(Slice.of('{"\\"":"\\\\\\"","\\/":[]}'))).toBe(true);
  });

  it("is the same whatever byte of a text is replaced by another, and nothing traps", () => {
    const digits = json("'\\{}[],:0-1.eE+ntfu/ adD8\n\u0000é");
    for (let i = 0; i < json(SAMPLE).length; i++) {
      for (let k = 0; k < digits.length; k++) {
        const text = json(SAMPLE);
        store<u8>(text.pointer + <usize>i, digits.at(k));
        if (!isStable(text)) expect(text.toString()).toBe("stable");
      }
    }
  });

  it("is the same wherever a byte is missing or doubled", () => {
    const text = json(SAMPLE);
    for (let i = 0; i < text.length; i++) {
      const less = new ByteWriter()
        .slice(text.slice(0, i))
        .slice(text.slice(i + 1))
        .finish();
      const more = new ByteWriter()
        .slice(text.slice(0, i + 1))
        .slice(text.slice(i))
        .finish();
      if (!isStable(amid(less, 1, 0x7d))) expect(less.toString()).toBe("stable");
      if (!isStable(amid(more, 1, 0x7d))) expect(more.toString()).toBe("stable");
    }
  });
});
