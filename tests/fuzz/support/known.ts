import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";

const FILE = join(PROJECT, "tests/fuzz/known.json");
const all = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, unknown[]>;

/** Cases of a property that failed once. */
export function known<Case>(property: string): Case[] {
  return (all[property] ?? []) as Case[];
}
