import { lowerCase } from "../../assembly/bytes/lower-case";

/** Units whose lower case is another here than the library's. */
function others(): string {
  let others = "";
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = String.fromCharCode(unit);
    const lower = text.toLowerCase();
    // Surrogates alone are no text, and U+0130 becomes two characters.
    if ((unit & 0xf800) == 0xd800 || lower.length > 1) continue;
    if (lowerCase(text) != lower) others += " " + unit.toString(16);
  }
  return others;
}

describe("a text in lower case", () => {
  it("has the letters that the library has, but for the sigma at the end of words, and letters that are younger", () => {
    expect(others()).toBe(" 3c2 1c89 2c2f a7c0 a7cb a7cc a7ce a7d0 a7d2 a7d4 a7d6 a7d8 a7da a7dc");
  });

  it("is the same whether it was typed in upper case or in lower case", () => {
    const pairs = [
      "WHAT? 1",
      "what? 1",
      "ГДЕ ÉTÉ",
      "где été",
      "ΟΔΟΣ ΣΑΣ",
      "οδος σας",
      "中文Ａ",
      "中文ａ",
      "İ",
      "İ",
    ];
    for (let i = 0; i < pairs.length; i += 2) expect(lowerCase(pairs[i])).toBe(lowerCase(pairs[i + 1]));
    expect(lowerCase("Ẁ😀 Ǆ")).toBe("ẁ😀 ǆ");
    expect(lowerCase("")).toBe("");
  });
});
