import { Slice } from "../../assembly/bytes/slice";
import { cosineDistance } from "../../assembly/embedding/distance";
import { isVector } from "../../assembly/embedding/embedder";
import { fromFloats, toFloats } from "../../assembly/embedding/floats";
import { dimensionOf } from "../../assembly/json/numbers";
import { bytesOf, hexOf } from "../support/bytes";

function floatsOf(vector: string): string {
  return hexOf(toFloats(Slice.of(vector)));
}

function vectorOf(hex: string): string {
  const vector = fromFloats(bytesOf(hex));
  return vector == null ? "none" : vector.toString();
}

describe("A vector", () => {
  it("has numbers that 32 bits hold, as another is infinite where vectors are compared", () => {
    const fit = ["[1,2]", "[1e-999,1]", "[1e38,-1E+38]", "[ 1e2 , 1e+2 ]"];
    for (let i = 0; i < fit.length; i++) expect(isVector(Slice.of(fit[i]), 2)).toBe(true, fit[i]);
    const unfit = ["[1,1e999]", "[1E999,1]", "[1,-3.5e+38]", "[1E39,1e-5]", "[1,2e]x", "[1,a]"];
    for (let i = 0; i < unfit.length; i++) expect(isVector(Slice.of(unfit[i]), 2)).toBe(false, unfit[i]);
  });
});

describe("A vector's numbers", () => {
  it("are counted", () => {
    expect(dimensionOf(Slice.of("[]"))).toBe(0);
    expect(dimensionOf(Slice.of("[ 0.10,\n-2E-1 , 3e+00 ]"))).toBe(3);
    expect(dimensionOf(Slice.of("[" + "0.5,".repeat(1535) + "0]"))).toBe(1536);
  });

  it("become floats of 32 bits, the lowest byte first", () => {
    expect(floatsOf("[1,-2,0.5]")).toBe("0000803f000000c00000003f");
    expect(floatsOf("[0.1]")).toBe("cdcccc3d");
    expect(floatsOf("[1e-3, 1.5E+2]")).toBe("6f12833a00001643");
    expect(floatsOf("[]")).toBe("");
  });

  it("are made of such floats", () => {
    expect(vectorOf("0000803f 000000c0 0000003f")).toBe("[1,-2,5e-1]");
    expect(vectorOf("cdcccc3d")).toBe("[100000001e-9]");
    expect(vectorOf("cdcc4c3e")).toBe("[200000003e-9]");
    expect(vectorOf("6b2841ce")).toBe("[-81016288e1]");
    expect(vectorOf("ffff7f7f 01000000")).toBe("[340282347e30,140129846e-53]");
    expect(vectorOf("00000080")).toBe("[0]");
    const again = fromFloats(toFloats(Slice.of("[0.1,-7.3e-9,12345.678]")))!;
    expect(hexOf(toFloats(again))).toBe(floatsOf("[0.1,-7.3e-9,12345.678]"));
    expect(cosineDistance(again, Slice.of("[0.1,-7.3e-9,12345.678]")) < 1e-9).toBe(true);
  });

  it("are none where bytes are missing, or a float is infinite or no number", () => {
    expect(vectorOf("")).toBe("none");
    expect(vectorOf("00008")).toBe("none");
    expect(vectorOf("0000803f 0000c07f")).toBe("none");
    expect(vectorOf("0000807f 0000803f")).toBe("none");
  });
});
