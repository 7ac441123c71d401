import { digestOf } from "../../assembly/entry/digest";
import { answer, choice, completionOf, escaped } from "../support/chat";

/** The digest of an answer that says this (as it stands between the quotes of a JSON string). */
function digest(inner: string): string {
  return digestOf(completionOf(answer(choice("'content':'" + inner + "'")))).toString();
}

/** All texts, or none, have the digest of the first one. */
function expectEqual(texts: string[], equal: bool): void {
  for (let i = 1; i < texts.length; i++) expect(digest(texts[i]) == digest(texts[0])).toBe(equal, texts[i]);
}

describe("the digest of an answer", () => {
  it("is 64 hexadecimal digits, the same in every build", () => {
    // BLAKE2s-256 of "paris"
    expect(digest("Paris")).toBe("949b013b8b648407e9ab0124d7890763dd0b740ac1bdab0e9f24f1d9f6a7741f");
  });

  it("is equal for answers that differ in space within lines or letter case", () => {
    expectEqual(
      ["Hello there.", "hello  there.", " HELLO\\tThere. ", "hello there.\\n\\n", "hello\\u00a0there."],
      true,
    );
    expectEqual(["a\\nb", "a\\n\\nb", "A \\r\\nB", "a\\n \\nb"], true);
    expectEqual(["ÄÖ", "äö"], true);
  });

  it("is equal for answers that are written in other escapes", () => {
    expectEqual(["Grüße 😀", escaped("Grüße 😀"), "Gr\\u00FCße 😀"], true);
  });

  it("is equal for answers that differ in all but what they say", () => {
    const other = "{'id':'x','choices':[{'message':{'content':'Paris','reasoning_content':'t'}}],'usage':{}}";
    expect(digestOf(completionOf(other)).toString()).toBe(digest("Paris"));
  });

  it("is another for answers that say something else", () => {
    expectEqual(
      ["Hello there.", "Hello there", "Hellothere.", "Hello there!", "", "Hello, there.", "there. Hello"],
      false,
    );
    expectEqual(["10", "100", "1 0", "-10", "10.0"], false);
  });

  it("takes all choices", () => {
    const one = choice("'content':'a'");
    const two = one + "," + choice("'content':'b'", 1);
    const turned = choice("'content':'b'") + "," + choice("'content':'a'", 1);
    const first = digestOf(completionOf(answer(two))).toString();
    expect(first == digest("a")).toBe(false);
    expect(first == digestOf(completionOf(answer(turned))).toString()).toBe(false);
  });
});
