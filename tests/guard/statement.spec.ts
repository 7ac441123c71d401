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

  it("forgets all of a text when it reads another", () => {
    const guards = new Guards(new GuardConfig(255));
    const asked = Statement.of(Slice.of("How do I fly from Paris to Rome?"));
    const other = Statement.of(
      Slice.of("Пришлите 10 USD, `rm -rf` и ещё 20 EUR завтра " + "слово ".repeat(300)),
    );
    expect(guards.refusalOf(asked, other)).toBe("language");
    expect(guards.refusalOf(asked, other.read(Slice.of("How do I fly from Rome to Paris?")))).toBe(
      "direction",
    );
    expect(guards.refusalOf(asked, other.read(Slice.of("How do I fly to Rome from Paris?")))).toBe("");
    expect(other.findings.length + other.literals.length).toBe(0);
  });

  it("has room for the words of a text in which there are more of them than in most", () => {
    const han = "字".repeat(400);
    expect(refusal(han + " 10 USD", han + " 12 USD")).toBe("numbers");
    expect(Statement.of(Slice.of("1a".repeat(2000))).tokens.length).toBe(1024);
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
