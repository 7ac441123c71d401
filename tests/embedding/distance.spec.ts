import { Slice } from "../../assembly/bytes/slice";
import { cosineDistance } from "../../assembly/embedding/distance";

function distance(a: string, b: string): f64 {
  return cosineDistance(Slice.of(a), Slice.of(b));
}

function expectDistance(a: string, b: string, expected: f64): void {
  const both: f64[] = [distance(a, b), distance(b, a)];
  for (let i = 0; i < both.length; i++) {
    expect(Math.abs(both[i] - expected) < 1e-12).toBe(true, `${a} and ${b}: ${both[i]}`);
  }
}

describe("the distance of two vectors", () => {
  it("is one less their cosine", () => {
    expectDistance("[1,0]", "[1,0]", 0);
    expectDistance("[1,0]", "[0,1]", 1);
    expectDistance("[1,0]", "[-1,0]", 2);
    expectDistance("[3,4]", "[4,3]", 1 - 24.0 / 25.0);
    expectDistance("[1,2,3]", "[-2,1,0.5]", 1 - 1.5 / Math.sqrt(14 * 5.25));
  });

  it("does not depend on how long they are", () => {
    expectDistance("[0.001,0]", "[1000,1000]", 1 - Math.sqrt(0.5));
  });

  it("reads numbers however they are written", () => {
    const ways = ["[ 0.03125 , -2 ]", "[3.125e-2,-2.0]", "[3.125E-02,-2e0]", "[0.3125e-1,-20e-1]"];
    for (let i = 0; i < ways.length; i++) expectDistance(ways[i], "[0.03125,-2]", 0);
    expectDistance("[1e+2,\n\t1]", "[100,1]", 0);
    expectDistance("[0.000000000000000000012,1e-20]", "[1.2,1]", 0);
    expectDistance("[12345678901234567890123,1]", "[1,0]", 0);
  });

  it("tells neighbours by small differences", () => {
    const near = distance("[0.1,0.2,0.3]", "[0.1,0.2,0.31]");
    const far = distance("[0.1,0.2,0.3]", "[0.1,0.2,0.33]");
    expect(0 < near && near < far && far < 0.01).toBe(true);
  });

  it("is no number where they have not the same length, or none, or a number beyond all bounds", () => {
    expect(isNaN(distance("[1,2]", "[1,2,3]"))).toBe(true);
    expect(isNaN(distance("[1,2,3]", "[1,2]"))).toBe(true);
    expect(isNaN(distance("[0,0]", "[1,2]"))).toBe(true);
    expect(isNaN(distance("[]", "[]"))).toBe(true);
    expect(isNaN(distance("", "[1]"))).toBe(true);
    expect(isNaN(distance("[1e999,1]", "[1,1]"))).toBe(true);
    expect(isNaN(distance("[1e99999999999,1]", "[1,1]"))).toBe(true);
  });

  it("comes to an end whatever the bytes are", () => {
    const odd = ["[-,-]", "[1e,e1]", "[.,.5]", "[1.2.3]", "[--1]", "[1e-]", "-", "[+1,1]"];
    for (let i = 0; i < odd.length; i++) {
      distance(odd[i], "[1,1]");
      distance("[1,1]", odd[i]);
      distance(odd[i], odd[i]);
    }
    expectDistance("[+1,1]", "[1,1]", 0);
  });
});
