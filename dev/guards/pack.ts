import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../compile.ts";
import { PROJECT } from "../stack/binaries.ts";

/**
 * `make words`: packs the words of assembly/guard/words into assembly/guard/tables.ts, as assembly/guard/packed-table.ts
 * reads them. The words are hashed by the module's own code.
 */
const FILE = "assembly/guard/tables.ts";
const BUCKET_BITS = 9;
const WIDTH = 108;

interface Guest {
  slots(which: number): number;
  keyAt(which: number, slot: number): number;
  valueAt(which: number, slot: number): number;
  unitCount(): number;
  unitFamily(index: number): number;
  unitFactor(index: number): number;
  second(): number;
  year(): number;
  percent(): number;
}

type Entry = [key: number, value: number];

const guest = await load();
const words = entries(0);
const senses = [0, ...new Set(words.map(([, sense]) => sense))];
const wordTable = pack(words.map(([key, sense]) => [key, senses.indexOf(sense)]));
const pairTable = pack(entries(1));
const units = Array.from({ length: guest.unitCount() }, (_, i) => i);
writeFileSync(
  join(PROJECT, FILE),
  [
    "// Made by `make words` from assembly/guard/words, and not to be edited.",
    list("/** How many words each bucket has. */", "WORD_SIZES", "u8", wordTable.sizes),
    list(
      "/** Words: the rest of the hash, and the index of the sense. */",
      "WORD_CELLS",
      "u32",
      wordTable.cells,
    ),
    list("/** What is known of words; nothing, first. */", "SENSES", "u32", senses),
    list("/** How many pairs each bucket has. */", "PAIR_SIZES", "u8", pairTable.sizes),
    list(
      "/** Pairs of opposites: the rest of the key, and the contrast. */",
      "PAIR_CELLS",
      "u32",
      pairTable.cells,
    ),
    list(
      "/** Families of units, as `Unit.packed` has them. */",
      "UNIT_FAMILIES",
      "u8",
      units.map(guest.unitFamily),
    ),
    list(
      "/** How much of their family's own unit they are. */",
      "UNIT_FACTORS",
      "f64",
      units.map(guest.unitFactor),
    ),
    "/** Units that are also told otherwise than by their names. */",
    `export const SECOND: i32 = ${guest.second()};`,
    `export const YEAR: i32 = ${guest.year()};`,
    `export const PERCENT: i32 = ${guest.percent()};\n`,
  ].join("\n\n"),
);
console.log(
  `${FILE}: ${words.length} words of ${senses.length - 1} senses, ${pairTable.cells.length} pairs, ${units.length} units`,
);

async function load(): Promise<Guest> {
  const module = await compile("dev/guards/words.ts", ["--runtime", "stub", "--use", "abort="]);
  const { instance } = await WebAssembly.instantiate(module, {});
  return instance.exports as unknown as Guest;
}

function entries(which: number): Entry[] {
  const slots = Array.from({ length: guest.slots(which) }, (_, slot) => slot);
  return slots
    .map((slot): Entry => [guest.keyAt(which, slot) >>> 0, guest.valueAt(which, slot) >>> 0])
    .filter(([, value]) => value !== 0)
    .sort(([a], [b]) => a - b);
}

/** The entries in the order of their keys, and how many each bucket has. */
function pack(entries: Entry[]): { sizes: number[]; cells: number[] } {
  const tooLarge = entries.find(([, value]) => value >= 1 << BUCKET_BITS);
  if (tooLarge) throw new Error(`${tooLarge[1]} needs more than ${BUCKET_BITS} bits`);
  const cells = entries.map(([key, value]) => ((key << BUCKET_BITS) | value) >>> 0);
  const sizes = new Array<number>(1 << BUCKET_BITS).fill(0);
  for (const [key] of entries) sizes[key >>> (32 - BUCKET_BITS)]!++;
  if (Math.max(...sizes) > 255) throw new Error("a bucket has too many entries");
  return { sizes, cells };
}

function list(comment: string, name: string, type: string, numbers: number[]): string {
  const lines = [`export const ${name}: StaticArray<${type}> = [`];
  let line = " ";
  for (const number of numbers) {
    const text = ` ${type === "u32" ? `0x${number.toString(16)}` : number},`;
    if (line.length + text.length > WIDTH) {
      lines.push(line);
      line = " ";
    }
    line += text;
  }
  return ["// prettier-ignore", comment, ...lines, line, "];"].join("\n");
}
