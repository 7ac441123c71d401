import { Slice } from "../../assembly/bytes/slice";
import { GuardConfig } from "../../assembly/config/config";
import { Guards } from "../../assembly/guard/guards";
import { MAX_BYTES, Statement } from "../../assembly/guard/statement";
import { refusal } from "./texts";

describe("a statement", () => {
  it("is read once for several comparisons", () => {
    const guards = new Guards(new GuardConfig(255));
    const asked = Statement.of(Slice.of("convert 10 USD"));
    expect(guards.refusalOf(asked, Statement.of(Slice.of("convert 100 USD")))).toBe("numbers");
    expect(guards.refusalOf(asked, Statement.of(Slice.of("change $10")))).toBe("");
  });

  it("is not read beyond its bound, nor to the middle of a character", () => {
    const long = "word ".repeat(MAX_BYTES / 5 - 1);
    expect(refusal(long + "10", long + "12")).toBe("numbers");
    expect(refusal(long + "word word 10", long + "word word 12")).toBe("");
    const han = "字".repeat(MAX_BYTES / 3);
    expect(Statement.of(Slice.of(han + "字")).text.length % 3).toBe(0);
  });

  it("may be empty", () => {
    expect(refusal("", "10 USD")).toBe("");
    expect(refusal("?", "!")).toBe("");
  });
});
