import { Slice } from "../../assembly/bytes/slice";
import { uuidOf } from "../../assembly/vector/uuid";

function uuid(id: string): string {
  return uuidOf(Slice.of(id)).toString();
}

describe("The UUID of a document", () => {
  it("begins as its id does, with the version and the variant of RFC 9562", () => {
    expect(uuid("0123456789abcdef0123456789abcdef" + "f".repeat(32))).toBe(
      "01234567-89ab-8def-8123-456789abcdef",
    );
    const VARIANTS = "89ab";
    for (let i = 0; i < 16; i++) {
      const digit = i.toString(16);
      const made = uuid("0".repeat(16) + digit + "0".repeat(15));
      expect(made).toBe("00000000-0000-8000-" + VARIANTS.charAt(i & 3) + "000-000000000000", digit);
    }
  });

  it("is the id itself where that is one, or is none of ours", () => {
    expect(uuid("6ac516ae-06cb-4db9-9cd0-63f8bd674c10")).toBe("6ac516ae-06cb-4db9-9cd0-63f8bd674c10");
    expect(uuid("42")).toBe("42");
    expect(uuid("")).toBe("");
  });
});
