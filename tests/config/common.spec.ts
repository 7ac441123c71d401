import { Config, KeyStrategy, LogLevel } from "../../assembly/config/config";
import { CACHE, configOf, verdict, expectVerdicts } from "./reading";

function beside(fields: string): Config {
  return configOf("{" + CACHE + "," + fields + "}");
}

/** Pairs of fields at the top and what is said of them. */
function expectAll(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(verdict("{" + CACHE + "," + pairs[i] + "}")).toBe(pairs[i + 1], pairs[i]);
  }
}

describe("fields at the top", () => {
  it("have defaults", () => {
    const config = configOf("{" + CACHE + "}");
    expect(config.key.strategy).toBe(KeyStrategy.LastQuestion);
    expect(config.key.foldCase).toBe(false);
    const controls = config.controls;
    expect(controls.bypass).toBe(true);
    expect(controls.refresh || controls.onlyIfCached || controls.ttl || controls.cacheControl).toBe(false);
    const limits = config.limits;
    expect(limits.pathSuffixes.join(" ")).toBe("/chat/completions");
    expect(limits.lookupTimeout).toBe(1000);
    expect(limits.storeTimeout).toBe(10000);
    expect(limits.maxRequestBytes).toBe(524288);
    expect(limits.maxEntryBytes).toBe(1048576);
    expect(limits.holdHeaders).toBe(false);
    expect(config.logLevel).toBe(LogLevel.Info);
  });

  it("are taken where they are given", () => {
    expect(beside("'cacheKeyStrategy':'lastQuestion'").key.strategy).toBe(KeyStrategy.LastQuestion);
    expect(beside("'cacheKeyStrategy':'allQuestions'").key.strategy).toBe(KeyStrategy.AllQuestions);
    expect(beside("'cacheKeyStrategy':'disabled'").key.strategy).toBe(KeyStrategy.Disabled);
    expect(beside("'normalize':'none'").key.foldCase).toBe(false);
    expect(beside("'normalize':'case'").key.foldCase).toBe(true);
    expect(beside("'honorCacheControl':true").controls.cacheControl).toBe(true);
    const limits = beside(
      "'pathSuffixes':['/a','/b'],'lookupTimeout':1,'storeTimeout':2,'maxRequestBytes':1073741824," +
        "'maxEntryBytes':4,'holdHeaders':true",
    ).limits;
    expect(limits.pathSuffixes.join(" ")).toBe("/a /b");
    expect(limits.lookupTimeout).toBe(1);
    expect(limits.storeTimeout).toBe(2);
    expect(limits.maxRequestBytes).toBe(1073741824);
    expect(limits.maxEntryBytes).toBe(4);
    expect(limits.holdHeaders).toBe(true);
  });

  it("switch each control", () => {
    expect(beside("'controls':{'bypass':false}").controls.bypass).toBe(false);
    expect(beside("'controls':{'refresh':true}").controls.refresh).toBe(true);
    expect(beside("'controls':{'onlyIfCached':true}").controls.onlyIfCached).toBe(true);
    expect(beside("'controls':{'ttl':true}").controls.ttl).toBe(true);
    expect(beside("'controls':{'ttl':true}").controls.bypass).toBe(true);
  });

  it("name every log level", () => {
    const levels = ["trace", "debug", "info", "warn", "error", "critical"];
    for (let i = 0; i < levels.length; i++) {
      expect(<i32>beside("'logLevel':'" + levels[i] + "'").logLevel).toBe(i, levels[i]);
    }
  });

  it("are refused where they are wrong", () => {
    expectAll([
      "'controls':{'bypass':'on'}",
      "controls.bypass: expected true or false, got 'on'",
      "'holdHeaders':1",
      "holdHeaders: expected true or false, got 1",
      "'cacheKeyStrategy':'lastquestion'",
      "cacheKeyStrategy: expected one of lastQuestion, allQuestions, disabled, got 'lastquestion'",
      "'maxRequestBytes':1073741825",
      "maxRequestBytes: expected an integer from 1 to 1073741824, got 1073741825",
      "'storeTimeout':true",
      "storeTimeout: expected an integer from 1 to 600000, got true",
      "'pathSuffixes':[]",
      "pathSuffixes: expected an array of one string or more, got an empty one",
      "'pathSuffixes':'/a'",
      "pathSuffixes: expected an array of one string or more, got '/a'",
      "'pathSuffixes':['/a','b',5,'']",
      "pathSuffixes[1]: expected an empty string or one beginning with '/', got 'b'\n" +
        "pathSuffixes[2]: expected a string, got 5",
    ]);
  });
});

describe("section admin", () => {
  it("is absent by default", () => {
    expect(configOf("{" + CACHE + "}").admin == null).toBe(true);
  });

  it("names a path and a token", () => {
    const config = "{" + CACHE + ",'admin':{'path':'/ai-cache/purge','token':'0123456789abcdef'}}";
    const admin = configOf(config).admin!;
    expect(admin.path + " " + admin.token).toBe("/ai-cache/purge 0123456789abcdef");
    expectVerdicts([config, ""]);
  });

  it("is refused where anybody could guess the token, or where it is incomplete", () => {
    expectVerdicts([
      "{" + CACHE + ",'admin':{}}",
      "admin.path: expected a string, got nothing\nadmin.token: expected a string, got nothing",
      "{" + CACHE + ",'admin':{'path':'purge','token':'0123456789abcde'}}",
      "admin.path: expected a path beginning with '/', without a query, got 'purge'\n" +
        "admin.token: expected a string of at least 16 characters, none of them a control character, got '***'",
      "{" + CACHE + ",'admin':{'path':'/p?a=b','token':'0123456789abcdef'}}",
      "admin.path: expected a path beginning with '/', without a query, got '/p?a=b'",
    ]);
  });
});

describe("questions about now, turns and generations", () => {
  it("have defaults", () => {
    const config = configOf("{" + CACHE + "}");
    expect(config.volatile!.ttl).toBe(60);
    expect(config.limits.maxTurns).toBe(8);
    expect(config.key.generation).toBe("");
    expect(configOf("{" + CACHE + ",'volatile':false}").volatile == null).toBe(true);
  });

  it("are refused where they are wrong", () => {
    expectVerdicts([
      "{" + CACHE + ",'volatileTTL':0}",
      "volatileTTL: expected an integer from 1 to 2147483647, got 0",
      "{" + CACHE + ",'volatileWords':['']}",
      "volatileWords[0]: expected a string that is not empty, got ''",
      "{" + CACHE + ",'volatile':false,'volatileTTL':5,'volatileWords':['a']}",
      "volatileTTL: not used with volatile false, ignored\nvolatileWords: not used with volatile false, ignored",
      "{" + CACHE + ",'maxTurns':-1}",
      "maxTurns: expected an integer from 0 to 10000, got -1",
      "{" + CACHE + ",'generation':[1]}",
      "generation: expected a string, got an array",
    ]);
  });
});
