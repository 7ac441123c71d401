import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onPath } from "../../stack/binaries.ts";
import type { Load, LoadResult } from "./load.ts";

export function hasWrk(): boolean {
  return onPath("wrk").length > 0;
}

/** Runs wrk (https://github.com/wg/wrk) with one thread; its figures come from a script, not from its prose. */
export async function runWrk(load: Load): Promise<LoadResult> {
  const dir = mkdtempSync(join(tmpdir(), "ai-cache-wrk-"));
  try {
    const script = join(dir, "load.lua");
    writeFileSync(script, scriptOf(load));
    const { connections, seconds, url } = load;
    const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "30s", "-s", script, url];
    const { stdout } = await promisify(execFile)(onPath("wrk")[0]!, args);
    return readResult(stdout);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const MARK = "RESULT";

/** The script: the request, and the figures in one line. Times are in microseconds. */
export function scriptOf({ method, headers, body }: Load): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `wrk.headers[${quoted(name)}] = ${quoted(value)}`,
  );
  return [
    `wrk.method = ${quoted(method)}`,
    ...lines,
    ...(body === "" ? [] : [`wrk.body = ${quoted(body)}`]),
    "done = function(summary, latency)",
    "  local e = summary.errors",
    `  print(string.format("${MARK} %d %d %d %d %d", summary.requests, summary.duration,`,
    "    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))",
    "end",
  ].join("\n");
}

/** A string of Lua that stands for exactly these bytes. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

/** Reads what the script prints. */
export function readResult(stdout: string): LoadResult {
  const found = new RegExp(`^${MARK} (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$`, "m").exec(stdout);
  if (!found) throw new Error(`wrk said nothing that was understood: ${stdout.slice(0, 500)}`);
  const [requests, duration, failed, p50, p99] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const perSecond = requests / (duration / 1e6);
  return { requests, failed, perSecond, p50: p50 / 1000, p99: p99 / 1000 };
}
