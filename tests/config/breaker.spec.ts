import { CACHE, configOf, expectVerdicts } from "./reading";

const EXACT: string = "{" + CACHE;

/** Failures, pause and longest pause. */
function told(fields: string): string {
  const breaker = configOf(EXACT + fields + "}").breaker;
  return `${breaker.failures} ${breaker.pause} ${breaker.maxPause}`;
}

describe("breaker", () => {
  it("leaves an upstream alone after five failures, for a second at first and half a minute at most", () => {
    expect(told("")).toBe("5 1000 30000");
    expect(told(",'breaker':true")).toBe("5 1000 30000");
    expect(told(",'breaker':{}")).toBe("5 1000 30000");
  });

  it("is as it is wanted", () => {
    expect(told(",'breaker':{'failures':2,'pause':10,'maxPause':20}")).toBe("2 10 20");
    expect(told(",'breaker':{'pause':60000}")).toBe("5 60000 60000");
  });

  it("may be switched off", () => {
    expect(told(",'breaker':false")).toBe("0 1000 30000");
  });

  it("is refused where it is wrong", () => {
    expectVerdicts([
      EXACT + ",'breaker':3}",
      "breaker: expected true, false or an object, got 3",
      EXACT + ",'breaker':{'failures':0}}",
      "breaker.failures: expected an integer from 1 to 1000, got 0",
      EXACT + ",'breaker':{'pause':0}}",
      "breaker.pause: expected an integer from 1 to 3600000, got 0",
      EXACT + ",'breaker':{'pause':100,'maxPause':99}}",
      "breaker.maxPause: expected an integer from 100 to 3600000, got 99",
      EXACT + ",'breaker':{'pauses':1}}",
      "breaker.pauses: unknown field, ignored",
    ]);
  });
});
