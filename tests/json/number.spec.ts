import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { writeCanonicalNumber } from "../../assembly/json/number";
import { amid } from "../support/bytes";

function canonicalNumber(number: string): string {
  const out = new ByteWriter();
  writeCanonicalNumber(out, amid(Slice.of(number), 3, 0x39));
  return out.finish().toString();
}

/** Every one of `numbers` is spelt `canonical`, and stays so. */
function expectSpelling(canonical: string, numbers: string[]): void {
  for (let i = 0; i < numbers.length; i++) expect(canonicalNumber(numbers[i])).toBe(canonical, numbers[i]);
  expect(canonicalNumber(canonical)).toBe(canonical);
}

function expectDifferent(numbers: string[]): void {
  for (let i = 0; i < numbers.length; i++) {
    for (let k = 0; k < i; k++) {
      expect(canonicalNumber(numbers[i]) == canonicalNumber(numbers[k])).toBe(
        false,
        numbers[i] + ", " + numbers[k],
      );
    }
  }
}

describe("the canonical spelling of a number", () => {
  it("is 0 for every zero", () => {
    expectSpelling("0", ["0", "-0", "0.0", "-0.00", "0e5", "0E-5", "-0.0e+99", "0e99999999999", "0.000e-0"]);
  });

  it("is the same for every spelling of one value", () => {
    expectSpelling("1", [
      "1",
      "1.0",
      "1.000",
      "1e0",
      "1E-0",
      "10e-1",
      "0.1e1",
      "0.01E+2",
      "1000e-3",
      "1e00000000",
    ]);
    expectSpelling("15e-1", ["1.5", "1.50", "15e-1", "1.5E0", "0.15e1", "150e-2", "0.0015e+3", "1.5e-00"]);
    expectSpelling("-15e-1", ["-1.5", "-15e-1", "-0.150E1"]);
    expectSpelling("1e2", ["100", "1e2", "1E+2", "100.00", "0.1e3", "1000e-1"]);
    expectSpelling("12e-4", ["0.0012", "1.2e-3", "12e-4", "0.00120"]);
    expectSpelling("101", ["101", "101.0", "1.01e2"]);
    expectSpelling("1e-7", ["0.0000001", "1e-7", "10e-8"]);
    expectSpelling("7", ["7", "7.0", "0.7e1", "70e-1"]);
  });

  it("rounds nothing", () => {
    expectSpelling("9007199254740993", ["9007199254740993", "9007199254740993.0", "9.007199254740993e15"]);
    expectSpelling("30000000000000004e-17", ["0.30000000000000004", "0.300000000000000040"]);
    const long = "123456789".repeat(100);
    expectSpelling(long, [long, long + ".000", long + "000e-3"]);
    expectDifferent(["9007199254740992", "9007199254740993", "9007199254740994"]);
    expectDifferent(["0.3", "0.30000000000000004", "0.30000000000000005", "0.299999999999999999999"]);
    expectDifferent(["1e400", "1e401", "-1e400", "1e-400", "1e-401", "0"]);
  });

  it("tells values apart that look alike", () => {
    expectDifferent([
      "1",
      "-1",
      "10",
      "0.1",
      "11",
      "1.1",
      "0.11",
      "1e10",
      "1e-10",
      "1e100",
      "110",
      "101",
      "1.01",
      "0",
    ]);
  });

  it("reaches exponents of eleven characters", () => {
    expectSpelling("1e9999999999", ["1e9999999999", "1e+9999999999", "10e9999999998", "0.1e10000000000"]);
    expectSpelling("1e-9999999999", ["1e-9999999999", "0.1e-9999999998", "0.01e-9999999997"]);
    expectSpelling("1e100000000000", ["10e99999999999", "1000.0e99999999997"]);
  });

  it("leaves longer exponents as they are, which cannot make two values meet", () => {
    expectSpelling("1e100000000000", ["1e100000000000"]);
    expectSpelling("1.50E999999999999999999999", ["1.50E999999999999999999999"]);
    expectSpelling("1e-99999999999999999999999", ["1e-99999999999999999999999"]);
    expectSpelling("1e0000000000000000000001", ["1e0000000000000000000001"]);
  });
});
