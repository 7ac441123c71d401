import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { Frame } from "../../assembly/chat/frame";
import { json, shown } from "../support/json";

/** A chunk around a text; quotes as in `json`. */
function around(text: string): string {
  return "{'id':'c','delta':{'content':'" + text + "'},'end':null}";
}

/** What is gathered of a chunk that says `first` and of `others`, a bar before each that is not taken. */
function gathered(first: string, others: string[]): string {
  const frame = new Frame();
  const out = new ByteWriter();
  const chunk = json(around(first));
  const from = json("{'id':'c','delta':{'content':'").length;
  frame.begin(chunk);
  frame.add(from, from + json(first).length, out);
  for (let i = 0; i < others.length; i++) if (!frame.takes(json(others[i]))) out.byte(0x7c);
  return shown(out.finish());
}

describe("a frame around the text of a chunk", () => {
  it("takes the texts of chunks that differ in nothing else", () => {
    expect(gathered("a", [around("bc"), around(""), around("a"), around("d")])).toBe("abcad");
    expect(gathered("", [around("\\né日\\ud83d\\\\")])).toBe("\\né日\\ud83d\\\\");
  });

  it("takes no chunk that differs before its text, or behind it", () => {
    expect(gathered("a", [around("b").replace("'c'", "'d'"), around("b").replace("null", "true")])).toBe(
      "a||",
    );
    expect(gathered("a", [around("b") + " ", " " + around("b"), around("b','c':'d")])).toBe("a|||");
  });

  it("takes no text that is no string", () => {
    expect(gathered("a", [around("\\x"), around("\n"), around("\\u12"), around("b\\")])).toBe("a||||");
    expect(gathered("a", [around("b").slice(0, 32), around("b").slice(0, 10), ""])).toBe("a|||");
  });

  it("takes none where a chunk adds no text, or more than one", () => {
    const frame = new Frame();
    const out = new ByteWriter();
    const chunk = json("{'a':'1','b':'2'}");
    expect(frame.takes(Slice.EMPTY)).toBe(false);
    frame.begin(chunk);
    expect(frame.takes(chunk)).toBe(false);
    frame.add(6, 7, out);
    expect(frame.takes(json("{'a':'3','b':'2'}"))).toBe(true);
    frame.add(14, 15, out);
    expect(frame.takes(json("{'a':'1','b':'3'}"))).toBe(false);
    frame.begin(chunk);
    expect(frame.takes(chunk)).toBe(false);
    expect(shown(out.finish())).toBe("132");
  });
});
