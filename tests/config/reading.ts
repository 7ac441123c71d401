import { Slice } from "../../assembly/bytes/slice";
import { Config, Gateway } from "../../assembly/config/config";
import { ConfigReading, readConfig } from "../../assembly/config/read";

/** A configuration in which each `'` stands for a double quote, which makes JSON readable in a literal. */
export function reading(config: string, gateway: Gateway = Gateway.Envoy): ConfigReading {
  return readConfig(Slice.of(config.replaceAll("'", '"')), gateway);
}

/** The faults, or the warnings where there are none, one a line; quotes as in `reading`. */
export function verdict(config: string): string {
  const result = reading(config);
  const faults = result.faults.length > 0 ? result.faults : result.warnings;
  return faults.join("\n").replaceAll('"', "'");
}

/** The configuration, which must be right. */
export function configOf(config: string): Config {
  const result = reading(config);
  expect(result.faults.join("\n")).toBe("", config);
  return result.rules![0].config;
}

export const CACHE = "'cache':{'type':'webdis','cluster':'webdis'}";
export const EMBEDDING = "'embedding':{'type':'dashscope','cluster':'dashscope','apiKey':'sk-1'}";
export const VECTOR =
  "'vector':{'type':'dashvector','cluster':'dashvector','serviceHost':'vrs.example','apiKey':'dv-1','collectionID':'qa1'}";
export const DASH =
  "'Dash':{'dashScopeKey':'sk-1','dashScopeServiceName':'qwen','dashVectorCollection':'qa1'," +
  "'dashVectorEnd':'vrs.example','dashVectorKey':'dv-1','dashVectorServiceName':'vector.dns','sessionID':'s1'}";

/** Each pair is a configuration and what `verdict` says of it. */
export function expectVerdicts(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) expect(verdict(pairs[i])).toBe(pairs[i + 1], pairs[i]);
}

/** Fields of section `cache`, each with its verdict; the section is a right one but for them. */
export function expectCacheVerdicts(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const config = "{'cache':{'type':'webdis','cluster':'webdis'," + pairs[i] + "}}";
    expect(verdict(config)).toBe(pairs[i + 1], config);
  }
}
