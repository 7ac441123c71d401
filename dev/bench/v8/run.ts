import type { Counts } from "../baseline.ts";
import { countAll } from "../counts.ts";
import { measureMemory, type Memory } from "./memory.ts";
import { measureResidue, type Residue } from "./residue.ts";
import { type Flavour, FLAVOURS, type Name, NAMES, Unknown, USUAL, type Variant } from "./scenario.ts";
import { measureStart, type Start } from "./start.ts";
import { type Effort, time, type Timing } from "./timing.ts";

/** One line of what was timed in V8. */
export interface Timed extends Variant {
  inFlight: number;
  timing: Timing;
}

/** What was measured in V8. */
export interface V8Figures {
  /** What reading the clock took, taken off the times; milliseconds. */
  residue: Residue;
  scenarios: Timed[];
  /** The same with longer prompts and answers, longer vectors, and more requests in flight. */
  variants: Timed[];
  counts: Counts;
  start: Record<Flavour, Start>;
  memory: Memory;
  /** Scenarios that the module does not know, with the reason. */
  leftOut: string[];
}

const FULL: Effort = { warmUpMs: 600, batchMs: 20, batches: 41 };
const QUICK: Effort = { warmUpMs: 150, batchMs: 10, batches: 11 };

const SIZES = [1_000, 32_000, 1_000_000];
const CROWDS = [1, 100, 5_000];
/** Hits on the very question, which may have been asked in the very same bytes. */
const HITS: Name[] = ["local hit", "exact hit", "streamed hit"];
const DIMENSIONS = [1_536, 4_096];

/** @param tell what is being measured */
export async function measureInV8(isQuick: boolean, tell: (what: string) => void): Promise<V8Figures> {
  const residue = await measureResidue();
  const effort = isQuick ? QUICK : FULL;
  const leftOut: string[] = [];
  const timeAll = async (wanted: [Variant, number?][]): Promise<Timed[]> => {
    const all: Timed[] = [];
    for (const [variant, inFlight = 1] of wanted) {
      tell(`in V8: ${nameOf({ ...variant, inFlight })}`);
      try {
        all.push({ ...variant, inFlight, timing: await time(variant, residue, effort, inFlight) });
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
        leftOut.push(`${variant.name} (${variant.flavour}): ${error.message}`);
      }
    }
    return all;
  };
  const scenarios = await timeAll(
    FLAVOURS.flatMap((flavour) => NAMES.flatMap((name) => ways(name, flavour))),
  );
  const variants = await timeAll(wantedVariants());
  tell("in V8: start, memory, counts");
  const start = { envoy: await measureStart("envoy"), higress: await measureStart("higress") };
  const memory = await measureMemory(isQuick ? 0.1 : 1);
  const { counts } = await countAll();
  return { residue, scenarios, variants, counts, start, memory, leftOut };
}

function usual(name: Name, flavour: Flavour = "envoy"): Variant {
  return { flavour, name, ...USUAL };
}

/** A scenario; a hit also in bytes that the module has not seen before. */
function ways(name: Name, flavour: Flavour): [Variant][] {
  const same = usual(name, flavour);
  return HITS.includes(name) ? [[same], [{ ...same, isNew: true }]] : [[same]];
}

function wantedVariants(): [Variant, number?][] {
  const hit = usual("exact hit");
  const miss = usual("miss");
  return [
    ...SIZES.flatMap((prompt): [Variant][] => [[{ ...hit, prompt }], [{ ...miss, prompt }]]),
    ...SIZES.map((answer): [Variant] => [{ ...hit, answer }]),
    ...CROWDS.map((inFlight): [Variant, number] => [hit, inFlight]),
    ...DIMENSIONS.flatMap((dimension): [Variant][] => [
      [{ ...usual("semantic hit"), dimension }],
      [{ ...miss, dimension }],
    ]),
  ];
}

/** A line's name: its scenario and what is unusual about it. */
export function nameOf({
  flavour,
  name,
  prompt,
  answer,
  dimension,
  isNew,
  inFlight,
}: Omit<Timed, "timing">): string {
  const parts: string[] = [name];
  if (flavour === "higress") parts.push("Higress");
  if (isNew) parts.push("in new bytes");
  if (prompt !== USUAL.prompt) parts.push(`prompt of ${bytes(prompt)}`);
  if (answer !== USUAL.answer) parts.push(`answer of ${bytes(answer)}`);
  if (dimension !== USUAL.dimension) parts.push(`${dimension} dimensions`);
  if (inFlight > 1) parts.push(`${inFlight} in flight`);
  return parts.join(", ");
}

/** 32000 as "32 kB". */
export function bytes(count: number): string {
  return count < 1_000_000 ? `${count / 1_000} kB` : `${count / 1_000_000} MB`;
}
