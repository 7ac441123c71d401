import { CallerSource, ScopeConfig } from "../../assembly/config/scope";
import { readCaller } from "../../assembly/flow/caller";
import { toBase64 } from "../../assembly/bytes/base64";
import { json } from "../support/json";
import { hexOf } from "../support/bytes";
import { hostWith } from "./in-effect";

function caller(headers: string[], source: CallerSource = CallerSource.Default, header: string = ""): string {
  return hexOf(readCaller(hostWith(headers), new ScopeConfig(source, header, 0)));
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

  it("is the credential alone where that is configured", () => {
    const source = CallerSource.Credential;
    const ann = caller(["x-mse-consumer", "c", "authorization", "a"], source);
    expect(ann).toBe(caller(["authorization", "a"], source));
    expect(ann == caller(["x-mse-consumer", "c", "authorization", "b"], source)).toBe(false);
  });

  it("is a claim of the bearer token, which may rotate", () => {
    const ann = claimed("{'sub':'ann','exp':1}");
    expect(ann).toBe(claimed("{'exp':2,'sub':'ann'}"));
    expect(ann == claimed("{'sub':'bob','exp':1}")).toBe(false);
    expect(ann == claimed("{'sub':'ann','iss':'https://other.example'}")).toBe(false, "another issuer's ann");
    expect(claimed("{'sub':1}") == claimed("{'sub':'1'}")).toBe(false);
    expect(claimed("{'sub':111}") == claimed("{'sub':'1'}")).toBe(false);
    expect(ann == caller(["x-mse-consumer", "ann"])).toBe(false);
    expect(claimed("{'sub':'ann','uid':'u'}", "uid")).toBe(claimed("{'sub':'bob','uid':'u'}", "uid"));
  });

  it("is the credential where the token has no such claim, or is none", () => {
    const source = CallerSource.Jwt;
    const others = ["{'name':'ann'}", "{'sub':null}", "{'sub':['ann']}", "[]", "x"];
    for (let i = 0; i < others.length; i++) {
      const token = tokenOf(others[i]);
      expect(caller(["authorization", token], source, "sub")).toBe(
        caller(["authorization", token]),
        others[i],
      );
    }
    const good = tokenOf("{'sub':'?aa~'}");
    expect(good.includes("-") && good.includes("_")).toBe(true, good);
    expect(claimed("{'sub':'?aa~'}") == caller(["authorization", good])).toBe(false);
    const spoilt = [
      good.replace("Bearer ", "Digest "),
      good.substring(0, good.lastIndexOf(".")),
      good.replaceAll("-", "+"),
      good.replaceAll("_", "/"),
    ];
    for (let i = 0; i < spoilt.length; i++) {
      expect(caller(["authorization", spoilt[i]], source, "sub")).toBe(
        caller(["authorization", spoilt[i]]),
        spoilt[i],
      );
    }
    const broken = [
      "Bearer a.b",
      "Bearer a",
      "Basic eyJzdWIiOiJhIn0",
      "Bearer a.e+J9.c",
      "Bearer a.e%30.c",
      "a.e30.c",
      "",
    ];
    for (let i = 0; i < broken.length; i++) {
      expect(caller(["authorization", broken[i]], source, "sub")).toBe(
        caller(["authorization", broken[i]]),
        broken[i],
      );
    }
    expect(caller(["api-key", "k"], source, "sub")).toBe(caller(["api-key", "k"]));
  });
});

/** A bearer token with these claims (quotes as in `json`). */
function tokenOf(claims: string): string {
  const text = toBase64(json(claims))
    .toString()
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  return "Bearer eyJhbGciOiJub25lIn0." + text + ".c2ln" + claims.length.toString();
}

function claimed(claims: string, name: string = "sub"): string {
  return caller(["authorization", tokenOf(claims)], CallerSource.Jwt, name);
}
