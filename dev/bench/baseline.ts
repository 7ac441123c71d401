/** Figures by group (a scenario, a module) and name. */
export type Counts = Record<string, Record<string, number>>;

/** How much a count may grow before it counts as a regression, as a share of what it was. */
export const TOLERANCES: Record<string, number> = {
  hostCalls: 0,
  allocations: 0.02,
  allocatedBytes: 0.02,
  copiedBytes: 0.02,
  moduleBytes: 0.01,
  pagesAtStart: 0,
  pagesInUse: 0,
};

/** A count that is not as the baseline has it. */
export interface Difference {
  group: string;
  name: string;
  /** Undefined where the baseline does not have it. */
  was: number | undefined;
  /** Undefined where it is not counted any more. */
  is: number | undefined;
  /** Whether it is worse than is tolerated, or not comparable. */
  isFault: boolean;
}

/** What differs between the baseline and the counts of today, faults first. */
export function compare(baseline: Counts, today: Counts): Difference[] {
  const groups = [...new Set([...Object.keys(baseline), ...Object.keys(today)])];
  const differences = groups.flatMap((group) =>
    compareGroup(group, baseline[group] ?? {}, today[group] ?? {}),
  );
  return differences.sort((a, b) => Number(b.isFault) - Number(a.isFault));
}

function compareGroup(
  group: string,
  before: Record<string, number>,
  now: Record<string, number>,
): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const [was, is] = [before[name], now[name]];
    return was === is ? [] : [{ group, name, was, is, isFault: isFault(name, was, is) }];
  });
}

function isFault(name: string, was: number | undefined, is: number | undefined): boolean {
  const tolerance = TOLERANCES[name];
  if (was === undefined || is === undefined || tolerance === undefined) return true;
  return is > was * (1 + tolerance);
}

/** One difference in words. */
export function describe({ group, name, was, is }: Difference): string {
  const what = `${group}: ${name}`;
  if (was === undefined) return `${what} is ${is}, and the baseline has none`;
  if (is === undefined) return `${what} was ${was}, and is not counted any more`;
  const change = was === 0 ? "" : ` (${is > was ? "+" : ""}${((100 * (is - was)) / was).toFixed(1)} %)`;
  const tolerance = TOLERANCES[name];
  const allowed = tolerance === undefined ? "" : `, ${100 * tolerance} % more is tolerated`;
  return `${what} was ${was}, is ${is}${change}${allowed}`;
}
