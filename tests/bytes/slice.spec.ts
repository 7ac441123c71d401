import { Slice } from "../../assembly/bytes/slice";
import { amid, bytesOf, hexOf } from "../support/bytes";

/** A view of `text` with other bytes on both sides. */
function view(text: string): Slice {
  return amid(Slice.of(text), 3, 0x61);
}

function signOfOrder(a: string, b: string): i32 {
  const order = view(a).compare(view(b));
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

describe("a view of bytes", () => {
  it("knows its length and its bytes, not what surrounds them", () => {
    const slice = view("xyz");
    expect(slice.length).toBe(3);
    expect(slice.at(0)).toBe(0x78);
    expect(slice.at(2)).toBe(0x7a);
    expect(slice.toString()).toBe("xyz");
    expect(load<u8>(slice.pointer)).toBe(0x78);
    expect(Slice.EMPTY.length).toBe(0);
    expect(Slice.EMPTY.toString()).toBe("");
  });

  it("holds the UTF-8 of a string", () => {
    expect(hexOf(Slice.of("aé中😀"))).toBe("61c3a9e4b8adf09f9880");
    expect(Slice.of("aé中😀").toString()).toBe("aé中😀");
    expect(Slice.of("").length).toBe(0);
  });

  it("gives up its text even where that is no UTF-8", () => {
    for (let length = 0; length < 4; length++) view("😀").slice(0, length).toString();
    expect(amid(bytesOf("61 f0 9f"), 0, 0x80).toString().startsWith("a")).toBe(true);
  });
});

describe("a part of a view", () => {
  it("lies on the same buffer", () => {
    const slice = view("abcdef");
    const part = slice.slice(2, 4);
    expect(part.toString()).toBe("cd");
    expect(part.buffer == slice.buffer).toBe(true);
    expect(part.slice(1).toString()).toBe("d");
  });

  it("never reaches beyond the view", () => {
    expect(view("abc").slice(1).toString()).toBe("bc");
    expect(view("abc").slice(1, 99).toString()).toBe("bc");
    expect(view("abc").slice(3).toString()).toBe("");
    expect(view("abc").slice(99).length).toBe(0);
    expect(view("abc").slice(99, 100).length).toBe(0);
    expect(view("abc").slice(2, 1).length).toBe(0);
    expect(view("").slice(0, 1).length).toBe(0);
  });
});

describe("comparing views", () => {
  it("with a text takes all of it", () => {
    expect(view("data").equals("data")).toBe(true);
    expect(view("data").equals("dat")).toBe(false);
    expect(view("data").equals("dataa")).toBe(false);
    expect(view("data").equals("Data")).toBe(false);
    expect(view("").equals("")).toBe(true);
    expect(view("").equals("a")).toBe(false);
  });

  it("with the beginning or the end of a text does not read on", () => {
    expect(view("data: x").startsWith("data:")).toBe(true);
    expect(view("dat").startsWith("dat")).toBe(true);
    expect(view("dat").startsWith("data")).toBe(false);
    expect(view("dat").startsWith("")).toBe(true);
    expect(view("data").endsWith("ta")).toBe(true);
    expect(view("data").endsWith("data")).toBe(true);
    expect(view("data").endsWith("adata")).toBe(false);
    expect(view("data").endsWith("tb")).toBe(false);
    expect(view("data").endsWith("")).toBe(true);
  });

  it("can leave the case of ASCII letters aside, and of those only", () => {
    expect(view("No-STORE").equalsIgnoreCase("no-store")).toBe(true);
    expect(view("no-store").equalsIgnoreCase("no-store")).toBe(true);
    expect(view("no-stor").equalsIgnoreCase("no-store")).toBe(false);
    expect(view("AZ").equalsIgnoreCase("az")).toBe(true);
    expect(view("@[").equalsIgnoreCase("`{")).toBe(false);
    expect(view("\r").equalsIgnoreCase("-")).toBe(false);
  });

  it("with each other goes by the bytes, not by where they lie", () => {
    expect(amid(Slice.of("abc"), 1, 0).equalsSlice(amid(Slice.of("abc"), 6, 9))).toBe(true);
    expect(view("abc").equalsSlice(view("abd"))).toBe(false);
    expect(view("abc").equalsSlice(view("ab"))).toBe(false);
    expect(view("").equalsSlice(Slice.EMPTY)).toBe(true);
  });

  it("orders them bytewise, a beginning before the whole", () => {
    expect(signOfOrder("abc", "abc")).toBe(0);
    expect(signOfOrder("abc", "abd")).toBe(-1);
    expect(signOfOrder("b", "abc")).toBe(1);
    expect(signOfOrder("ab", "abc")).toBe(-1);
    expect(signOfOrder("abc", "ab")).toBe(1);
    expect(signOfOrder("", "a")).toBe(-1);
    expect(signOfOrder("z", "é")).toBe(-1);
    // In UTF-16 order, which is not bytewise, the astral character would come first.
    expect(signOfOrder("😀", "\uffee")).toBe(1);
  });
});

describe("searching and trimming a view", () => {
  it("finds the first byte from a place on", () => {
    expect(view("banana").indexOf(0x61)).toBe(1);
    expect(view("banana").indexOf(0x61, 2)).toBe(3);
    expect(view("banana").indexOf(0x61, 5)).toBe(5);
    expect(view("banana").indexOf(0x61, 6)).toBe(-1);
    expect(view("xyz").indexOf(0x61)).toBe(-1);
    expect(view("").indexOf(0x61)).toBe(-1);
  });

  it("drops spaces and tabs at both ends, and nothing else", () => {
    expect(view(" \t a b \t").trim().toString()).toBe("a b");
    expect(view("ab").trim().toString()).toBe("ab");
    expect(view(" \t ").trim().length).toBe(0);
    expect(view("").trim().length).toBe(0);
    expect(view("\r\n").trim().length).toBe(2);
    expect(view("\u00a0").trim().length).toBe(2);
  });
});

describe("a view that is searched", () => {
  it("tells the first of a byte, wherever it stands, and not what is beyond the view", () => {
    for (let length = 0; length <= 20; length++) {
      const before = "a".repeat(length);
      expect(view(before + "bb" + "a".repeat(9)).indexOf(0x62)).toBe(length);
      expect(view(before + "ba").indexOf(0x62, length)).toBe(length);
      expect(view(before + "ba").indexOf(0x62, length + 1)).toBe(-1);
      expect(amid(Slice.of(before), 3, 0x62).indexOf(0x62)).toBe(-1);
    }
  });

  it("tells whether a text stands at a place, as far as it goes", () => {
    expect(view("abc").holds("bc", 1)).toBe(true);
    expect(view("abc").holds("bd", 1)).toBe(false);
    expect(view("abc").holds("", 3)).toBe(true);
    expect(amid(Slice.of("abc"), 3, 0x64).holds("cd", 2)).toBe(false);
  });

  it("tells whether it is ASCII", () => {
    for (let length = 0; length <= 20; length++) {
      const before = "\x7f".repeat(length);
      expect(amid(Slice.of(before), 3, 0xff).isAscii).toBe(true);
      expect(view(before + "é" + before).isAscii).toBe(false);
    }
  });
});

describe("the buffer of a view", () => {
  it("is the one beneath when that holds nothing else", () => {
    const slice = Slice.of("abc");
    expect(slice.toBuffer() == slice.buffer).toBe(true);
  });

  it("is a copy of just its bytes otherwise", () => {
    const whole = Slice.of("abc");
    expect(hexOf(Slice.wrap(whole.slice(1).toBuffer()))).toBe("6263");
    expect(hexOf(Slice.wrap(whole.slice(0, 2).toBuffer()))).toBe("6162");
    expect(whole.slice(1, 1).toBuffer().byteLength).toBe(0);
  });
});
