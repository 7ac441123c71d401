import { CACHE, configOf, verdict } from "./reading";

function keys(fields: string): string {
  const list = configOf("{" + CACHE + fields + "}").signingKeys;
  const texts = new Array<string>();
  for (let i = 0; i < list.length; i++) texts.push(list[i].toString());
  return texts.join(" ");
}

const A = "0123456789abcdef";
const B = "fedcba9876543210";

describe("keys that sign entries", () => {
  it("are none unless there is one", () => {
    expect(keys("")).toBe("");
    expect(keys(",'signingKey':null")).toBe("");
  });

  it("are not empty, as where a variable was not set", () => {
    expect(verdict("{" + CACHE + ",'signingKey':''}")).toBe(
      "signingKey: expected a string that is not empty, got ''",
    );
  });

  it("are one, and another whose signature is taken too", () => {
    expect(keys(",'signingKey':'" + A + "'")).toBe(A);
    expect(keys(",'signingKey':'" + A + "','otherSigningKey':'" + B + "'")).toBe(A + " " + B);
  });

  it("are no short ones, which are not shown", () => {
    const rule = "expected a string of at least 16 characters, none of them a control character, got '***'";
    expect(verdict("{" + CACHE + ",'signingKey':'short'}")).toBe("signingKey: " + rule);
    const both = "{" + CACHE + ",'signingKey':'" + A + "','otherSigningKey':'short'}";
    expect(verdict(both)).toBe("otherSigningKey: " + rule);
  });

  it("do not come without the one that signs", () => {
    expect(verdict("{" + CACHE + ",'otherSigningKey':'" + B + "'}")).toBe(
      "otherSigningKey: not used without signingKey, ignored",
    );
  });
});
