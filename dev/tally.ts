/** How many tests passed and how many did not. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * The sums in what as-pect or node:test printed, or null when it came to none, as after a crash.
 *
 *     [Tests]: 118 / 120      as-pect: passed, of all
 *     ℹ pass 41               node:test, and fail, cancelled, skipped; "# pass 41" into a pipe
 */
export function readTally(output: string): Tally | null {
  const text = output.replace(/\x1b\[[\d;]*m/g, "");
  const specs = /^\s*\[Tests\]: (\d+) \/ (\d+)/m.exec(text);
  if (specs) return { passed: Number(specs[1]), failed: Number(specs[2]) - Number(specs[1]), skipped: 0 };
  const sum = (name: string): number | null => {
    const last = [...text.matchAll(new RegExp(`^[ℹ#] ${name} (\\d+)$`, "gm"))].at(-1);
    return last ? Number(last[1]) : null;
  };
  const passed = sum("pass");
  if (passed === null) return null;
  return { passed, failed: (sum("fail") ?? 0) + (sum("cancelled") ?? 0), skipped: sum("skipped") ?? 0 };
}

/** The sums of one suite. One that failed without naming a failed test counts as a failure. */
export function judge(output: string, exitCode: number | null): Tally {
  const tally = readTally(output) ?? { passed: 0, failed: 0, skipped: 0 };
  const failed =
    exitCode === 0 && tally.passed + tally.skipped > 0 ? tally.failed : Math.max(1, tally.failed);
  return { ...tally, failed };
}
