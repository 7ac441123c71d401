import { Gateway } from "../../assembly/config/config";
import { Slice } from "../../assembly/bytes/slice";
import { readConfig } from "../../assembly/config/read";
import { CACHE, DASH, EMBEDDING, VECTOR, configOf, expectVerdicts, reading, verdict } from "./reading";

const NOT_JSON = "configuration: expected a JSON object, got text that is not JSON";
const NO_CACHE = "cache: expected an object (or vector in its place), got nothing";

describe("a configuration as a whole", () => {
  it("has to be a JSON object, and is not quoted when it is none", () => {
    expectVerdicts(["{'cache':", NOT_JSON, "sk-secret", NOT_JSON, "{} {}", NOT_JSON]);
    expectVerdicts(["[]", "configuration: expected a JSON object, got an array"]);
    expectVerdicts(["'sk-secret'", "configuration: expected a JSON object, got a string"]);
    expectVerdicts(["null", "configuration: expected a JSON object, got null"]);
    const latin1 = Slice.of('{"a":"x"}');
    store<u8>(latin1.pointer + 6, 0xe9);
    expect(readConfig(latin1, Gateway.Envoy).faults.join("\n")).toBe(NOT_JSON);
  });

  it("that is empty lacks a cache", () => {
    expectVerdicts(["", NO_CACHE, " \n\t", NO_CACHE, "{}", NO_CACHE, "{'cache':null}", NO_CACHE]);
    expect(reading("").rules == null).toBe(true);
  });

  it("that is right has neither faults nor warnings", () => {
    const semantic = CACHE + "," + EMBEDDING + "," + VECTOR;
    expectVerdicts([
      "{" + CACHE + "}",
      "",
      "{" + semantic + "}",
      "",
      "{'_plugin_id_':'p'," + CACHE + "}",
      "",
    ]);
  });

  it("reports every fault at once", () => {
    const config =
      "{'cache':{'type':'memcached','cacheTTL':-1,'timeout':'1s'},'embedding':{'type':'dashscope','cluster':'d'}," +
      "'vector':{'type':'qdran','cluster':'v','serviceHost':'h','apiKey':7,'collectionID':'a','topK':'ten'}," +
      "'lookupTimeout':0.5,'controls':[],'logLevel':'loud','tll':1}";
    const expected = [
      "cache.type: expected one of webdis, upstash, got 'memcached'",
      "cache.timeout: expected an integer from 1 to 600000, got '1s'",
      "cache.serviceName: expected a string (or cluster in its place), got nothing",
      "cache.cacheTTL: expected an integer from 0 to 2147483647, got -1",
      "embedding.apiKey: expected a string, got nothing",
      "vector.type: expected one of dashvector, chroma, qdrant, elasticsearch, opensearch, weaviate, milvus, pinecone, got 'qdran'",
      "vector.apiKey: expected a string, got a number",
      "vector.collectionID: expected 3 to 32 letters, digits, hyphens or underscores, got 'a'",
      "vector.topK: expected an integer from 1 to 1024, got 'ten'",
      "controls: expected an object, got an array",
      "lookupTimeout: expected an integer from 1 to 600000, got 0.5",
      "logLevel: expected one of trace, debug, info, warn, error, critical, got 'loud'",
    ];
    expect(verdict(config)).toBe(expected.join("\n"));
    expect(reading(config).rules == null).toBe(true);
    expect(reading(config).warnings.join("\n")).toBe("tll: unknown field, ignored");
  });

  it("warns about fields that have no effect", () => {
    expectVerdicts([
      "{" + CACHE + ",'tll':1,'lookuptimeout':{'a':1}}",
      "tll: unknown field, ignored\nlookuptimeout: unknown field (did you mean lookupTimeout?), ignored",
      "{'cache':{'type':'webdis','cluster':'w','tll':1}}",
      "cache.tll: unknown field, ignored",
      "{" + CACHE + ",'controls':{'x':1},'scope':{'x':true}}",
      "scope.x: unknown field, ignored\ncontrols.x: unknown field, ignored",
    ]);
    expect(configOf("{" + CACHE + ",'tll':1}").entry.keyPrefix).toBe("ai-cache:");
  });

  it("may not name a field twice in any object", () => {
    expectVerdicts([
      "{" + CACHE + "," + CACHE + "}",
      "cache: expected one value, got more than one",
      "{'cache':{'type':'webdis','cluster':'a','\\u0063luster':'b','cluster':'c'}}",
      "cache.cluster: expected one value, got more than one",
      "{" + CACHE + ",'controls':{'x':1,'x':1}}",
      "controls.x: expected one value, got more than one",
    ]);
  });

  it("keeps each message on one line and short", () => {
    const long = "x".repeat(63) + "😀".repeat(100);
    expectVerdicts([
      "{" + CACHE + ",'logLevel':'a\\nb'}",
      "logLevel: expected one of trace, debug, info, warn, error, critical, got 'a\\nb'",
      "{" + CACHE + ",'a\\nb\\u0000':1}",
      "a\\nb\\u0000: unknown field, ignored",
      "{" + CACHE + ",'normalize':'" + long + "'}",
      "normalize: expected one of none, case, got '" + "x".repeat(63) + "…'",
      "{" + CACHE + ",'maxEntryBytes':" + "9".repeat(100) + "}",
      "maxEntryBytes: expected an integer from 1 to 1073741824, got " + "9".repeat(64) + "…",
      "{" + CACHE + ",'normalize':'\\ud83d'}",
      "normalize: expected one of none, case, got a string that is no Unicode text",
    ]);
  });
});

describe("the semantic cache", () => {
  it("is on by default where it is configured, and may be switched off", () => {
    const semantic = CACHE + "," + EMBEDDING + "," + VECTOR;
    expect(configOf("{" + semantic + "}").vector != null).toBe(true);
    expect(configOf("{" + semantic + ",'enableSemanticCache':true}").embedding != null).toBe(true);
    const off = configOf("{" + semantic + ",'enableSemanticCache':false}");
    expect(off.vector == null && off.embedding == null).toBe(true);
    expect(configOf("{" + CACHE + ",'enableSemanticCache':false}").vector == null).toBe(true);
    expectVerdicts([
      "{" + semantic + ",'enableSemanticCache':'no'}",
      "enableSemanticCache: expected true or false, got 'no'",
      "{" + CACHE + "," + EMBEDDING + ",'vector':{},'enableSemanticCache':false}",
      "vector.type: expected one of dashvector, chroma, qdrant, elasticsearch, opensearch, weaviate, milvus, pinecone, got nothing\n" +
        "vector.serviceHost: expected a string, got nothing\n" +
        "vector.serviceName: expected a string (or cluster in its place), got nothing\n" +
        "vector.apiKey: expected a string, got nothing\n" +
        "vector.collectionID: expected a string, got nothing",
    ]);
  });
});

describe("both forms", () => {
  it("may not be mixed", () => {
    expectVerdicts([
      "{" + DASH + ",'redis':{'serviceName':'webdis'}," + CACHE + ",'vector':{}}",
      "cache: expected nothing beside Dash, got an object\nvector: expected nothing beside Dash, got an object",
    ]);
  });
});
