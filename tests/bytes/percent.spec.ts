import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { hexValue } from "../../assembly/bytes/hex";
import { percentEncoded } from "../../assembly/bytes/percent";
import { Slice } from "../../assembly/bytes/slice";
import { counting } from "../support/bytes";

/** The bytes of a percent-encoded text. */
function decoded(text: string): Slice {
  const bytes = Slice.of(text);
  const out = new ByteWriter();
  for (let i = 0; i < bytes.length; i++) {
    if (bytes.at(i) != 0x25) {
      out.byte(bytes.at(i));
      continue;
    }
    out.byte(<u8>((hexValue(bytes.at(i + 1)) << 4) | hexValue(bytes.at(i + 2))));
    i += 2;
  }
  return out.finish();
}

describe("Percent-encoding", () => {
  it("is letters, digits, hyphen and underscore as they are", () => {
    const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    expect(percentEncoded(Slice.of(plain))).toBe(plain);
  });

  it("is all else in percent-encoding, upper-case", () => {
    const pairs = [
      "",
      "",
      "ai-cache:00ff",
      "ai-cache%3A00ff",
      "a/b?c#d",
      "a%2Fb%3Fc%23d",
      "a.b.raw",
      "a%2Eb%2Eraw",
      "100%",
      "100%25",
      "a b+c~d",
      "a%20b%2Bc%7Ed",
      "@[`{",
      "%40%5B%60%7B",
      "/:",
      "%2F%3A",
      "\r\n\0",
      "%0D%0A%00",
      "ü中😀",
      "%C3%BC%E4%B8%AD%F0%9F%98%80",
    ];
    for (let i = 0; i < pairs.length; i += 2) {
      expect(percentEncoded(Slice.of(pairs[i]))).toBe(pairs[i + 1], pairs[i]);
    }
  });

  it("says every byte", () => {
    const bytes = counting(256);
    const segment = percentEncoded(bytes);
    expect(segment.length).toBe(64 + 192 * 3);
    expect(decoded(segment).equalsSlice(bytes)).toBe(true);
  });

  it("is that of the view, not of the buffer beneath", () => {
    expect(percentEncoded(Slice.of("a/b/c").slice(1, 4))).toBe("%2Fb%2F");
  });
});
