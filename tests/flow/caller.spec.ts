import { CallerSource, KeyConfig, KeyStrategy } from "../../assembly/config/config";
import { readCaller } from "../../assembly/flow/caller";
import { hexOf } from "../support/bytes";
import { hostWith } from "./in-effect";

function caller(headers: string[], source: CallerSource = CallerSource.Default, header: string = ""): string {
  return hexOf(
    readCaller(hostWith(headers), new KeyConfig(KeyStrategy.LastQuestion, source, header, false, null, "")),
  );
}

/** No two of these requests have the same caller. */
function expectDifferent(requests: string[][]): void {
  for (let i = 0; i < requests.length; i++) {
    for (let k = 0; k < i; k++) {
      expect(caller(requests[i]) == caller(requests[k])).toBe(
        false,
        requests[i].join(" ") + " = " + requests[k].join(" "),
      );
    }
  }
}

describe("the caller", () => {
  it("is the gateway's consumer, whatever the credential", () => {
    const ann = caller(["x-mse-consumer", "ann", "authorization", "Bearer 1"]);
    expect(ann).toBe(caller(["x-mse-consumer", "ann", "authorization", "Bearer 2", "api-key", "3"]));
    expect(ann == caller(["x-mse-consumer", "bob", "authorization", "Bearer 1"])).toBe(false);
  });

  it("is the credential where there is no consumer", () => {
    expectDifferent([
      [],
      ["authorization", "a"],
      ["authorization", "b"],
      ["api-key", "a"],
      ["x-api-key", "a"],
      ["x-mse-consumer", "a"],
      ["authorization", "a", "api-key", "a"],
      ["authorization", "a", "x-api-key", "a"],
      ["authorization", "", "x-api-key", "a"],
      ["authorization", "A"],
      ["authorization", ""],
    ]);
  });

  it("has parts of which none passes for another", () => {
    expectDifferent([
      ["authorization", "a", "api-key", "b"],
      ["authorization", "a;api-key=b"],
      ["authorization", "a;api-key=b;"],
      ["authorization", "a;api-key=1:b;"],
      ["authorization", "a;api-key=1:b"],
      ["authorization", "1:a;api-key=1:b;"],
      ["authorization", "ab"],
      ["authorization", "a", "x-api-key", "b"],
      ["authorization", "b", "api-key", "a"],
      ["x-mse-consumer", "a;authorization=1:a;"],
    ]);
  });

  it("is one header where that is configured", () => {
    const source = CallerSource.Header;
    const ann = caller(["x-user", "ann", "x-mse-consumer", "c", "authorization", "a"], source, "x-user");
    expect(ann).toBe(caller(["x-user", "ann"], source, "x-user"));
    expect(ann == caller(["x-user", "bob"], source, "x-user")).toBe(false);
    expect(ann == caller(["authorization", "a"], source, "x-user")).toBe(false);
    expect(ann == caller(["x-user", "ann"], source, "x-other")).toBe(false);
  });

  it("is nobody where everyone shares", () => {
    expect(caller(["x-mse-consumer", "ann", "authorization", "a"], CallerSource.None)).toBe("");
  });
});
