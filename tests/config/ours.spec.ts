import { CacheType } from "../../assembly/config/config";
import { CACHE, EMBEDDING, VECTOR, configOf, expectCacheVerdicts, expectVerdicts } from "./reading";

/** Cluster, authority and timeout of a section `cache`. */
function address(fields: string): string {
  const service = configOf("{'cache':{" + fields + "}}").cache!.service;
  return service.cluster + " " + service.authority + " " + service.timeout.toString();
}

describe("section cache", () => {
  it("has defaults", () => {
    const config = configOf("{" + CACHE + "}");
    const cache = config.cache!;
    expect(cache.type).toBe(CacheType.Webdis);
    expect(cache.username == null && cache.password == null).toBe(true);
    expect(cache.database).toBe(-1);
    expect(config.entry.keyPrefix).toBe("ai-cache:");
    expect(config.entry.ttl).toBe(0);
  });

  it("takes what is given, integers as doubles too", () => {
    const fields =
      "'username':'u','password':'p','database':0,'cacheTTL':86400.0,'cacheKeyPrefix':'','timeout':2e2";
    const config = configOf("{'cache':{'type':'webdis','cluster':'w'," + fields + "}}");
    const cache = config.cache!;
    expect(cache.username!).toBe("u");
    expect(cache.password!).toBe("p");
    expect(cache.database).toBe(0);
    expect(config.entry.ttl).toBe(86400);
    expect(config.entry.keyPrefix).toBe("");
    expect(cache.service.timeout).toBe(200);
  });

  it("names its service by cluster, or by name and port", () => {
    expect(address("'type':'webdis','cluster':'w'")).toBe("w w 1000");
    expect(address("'type':'webdis','cluster':'outbound|80||w.dns'")).toBe("outbound|80||w.dns w.dns 1000");
    expect(address("'type':'webdis','cluster':'w','serviceName':'n'")).toBe("w n 1000");
    expect(address("'type':'webdis','cluster':'w','serviceHost':'h:1'")).toBe("w h:1 1000");
    expect(address("'type':'webdis','serviceName':'w.dns'")).toBe("outbound|7379||w.dns w.dns 1000");
    expect(address("'type':'webdis','serviceName':'w.static'")).toBe("outbound|80||w.static w.static 1000");
    expect(address("'type':'webdis','serviceName':'w.static','servicePort':8.0")).toBe(
      "outbound|8||w.static w.static 1000",
    );
    expect(address("'type':'upstash','serviceName':'u.dns','serviceHost':'x.upstash.io','token':'t'")).toBe(
      "outbound|443||u.dns x.upstash.io 1000",
    );
  });

  it("takes Upstash's token under either name", () => {
    expect(configOf("{'cache':{'type':'upstash','cluster':'u','token':'t'}}").cache!.password!).toBe("t");
    expect(configOf("{'cache':{'type':'upstash','cluster':'u','password':'p'}}").cache!.password!).toBe("p");
    const both = configOf("{'cache':{'type':'upstash','cluster':'u','token':'t','password':'p'}}").cache!;
    expect(both.type).toBe(CacheType.Upstash);
    expect(both.password!).toBe("t");
    expectVerdicts([
      "{'cache':{'type':'upstash','cluster':'u'}}",
      "cache.token: expected a string, got nothing",
      "{'cache':{'type':'upstash','cluster':'u','password':''}}",
      "cache.password: expected a string that is not empty, got ''",
      "{'cache':{'type':'upstash','cluster':'u','token':'t','password':'p','username':'u','database':1}}",
      "cache.password: not used beside token, ignored\ncache.username: not used with upstash, ignored\n" +
        "cache.database: not used with upstash, ignored",
    ]);
  });

  it("is of a type that works here", () => {
    expectVerdicts([
      "{'cache':{'type':'redis','cluster':'r'}}",
      "cache.type: expected one of webdis, upstash (redis needs the Higress build of this filter), got 'redis'",
      "{'cache':{'type':5,'cluster':'r'}}",
      "cache.type: expected one of webdis, upstash, got 5",
      "{'cache':{}}",
      "cache.type: expected one of webdis, upstash, got nothing\n" +
        "cache.serviceName: expected a string (or cluster in its place), got nothing",
    ]);
  });

  it("refuses values of a wrong type or out of range", () => {
    expectCacheVerdicts([
      "'timeout':-1",
      "cache.timeout: expected an integer from 1 to 600000, got -1",
      "'timeout':600001",
      "cache.timeout: expected an integer from 1 to 600000, got 600001",
      "'timeout':5.5",
      "cache.timeout: expected an integer from 1 to 600000, got 5.5",
      "'timeout':1e400",
      "cache.timeout: expected an integer from 1 to 600000, got 1e400",
      "'cacheTTL':2147483648",
      "cache.cacheTTL: expected an integer from 0 to 2147483647, got 2147483648",
      "'cacheTTL':'60'",
      "cache.cacheTTL: expected an integer from 0 to 2147483647, got '60'",
      "'database':-1",
      "cache.database: expected an integer from 0 to 1000000, got -1",
      "'servicePort':65536",
      "cache.servicePort: expected an integer from 1 to 65535, got 65536",
      "'cacheKeyPrefix':1",
      "cache.cacheKeyPrefix: expected a string, got 1",
      "'serviceHost':'http://w/'",
      "cache.serviceHost: expected a host name without scheme, path or spaces, got 'http://w/'",
      "'serviceName':['w']",
      "cache.serviceName: expected a string, got an array",
      "'username':'a\\r\\nx: y','password':'p'",
      "cache.username: expected a string without control characters, got 'a\\r\\nx: y'",
      "'username':'a'",
      "cache.username: not used without a password, ignored",
      "'username':'','password':'','serviceName':''",
      "",
    ]);
  });

  it("takes 0 and the empty string for absence, as Higress's plugin does", () => {
    const cache = "'cache':{'type':'webdis','serviceName':'w.dns','servicePort':0,'timeout':0}";
    const vector = VECTOR.replace("}", ",'topK':0,'thresholdRelation':''}");
    const config = configOf("{" + cache + "," + EMBEDDING + "," + vector + ",'cacheKeyStrategy':''}");
    expect(config.cache!.service.cluster).toBe("outbound|7379||w.dns");
    expect(config.cache!.service.timeout).toBe(1000);
    expect(config.vector!.topK).toBe(5);
  });

  it("takes the largest values", () => {
    expectCacheVerdicts([
      "'timeout':600000,'cacheTTL':2147483647,'database':1000000,'servicePort':65535",
      "",
    ]);
  });
});
