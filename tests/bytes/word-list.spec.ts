import { Slice } from "../../assembly/bytes/slice";
import { WordList } from "../../assembly/bytes/word-list";

function has(words: string[], text: string): bool {
  const slices = new Array<Slice>();
  for (let i = 0; i < words.length; i++) slices.push(Slice.of(words[i]));
  return new WordList(slices).isIn(Slice.of(text));
}

describe("a list of words", () => {
  it("is in a text that holds any of them, at its beginning, within it and at its end", () => {
    const words = ["now", "today"];
    expect(has(words, "now or never")).toBe(true);
    expect(has(words, "is it today?")).toBe(true);
    expect(has(words, "do it now")).toBe(true);
    expect(has(words, "do it")).toBe(false);
    expect(has(words, "")).toBe(false);
  });

  it("keeps words apart that begin alike", () => {
    const words = ["this week", "this year", "today"];
    expect(has(words, "this week")).toBe(true);
    expect(has(words, "this year")).toBe(true);
    expect(has(words, "this day")).toBe(false);
  });

  it("takes no word of letters that is part of another", () => {
    expect(has(["now"], "know")).toBe(false);
    expect(has(["now"], "nowhere")).toBe(false);
    expect(has(["now"], "now2")).toBe(false);
    expect(has(["now"], "2now")).toBe(false);
    expect(has(["now"], "KNOW now")).toBe(true);
  });

  it("takes a word without letters wherever it stands", () => {
    expect(has(["今天"], "a今天b")).toBe(true);
    expect(has(["今天"], "今")).toBe(false);
    expect(has(["?!"], "what?!x")).toBe(true);
  });

  it("does not care for the case of ASCII", () => {
    expect(has(["now"], "NoW")).toBe(true);
    expect(has(["ä"], "Ä")).toBe(false);
  });

  it("does not read past the end of the text", () => {
    const whole = Slice.of("x today");
    expect(new WordList([Slice.of("today")]).isIn(whole.slice(0, 6))).toBe(false);
  });

  it("is in nothing when it is empty", () => {
    expect(has([], "now")).toBe(false);
  });
});
