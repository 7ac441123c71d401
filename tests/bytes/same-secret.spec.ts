import { isSameSecret } from "../../assembly/bytes/same-secret";
import { Slice } from "../../assembly/bytes/slice";

function same(a: string, b: string): bool {
  return isSameSecret(Slice.of(a), Slice.of(b));
}

describe("two secrets", () => {
  it("are the same to the last byte, or not at all", () => {
    expect(same("0123456789abcdef", "0123456789abcdef")).toBe(true);
    expect(same("", "")).toBe(true);
    // Among so many hashes some agree in any one byte.
    for (let i = 0; i < 2000; i++) expect(same("0123456789abcdef", i.toString())).toBe(false, i.toString());
    const others = ["", "0", "0123456789abcde", "0123456789abcdeF", "x123456789abcdef", "0123456789abcdef "];
    for (let i = 0; i < others.length; i++)
      expect(same("0123456789abcdef", others[i])).toBe(false, others[i]);
  });
});
