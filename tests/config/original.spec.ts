import { CacheType } from "../../assembly/config/config";
import { Service } from "../../assembly/call/call";
import { DASH, configOf, expectVerdicts } from "./reading";

const REDIS = "'redis':{'serviceName':'webdis.dns','username':'u','password':'p','timeout':50}";

function written(service: Service): string {
  const other = service.otherCluster;
  const names = service.cluster + (other == null ? "" : " or " + other);
  return names + " " + service.authority + " " + service.timeout.toString();
}

describe("the original form", () => {
  it("leads to Webdis, DashScope and DashVector", () => {
    const config = configOf("{" + DASH + "," + REDIS + "}");
    expect(config.cache!.type).toBe(CacheType.Webdis);
    expect(written(config.cache!.service)).toBe("webdis.dns or outbound|7379||webdis.dns webdis.dns 50");
    expect(config.cache!.username!).toBe("u");
    expect(config.cache!.password!).toBe("p");
    expect(config.cache!.database).toBe(-1);
    expect(config.entry.ttl).toBe(0);
    const embedding = config.embedding!;
    expect(written(embedding.service)).toBe("qwen or outbound|443||qwen.dns dashscope.aliyuncs.com 1000");
    expect(embedding.apiKey).toBe("sk-1");
    expect(embedding.model).toBe("text-embedding-v2");
    const vector = config.vector!;
    expect(written(vector.service)).toBe("vector.dns or outbound|443||vector.dns vrs.example 1000");
    expect(vector.apiKey).toBe("dv-1");
    expect(vector.collection.name).toBe("qa1");
    expect(vector.topK).toBe(5);
    expect(vector.policy.threshold).toBe(0.1);
    expect(vector.policy.margin).toBe(0.05);
    expectVerdicts(["{" + DASH + "," + REDIS + "}", ""]);
  });

  it("puts the session into the key prefix", () => {
    expect(configOf("{" + DASH + "," + REDIS + "}").entry.keyPrefix).toBe("ai-cache:s1:");
    const without = DASH.replace(",'sessionID':'s1'", "");
    expect(configOf("{" + without + "," + REDIS + "}").entry.keyPrefix).toBe("ai-cache:");
    const prefixed = "'redis':{'serviceName':'r','cacheKeyPrefix':'p:','cacheTTL':60,'database':2}";
    const config = configOf("{" + DASH + "," + prefixed + "}");
    expect(config.entry.keyPrefix).toBe("p:s1:");
    expect(config.entry.ttl).toBe(60);
    expect(config.cache!.database).toBe(2);
  });

  it("reports what is missing under its own names", () => {
    expectVerdicts([
      "{'Dash':{},'redis':{}}",
      "Dash.dashScopeServiceName: expected a string, got nothing\n" +
        "Dash.dashScopeKey: expected a string, got nothing\n" +
        "Dash.dashVectorEnd: expected a string, got nothing\n" +
        "Dash.dashVectorServiceName: expected a string, got nothing\n" +
        "Dash.dashVectorKey: expected a string, got nothing\n" +
        "Dash.dashVectorCollection: expected a string, got nothing\n" +
        "redis.serviceName: expected a string, got nothing",
      "{" + DASH + "}",
      "redis: expected an object, got nothing",
      "{'Dash':5," + REDIS + "}",
      "Dash: expected an object, got a number",
      "{" + DASH.replace("'s1'", "1") + "," + REDIS.replace("50", "50.5") + "}",
      "Dash.sessionID: expected a string, got 1\n" +
        "redis.timeout: expected an integer from 1 to 600000, got 50.5",
      "{" + DASH.replace("vrs.example", "https://vrs.example") + "," + REDIS + "}",
      "Dash.dashVectorEnd: expected a host name without scheme, path or spaces, got 'https://vrs.example'",
      "{" + DASH.replace("sessionID", "sessionId") + "," + REDIS.replace("timeout", "timeOut") + "}",
      "Dash.sessionId: unknown field (did you mean sessionID?), ignored\n" +
        "redis.timeOut: unknown field (did you mean timeout?), ignored",
    ]);
  });

  it("allows everything that is not about services beside it", () => {
    const extras = "'controls':{'refresh':true},'lookupTimeout':500,'scope':{'caller':'none'}";
    const config = configOf("{" + DASH + "," + REDIS + "," + extras + "}");
    expect(config.controls.refresh).toBe(true);
    expect(config.limits.lookupTimeout).toBe(500);
    const exactOnly = configOf("{" + DASH + "," + REDIS + ",'enableSemanticCache':false}");
    expect(exactOnly.embedding == null && exactOnly.vector == null).toBe(true);
  });
});
