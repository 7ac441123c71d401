import { spawnSync } from "node:child_process";

/** From this version on, Go fetches by itself the newer one that a go.mod asks for. */
const OLDEST = [1, 21] as const;

/** Why the tests in Higress's test host cannot run here; null where Go is there and new enough. */
export function whyNoGo(): string | null {
  return judgeGo(spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).stdout ?? null);
}

/** @param version what `go env GOVERSION` prints (`go1.24.1`); null where there is no `go` */
export function judgeGo(version: string | null): string | null {
  if (version === null) return "Go is not on PATH";
  const parts = /^go(\d+)\.(\d+)/.exec(version);
  // Of a development version nothing is known but that it is newer.
  if (parts === null) return null;
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return isOld ? `Go ${OLDEST.join(".")} or newer is needed, not ${version.trim()}` : null;
}
