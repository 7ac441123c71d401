import { CallerSource, ScopeConfig, ScopePart } from "../../assembly/config/scope";
import { CACHE, configOf, expectVerdicts } from "./reading";

/** Every part that can be switched off, by its name. */
const NAMES: string[] = [
  "route",
  "model",
  "parameters",
  "system",
  "history",
  "tools",
  "responseFormat",
  "n",
  "attachments",
];

function scopeOf(fields: string): ScopeConfig {
  return configOf("{" + CACHE + ",'scope':{" + fields + "}}").key.scope;
}

/** Pairs of a section and what is said of it. */
function expectAll(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expectVerdicts(["{" + CACHE + ",'scope':" + pairs[i] + "}", pairs[i + 1]]);
  }
}

describe("section scope", () => {
  it("says who shares answers", () => {
    expect(configOf("{" + CACHE + "}").key.scope.caller).toBe(CallerSource.Default);
    expect(scopeOf("").caller).toBe(CallerSource.Default);
    expect(scopeOf("'caller':'default'").caller).toBe(CallerSource.Default);
    expect(scopeOf("'caller':'none'").caller).toBe(CallerSource.None);
    expect(scopeOf("'caller':'credential'").caller).toBe(CallerSource.Credential);
    const header = scopeOf("'caller':'header:X-Tenant'");
    expect(header.caller).toBe(CallerSource.Header);
    expect(header.callerName).toBe("x-tenant");
    const claim = scopeOf("'caller':'jwt:sub'");
    expect(claim.caller).toBe(CallerSource.Jwt);
    expect(claim.callerName).toBe("sub");
  });

  it("has all parts by default", () => {
    expect(configOf("{" + CACHE + "}").key.scope.off).toBe(0);
    expect(scopeOf("").off).toBe(0);
    for (let i = 0; i < NAMES.length; i++) {
      expect(scopeOf("'" + NAMES[i] + "':true").off).toBe(0, NAMES[i]);
      expect(scopeOf("'" + NAMES[i] + "':null").off).toBe(0, NAMES[i]);
    }
  });

  it("switches each part off, and no other", () => {
    for (let i = 0; i < NAMES.length; i++) {
      const scope = scopeOf("'" + NAMES[i] + "':false");
      for (let k = 0; k < NAMES.length; k++) {
        expect(scope.has(<ScopePart>(1 << k))).toBe(k != i, NAMES[i] + " off, " + NAMES[k]);
      }
    }
    expect(scopeOf("'model':false,'system':false,'n':true").off).toBe(ScopePart.Model | ScopePart.System);
  });

  it("is refused where it is wrong", () => {
    const caller = "scope.caller: expected one of default, credential, header:NAME, jwt:CLAIM, none, got ";
    expectAll([
      "{'caller':'jwt:'}",
      caller + "'jwt:'",
      "{'caller':'header:'}",
      caller + "'header:'",
      "{'caller':'header:a b'}",
      caller + "'header:a b'",
      "{'caller':'header:é'}",
      caller + "'header:é'",
      "{'caller':''}",
      caller + "''",
      "{'caller':false}",
      caller + "false",
      "'none'",
      "scope: expected an object, got a string",
    ]);
    for (let i = 0; i < NAMES.length; i++) {
      expectAll([
        "{'" + NAMES[i] + "':'off'}",
        "scope." + NAMES[i] + ": expected true or false, got 'off'",
        "{'" + NAMES[i] + "':0}",
        "scope." + NAMES[i] + ": expected true or false, got 0",
      ]);
    }
  });

  it("warns of a part that nobody knows", () => {
    expectAll([
      "{'temperature':false}",
      "scope.temperature: unknown field, ignored",
      "{'responseformat':false}",
      "scope.responseformat: unknown field (did you mean responseFormat?), ignored",
    ]);
  });
});
