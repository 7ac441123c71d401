import { fromBase64, toBase64 } from "../../assembly/bytes/base64";
import { Slice } from "../../assembly/bytes/slice";
import { amid, bytesOf, counting, hexOf } from "../support/bytes";

function decoded(text: string): string {
  const bytes = fromBase64(amid(Slice.of(text), 3, 0x41));
  return bytes == null ? "not base64" : hexOf(bytes);
}

/** Pairs of bytes in hexadecimal and their base64. */
function expectBothWays(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(toBase64(amid(bytesOf(pairs[i]), 3, 0xff)).toString()).toBe(pairs[i + 1], pairs[i]);
    expect(decoded(pairs[i + 1])).toBe(pairs[i], pairs[i + 1]);
  }
}

function expectNotBase64(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) expect(decoded(texts[i])).toBe("not base64", texts[i]);
}

describe("base64", () => {
  it("agrees with the test vectors of RFC 4648, section 10", () => {
    expectBothWays(["", "", "66", "Zg==", "666f", "Zm8=", "666f6f", "Zm9v"]);
    expectBothWays(["666f6f62", "Zm9vYg==", "666f6f6261", "Zm9vYmE=", "666f6f626172", "Zm9vYmFy"]);
  });

  it("uses the whole standard alphabet", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    expect(toBase64(fromBase64(Slice.of(alphabet))!).toString()).toBe(alphabet);
    expect(decoded(alphabet).substring(0, 24)).toBe("00108310518720928b30d38f");
    expectBothWays(["fbff", "+/8=", "000000", "AAAA", "ffffff", "////", "00", "AA==", "ff", "/w=="]);
  });

  it("gives back every byte at every length", () => {
    for (let length = 0; length <= 300; length++) {
      const text = toBase64(counting(length));
      expect(text.length).toBe(((length + 2) / 3) * 4);
      expect(fromBase64(text)!.equalsSlice(counting(length))).toBe(true, length.toString());
    }
  });

  it("may go without its padding", () => {
    expect(decoded("Zg")).toBe("66");
    expect(decoded("Zm8")).toBe("666f");
    expect(decoded("Zm9vYg")).toBe("666f6f62");
  });

  it("has no padding but what fills its last four characters", () => {
    expectNotBase64(["=", "==", "===", "====", "Zg=", "Zg===", "Zm8==", "Zm9v=", "Zm9v==", "Zm9v===="]);
    expectNotBase64(["Zg==Zg==", "Z=g=", "=Zg=", "Z===", "Z"]);
  });

  it("has no other characters", () => {
    expectNotBase64(["Zm9-", "Zm9_", "Zm 9", "Zm9v\n", " Zm9v", "Zm9v ", "Zm\u0000v", "Zmé"]);
    expectNotBase64(["Zm9@", "Zm9[", "Zm9`", "Zm9{", "Zm9:", "Zm9.", "Zm9,", "Zm9*"]);
  });
});
