import fc from "fast-check";
import type { Property } from "./property.ts";

/** How a property fared. */
export interface Verdict {
  cases: number;
  /** What failed, for a reader, with what it takes to see it again; null where nothing did. */
  failure: string | null;
}

/** What of a property is tried. */
export interface Trial {
  property: string;
  cases: number;
  seed: number;
}

/**
 * Tries `property` with its known cases, then with others. All are checked with the same modules, as in a proxy that
 * runs for long; one that fails is made smaller with new ones each time, as a trap leaves nothing to go on with.
 * @param onCase called before each
 */
export async function tryOut(property: Property, trial: Trial, onCase: () => void): Promise<Verdict> {
  const options = {
    seed: trial.seed,
    numRuns: Math.max(trial.cases, property.known.length),
    examples: property.known.map((one): [unknown] => [one]),
  };
  const check = await property.open();
  const counted = (one: unknown): void => {
    onCase();
    check(one);
  };
  const first = fc.check(fc.property(property.cases, counted), { ...options, endOnFailure: true });
  if (!first.failed) return { cases: first.numRuns, failure: null };
  const smallest = await smaller(property, options, first.counterexamplePath ?? "", onCase);
  return { cases: first.numRuns, failure: describe(trial, smallest ?? first, smallest === null) };
}

type Details = fc.RunDetails<[unknown]>;
type Options = { seed: number; numRuns: number; examples: [unknown][] };

/** The smallest case that fails as well; null where the one that failed does not fail by itself. */
async function smaller(
  property: Property,
  options: Options,
  path: string,
  onCase: () => void,
): Promise<Details | null> {
  const alone = fc.asyncProperty(property.cases, async (one) => {
    const check = await property.open();
    onCase();
    check(one);
  });
  const details = await fc.check(alone, { ...options, path, interruptAfterTimeLimit: SHRINK_MS });
  return details.failed && details.counterexample ? details : null;
}

/** Longest time spent on making a case smaller. */
const SHRINK_MS = 60_000;

function describe({ property, seed }: Trial, details: Details, needsMore: boolean): string {
  const [one] = details.counterexample ?? [];
  const error = details.errorInstance;
  const lines = [
    `${property} failed, seed ${seed}, path ${details.counterexamplePath}`,
    error instanceof Error ? error.message : String(error),
    JSON.stringify(one),
  ];
  if (needsMore) lines.push("(not by itself: only after the cases before it)");
  return lines.join("\n");
}
