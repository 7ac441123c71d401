import { hexDigit, hexValue, isHex, numberOfHex, toHex } from "../../assembly/bytes/hex";
import { Slice } from "../../assembly/bytes/slice";
import { amid, bytesOf, counting } from "../support/bytes";

const DIGITS = "0123456789abcdef";

describe("hexadecimal", () => {
  it("has two lower-case digits a byte", () => {
    expect(toHex(Slice.EMPTY).toString()).toBe("");
    expect(toHex(amid(bytesOf("00 09 0a 0f 10 7f 80 ff"), 3, 0x55)).toString()).toBe("00090a0f107f80ff");
  });

  it("spells every byte", () => {
    const hex = toHex(counting(256)).toString();
    for (let i = 0; i < 256; i++) {
      expect(hex.substring(2 * i, 2 * i + 2)).toBe(DIGITS.charAt(i >> 4) + DIGITS.charAt(i & 15));
    }
  });

  it("has a digit for each value from 0 to 15", () => {
    for (let value = 0; value < 16; value++) {
      expect(<i32>hexDigit(<u8>value)).toBe(DIGITS.charCodeAt(value));
    }
  });

  it("stands for a number of up to 64 bits", () => {
    expect(numberOfHex(Slice.EMPTY)).toBe(0);
    expect(numberOfHex(amid(Slice.of("10aF"), 3, 0x31))).toBe(0x10af);
    expect(numberOfHex(Slice.of("fedcba9876543210"))).toBe(0xfedcba9876543210);
  });

  it("knows the value of digits in both cases, and of no other byte", () => {
    for (let byte = 0; byte < 256; byte++) {
      const value = DIGITS.indexOf(String.fromCharCode(byte).toLowerCase());
      // Past ASCII, bytes are no letters, whatever their code points lower to.
      expect(hexValue(<u8>byte)).toBe(byte < 128 ? value : -1, byte.toString());
    }
  });

  it("is told by its length and its digits, which are in lower case", () => {
    for (let byte = 0; byte < 256; byte++) {
      const text = amid(Slice.of("0" + String.fromCharCode(byte)), 3, 0x31);
      expect(isHex(text, 2)).toBe(byte < 128 && DIGITS.includes(String.fromCharCode(byte)), byte.toString());
    }
    expect(isHex(Slice.of("012"), 2)).toBe(false);
    expect(isHex(Slice.of("0"), 2)).toBe(false);
    expect(isHex(Slice.EMPTY, 0)).toBe(true);
  });
});
