import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { JsonWriter } from "../../assembly/json/json-writer";
import { JsonValue } from "../../assembly/json/value";
import { amid } from "../support/bytes";
import { json, parsed, shown } from "../support/json";

/** What was written, which must be JSON. */
function done(writer: JsonWriter): string {
  const text = writer.finish();
  expect(JsonValue.parse(text) == null).toBe(false, text.toString());
  return shown(text);
}

describe("a writer of JSON", () => {
  it("writes empty containers", () => {
    expect(done(new JsonWriter().openObject().closeObject())).toBe("{}");
    expect(done(new JsonWriter().openArray().closeArray())).toBe("[]");
  });

  it("puts commas between elements and nowhere else", () => {
    const out = new JsonWriter().openArray().integer(1).string("a").openArray().closeArray().openObject();
    expect(done(out.closeObject().integer(-2).raw(Slice.of("null")).inner(Slice.of("b")).closeArray())).toBe(
      "[1,'a',[],{},-2,null,'b']",
    );
  });

  it("puts commas between members and nowhere else", () => {
    const out = new JsonWriter().openObject().name("a").integer(1).name("b").openObject().closeObject();
    out.name("c").openArray().openObject().name("d").string("").closeObject().closeArray();
    expect(done(out.name("e").raw(Slice.of("true")).closeObject())).toBe(
      "{'a':1,'b':{},'c':[{'d':''}],'e':true}",
    );
  });

  it("goes on after a container has ended, at every depth", () => {
    const out = new JsonWriter().openArray();
    for (let i = 0; i < 3; i++) out.openArray().openArray().integer(i).closeArray().integer(9).closeArray();
    expect(done(out.closeArray())).toBe("[[[0],9],[[1],9],[[2],9]]");
  });

  it("escapes names and texts", () => {
    const out = new JsonWriter().openObject().name('a"\n').string('b\\"\u0000');
    out.nameSlice(amid(Slice.of("\té"), 2, 0x41)).text(amid(Slice.of("\r😀"), 2, 0x41));
    expect(out.closeObject().finish().toString()).toBe('{"a\\"\\n":"b\\\\\\"\\u0000","\\té":"\\r😀"}');
  });

  it("takes as it is what is JSON already, and what stood between quotes", () => {
    const value = parsed("['\\u0041\\/',1.50]");
    const out = new JsonWriter().openArray().raw(value.raw).inner(value.element(0)!.inner).closeArray();
    expect(done(out)).toBe("[['\\u0041\\/',1.50],'\\u0041\\/']");
  });

  it("writes integers of 64 bits", () => {
    expect(
      done(new JsonWriter().openArray().integer(i64.MAX_VALUE).integer(i64.MIN_VALUE).closeArray()),
    ).toBe("[9223372036854775807,-9223372036854775808]");
  });

  it("writes a value alone", () => {
    expect(done(new JsonWriter().string("a"))).toBe("'a'");
    expect(done(new JsonWriter().integer(0))).toBe("0");
    expect(done(new JsonWriter().flag(true))).toBe("true");
    expect(done(new JsonWriter().openArray().flag(false).flag(true).closeArray())).toBe("[false,true]");
    expect(done(new JsonWriter().raw(json("{'a':1}")))).toBe("{'a':1}");
  });

  it("goes on behind what the bytes held before", () => {
    const out = new ByteWriter().text("data: ");
    new JsonWriter(out).openObject().name("a").integer(1).closeObject();
    expect(out.text("\n\n").finish().toString()).toBe('data: {"a":1}\n\n');
  });
});
