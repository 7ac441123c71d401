/** How many tests passed and how many did not. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * The sums in what as-pect, node:test or Go printed, or null when it came to none, as after a crash.
 *
 *     [Tests]: 118 / 120      as-pect: passed, of all
 *     ℹ pass 41               node:test, and fail, cancelled, skipped; "# pass 41" into a pipe
 *     --- PASS: TestA/b (0s)  Go, and FAIL, SKIP; a test with parts, such as TestA, is told as well
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
  if (passed === null) return readGoTally(text);
  return { passed, failed: (sum("fail") ?? 0) + (sum("cancelled") ?? 0), skipped: sum("skipped") ?? 0 };
}

function readGoTally(text: string): Tally | null {
  const results = [...text.matchAll(/^ *--- (PASS|FAIL|SKIP): (\S+) \(/gm)].map(([, result, name]) => ({
    result,
    name: name!,
  }));
  const whole = new Set(results.map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf("/")))));
  const count = (wanted: string): number =>
    results.filter(({ result, name }) => result === wanted && !whole.has(name)).length;
  if (results.length === 0) return null;
  return { passed: count("PASS"), failed: count("FAIL"), skipped: count("SKIP") };
}

/** The sums of one suite. One that failed without naming a failed test counts as a failure. */
export function judge(output: string, exitCode: number | null): Tally {
  const tally = readTally(output) ?? { passed: 0, failed: 0, skipped: 0 };
  const failed =
    exitCode === 0 && tally.passed + tally.skipped > 0 ? tally.failed : Math.max(1, tally.failed);
  return { ...tally, failed };
}
