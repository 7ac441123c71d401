import { Config } from "../../assembly/config/config";
import { CACHE, DASH, EMBEDDING, VECTOR, configOf, expectVerdicts } from "./reading";

/** Slots, bytes and seconds of the local cache, or `none`. */
function localOf(config: Config): string {
  const local = config.local;
  return local == null ? "none" : `${local.slots} ${local.maxEntryBytes} ${local.ttl}`;
}

function having(local: string): string {
  return "{" + CACHE + ",'local':" + local + "}";
}

describe("the local cache", () => {
  it("is on by default, in every form", () => {
    const configs = [
      "{" + CACHE + "}",
      having("{}"),
      having("null"),
      "{" + EMBEDDING + "," + VECTOR + "}",
      "{" + DASH + ",'redis':{'serviceName':'r'}}",
      "{'redis':{'serviceName':'r.dns'}}",
    ];
    for (let i = 0; i < configs.length; i++)
      expect(localOf(configOf(configs[i]))).toBe("1024 32768 10", configs[i]);
  });

  it("is as large as it is configured, and off without slots", () => {
    expect(localOf(configOf(having("{'slots':1,'maxEntryBytes':2,'ttl':3}")))).toBe("1 2 3");
    expect(localOf(configOf(having("{'slots':65536,'maxEntryBytes':1048576,'ttl':3600}")))).toBe(
      "65536 1048576 3600",
    );
    expect(localOf(configOf(having("{'slots':0,'ttl':3}")))).toBe("none");
  });

  it("is refused where it is none", () => {
    expectVerdicts([
      having("false"),
      "local: expected an object, got a boolean",
      having("{'slots':-1}"),
      "local.slots: expected an integer from 0 to 65536, got -1",
      having("{'slots':65537}"),
      "local.slots: expected an integer from 0 to 65536, got 65537",
      having("{'maxEntryBytes':0}"),
      "local.maxEntryBytes: expected an integer from 1 to 1048576, got 0",
      having("{'maxEntryBytes':1048577}"),
      "local.maxEntryBytes: expected an integer from 1 to 1048576, got 1048577",
      having("{'ttl':0}"),
      "local.ttl: expected an integer from 1 to 3600, got 0",
      having("{'ttl':3601}"),
      "local.ttl: expected an integer from 1 to 3600, got 3601",
      having("{'size':3}"),
      "local.size: unknown field, ignored",
    ]);
  });
});

describe("the vectors of questions", () => {
  it("are not kept by default", () => {
    expect(configOf("{" + CACHE + "," + EMBEDDING + "," + VECTOR + "}").embedding!.cacheTTL).toBe(0);
    const dash = configOf("{" + DASH + ",'redis':{'serviceName':'r'}}");
    expect(dash.embedding!.cacheTTL).toBe(0);
  });

  it("are kept in the cache, which has to be there", () => {
    const embedding = EMBEDDING.replace("}", ",'cacheTTL':3600}");
    expect(configOf("{" + CACHE + "," + embedding + "," + VECTOR + "}").embedding!.cacheTTL).toBe(3600);
    expectVerdicts([
      "{" + embedding + "," + VECTOR + "}",
      "embedding.cacheTTL: not used without a cache, ignored",
      "{" + CACHE + "," + EMBEDDING.replace("}", ",'cacheTTL':-1}") + "," + VECTOR + "}",
      "embedding.cacheTTL: expected an integer from 0 to 2147483647, got -1",
    ]);
  });
});
