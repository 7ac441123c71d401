import { Controls } from "../../assembly/config/config";
import { Directives } from "../../assembly/flow/directives";
import { HiddenHeaders } from "../../assembly/flow/hidden-headers";
import { hostWith } from "./in-effect";

const ALL = new Controls(true, true, true, true, true);
const NONE = new Controls(false, false, false, false, false);

const HEADERS: string[] = [
  "x-ai-cache",
  "refresh",
  "x-ai-cache-ttl",
  "5",
  "x-higress-skip-ai-cache",
  "off",
  "cache-control",
  "no-cache",
  "authorization",
  "Bearer x",
];

/** What a request with these headers asks, each thing as one word; `nothing` where it asks none. */
function asked(controls: Controls, headers: string[]): string {
  const directives = Directives.take(new HiddenHeaders(hostWith(headers)), controls);
  const words = new Array<string>();
  const bypass = directives.bypass;
  if (bypass != null) words.push("bypass:" + bypass);
  if (directives.refresh) words.push("refresh");
  if (directives.onlyIfCached) words.push("only-if-cached");
  if (directives.ttl != 0) words.push("ttl:" + directives.ttl.toString());
  if (directives.maxAge != -1) words.push("max-age:" + directives.maxAge.toString());
  return words.length == 0 ? "nothing" : words.join(" ");
}

/** Pairs of a header's value and what it asks, with all controls allowed. */
function expectAsked(name: string, pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) expect(asked(ALL, [name, pairs[i]])).toBe(pairs[i + 1], pairs[i]);
}

describe("x-ai-cache", () => {
  it("steers the cache", () => {
    expectAsked("x-ai-cache", [
      "bypass",
      "bypass:control",
      "refresh",
      "refresh",
      "only-if-cached",
      "only-if-cached",
      " ByPass\t",
      "bypass:control",
      "REFRESH",
      "refresh",
      "",
      "nothing",
      "bypas",
      "nothing",
      "bypass,refresh",
      "nothing",
      "on",
      "nothing",
    ]);
  });

  it("does only what is allowed, each by itself", () => {
    const values = ["bypass", "refresh", "only-if-cached"];
    const words = ["bypass:control", "refresh", "only-if-cached"];
    for (let allowed = 0; allowed < 3; allowed++) {
      const controls = new Controls(allowed == 0, allowed == 1, allowed == 2, true, true);
      for (let i = 0; i < 3; i++) {
        const expected = i == allowed ? words[i] : "nothing";
        expect(asked(controls, ["x-ai-cache", values[i]])).toBe(expected, values[i]);
      }
    }
  });
});

describe("x-higress-skip-ai-cache", () => {
  it("is a bypass", () => {
    expectAsked("x-higress-skip-ai-cache", [
      "on",
      "bypass:skip_header",
      " ON ",
      "bypass:skip_header",
      "off",
      "nothing",
      "true",
      "nothing",
      "",
      "nothing",
    ]);
    expect(asked(NONE, ["x-higress-skip-ai-cache", "on"])).toBe("nothing");
  });
});

describe("x-ai-cache-ttl", () => {
  it("is whole seconds", () => {
    expectAsked("x-ai-cache-ttl", [
      "60",
      "ttl:60",
      " 60 ",
      "ttl:60",
      "060",
      "ttl:60",
      "2147483647",
      "ttl:2147483647",
      "2147483648",
      "ttl:2147483647",
      "99999999999999999999999999",
      "ttl:2147483647",
      "0",
      "nothing",
      "-1",
      "nothing",
      "+1",
      "nothing",
      "1.5",
      "nothing",
      "1e3",
      "nothing",
      "60s",
      "nothing",
      "",
      "nothing",
    ]);
    expect(asked(NONE, ["x-ai-cache-ttl", "60"])).toBe("nothing");
  });
});

describe("cache-control", () => {
  it("is heeded as far as a cache of answers can", () => {
    expectAsked("cache-control", [
      "no-store",
      "bypass:no_store",
      "no-cache",
      "refresh",
      "only-if-cached",
      "only-if-cached",
      "max-age=60",
      "max-age:60",
      "max-age=0",
      "max-age:0",
      "No-Cache",
      "refresh",
      "MAX-AGE=5",
      "max-age:5",
      "no-transform, max-age=60 ,no-cache",
      "refresh max-age:60",
      "no-cache,no-store,only-if-cached,max-age=1",
      "bypass:no_store refresh only-if-cached max-age:1",
      ",, ,no-cache,",
      "refresh",
    ]);
  });

  it("is not heeded where it says something else", () => {
    expectAsked("cache-control", [
      "",
      "nothing",
      ",",
      "nothing",
      "public",
      "nothing",
      "no-cachex",
      "nothing",
      "xno-cache",
      "nothing",
      "max-age",
      "nothing",
      "max-age=",
      "nothing",
      "max-age=x",
      "nothing",
      "max-age=-1",
      "nothing",
      "s-maxage=5",
      "nothing",
      "no-cache=foo",
      "nothing",
      "max-stale=60",
      "nothing",
    ]);
  });

  it("counts only where it is honoured", () => {
    const controls = new Controls(true, true, true, true, false);
    expect(asked(controls, ["cache-control", "no-store, no-cache, max-age=5"])).toBe("nothing");
  });

  it("is honoured though no other control is", () => {
    const controls = new Controls(false, false, false, false, true);
    expect(asked(controls, ["cache-control", "no-store", "x-ai-cache", "refresh"])).toBe("bypass:no_store");
  });
});

describe("the headers for the cache", () => {
  it("are taken out of the request", () => {
    const host = hostWith(HEADERS);
    Directives.take(new HiddenHeaders(host), ALL);
    expect(host.current!.requestHeaders.keys().join(" ")).toBe("authorization");
  });

  it("are taken out though they are not allowed, but not the one that others read too", () => {
    const host = hostWith(HEADERS);
    Directives.take(new HiddenHeaders(host), NONE);
    expect(host.current!.requestHeaders.keys().join(" ")).toBe("cache-control authorization");
  });

  it("ask nothing where there are none", () => {
    expect(asked(ALL, [])).toBe("nothing");
    const host = hostWith(["authorization", "Bearer x"]);
    Directives.take(new HiddenHeaders(host), ALL);
    expect(host.current!.deeds.length).toBe(0);
  });
});
