/** Lines of Envoy's log that tell of a module that has broken. */
const TRAP = /failed: Uncaught|RuntimeError|unreachable|abort|Plugin .* failed|Wasm VM failed|\[critical\]/i;
const MOST_TRAPS = 20;

/** The lines in Envoy's log that tell of a trap, the first of them. */
export function trapsIn(log: string): string[] {
  return log
    .split("\n")
    .filter((line) => TRAP.test(line))
    .slice(0, MOST_TRAPS)
    .map((line) => line.slice(0, 400));
}

/** The module's counters, as `name{labels}` → number, those of 0 aside. */
export function countersIn(stats: string): { [name: string]: number } {
  const found = stats.split("\n").flatMap((line) => {
    const match = /^(ai_cache_\w+(?:\{[^}]*\})?) (\d+)$/.exec(line);
    return match && !match[1]!.includes("_bucket") && Number(match[2]) > 0
      ? [[match[1]!, Number(match[2])] as const]
      : [];
  });
  return Object.fromEntries(found);
}
