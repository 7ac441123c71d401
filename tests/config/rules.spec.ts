import { Slice } from "../../assembly/bytes/slice";
import { Subject } from "../../assembly/config/rule";
import { CACHE, expectVerdicts, reading } from "./reading";

class Request extends Subject {
  constructor(
    private readonly routeName: string,
    private readonly host: string = "",
    private readonly clusterName: string = "",
  ) {
    super();
  }

  override get route(): Slice {
    return Slice.of(this.routeName);
  }

  override get domain(): Slice {
    return Slice.of(this.host);
  }

  override get cluster(): Slice {
    return Slice.of(this.clusterName);
  }
}

/** Rules with the given conditions, each with a key prefix that is its index. */
function rulesOf(conditions: string[], global: string = ""): string {
  let rules = "";
  for (let i = 0; i < conditions.length; i++) {
    const cache = "'cache':{'type':'webdis','cluster':'webdis','cacheKeyPrefix':'" + i.toString() + "'}";
    rules += (i == 0 ? "{" : ",{") + conditions[i] + "," + cache + "}";
  }
  return "{" + global + "'_rules_':[" + rules + "]}";
}

/** The key prefix of the configuration that a request gets; `none` where it gets none. */
function chosen(config: string, request: Request): string {
  const result = reading(config);
  expect(result.faults.join("; ")).toBe("", config);
  const rules = result.rules!;
  for (let i = 0; i < rules.length; i++)
    if (rules[i].matches(request)) return rules[i].config.entry.keyPrefix;
  return "none";
}

describe("rules", () => {
  it("match a route by its whole name", () => {
    const config = rulesOf(["'_match_route_':['a','b']"]);
    expect(chosen(config, new Request("b"))).toBe("0");
    expect(chosen(config, new Request("bb"))).toBe("none");
    expect(chosen(config, new Request(""))).toBe("none");
  });

  it("match a route by its beginning", () => {
    const config = rulesOf(["'_match_route_prefix_':['ai/']"]);
    expect(chosen(config, new Request("ai/x"))).toBe("0");
    expect(chosen(config, new Request("my-ai/x"))).toBe("none");
  });

  it("match a domain, with a star at either end", () => {
    const config = rulesOf(["'_match_domain_':['a.example','*.b.example','c.*']"]);
    expect(chosen(config, new Request("", "a.example"))).toBe("0");
    expect(chosen(config, new Request("", "x.a.example"))).toBe("none");
    expect(chosen(config, new Request("", "x.b.example"))).toBe("0");
    expect(chosen(config, new Request("", "b.example"))).toBe("none");
    expect(chosen(config, new Request("", "c.example"))).toBe("0");
  });

  it("match a service with its port or without", () => {
    const config = rulesOf(["'_match_service_':['llm.dns:443','other.dns']"]);
    expect(chosen(config, new Request("", "", "outbound|443||llm.dns"))).toBe("0");
    expect(chosen(config, new Request("", "", "outbound|80||llm.dns"))).toBe("none");
    expect(chosen(config, new Request("", "", "outbound|80|v1|other.dns"))).toBe("0");
    expect(chosen(config, new Request("", "", "other.dns"))).toBe("none");
  });

  it("with a route and a service need both, and with a route no domain", () => {
    const both = rulesOf(["'_match_route_':['r'],'_match_service_':['s.dns']"]);
    expect(chosen(both, new Request("r", "", "outbound|1||s.dns"))).toBe("0");
    expect(chosen(both, new Request("r"))).toBe("none");
    expect(chosen(both, new Request("x", "", "outbound|1||s.dns"))).toBe("none");
    const route = rulesOf(["'_match_route_':['r'],'_match_domain_':['d']"]);
    expect(chosen(route, new Request("r", "e"))).toBe("0");
    expect(chosen(route, new Request("x", "d"))).toBe("none");
  });

  it("are tried in their order, and what stands beside them is for all others", () => {
    const config = rulesOf(
      ["'_match_route_':['r']", "'_match_route_prefix_':['r']"],
      "'_plugin_id_':'p'," + CACHE + ",",
    );
    expect(chosen(config, new Request("r"))).toBe("0");
    expect(chosen(config, new Request("rs"))).toBe("1");
    expect(chosen(config, new Request("s"))).toBe("ai-cache:");
    expect(chosen("{" + CACHE + ",'_rules_':[]}", new Request(""))).toBe("ai-cache:");
  });

  it("have nothing beside them where only the plugin's name is there", () => {
    expect(chosen(rulesOf(["'_match_route_':['r']"], "'_plugin_id_':'p',"), new Request("s"))).toBe("none");
  });

  it("are refused where they are none, say nothing or are wrong inside", () => {
    expectVerdicts([
      "{" + CACHE + ",'_rules_':{}}",
      "_rules_: expected an array of objects, got an object",
      "{" + CACHE + ",'_rules_':[1]}",
      "_rules_[0]: expected an object, got a number",
      "{'_rules_':[{'_match_route_':['r']}]}",
      "_rules_[0].cache: expected an object (or vector in its place), got nothing",
      "{'_rules_':[{'_match_route_':[1]," + CACHE + "}]}",
      "_rules_[0]._match_route_[0]: expected a string, got 1",
      "{'_rules_':[{" + CACHE + ",'_match_route_':[]}]}",
      "_rules_[0]._match_route_: expected an array of one string or more (or _match_domain_, _match_service_, _match_route_prefix_), got nothing",
    ]);
  });
});
