import { spawnSync } from "node:child_process";
import { cpus, loadavg, platform, release, totalmem } from "node:os";
import { findEnvoy } from "../stack/binaries.ts";

/** What the figures were measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryBytes: number;
  system: string;
  node: string;
  /** V8 in Node. */
  v8: string;
  /** Null where it was not used. */
  envoy: string | null;
  loadGenerator: string | null;
  /** Of the last minute, before anything was measured and after all of it: much over 0 before, and others were at work. */
  loadBefore: number;
  loadAfter: number;
}

export function describeMachine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? "unknown",
    cores: all.length,
    memoryBytes: totalmem(),
    system: `${platform()} ${release()}`,
    node: process.version,
    v8: process.versions.v8,
    envoy: null,
    loadGenerator: null,
    loadBefore: load(),
    loadAfter: NaN,
  };
}

export function load(): number {
  return loadavg()[0]!;
}

/** Such as "1.40.0". */
export function envoyVersion(): string {
  const { stdout } = spawnSync(findEnvoy(), ["--version"], { encoding: "utf8" });
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? "unknown";
}
