import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../stack/binaries.ts";
import { compare, type Counts, describe } from "./baseline.ts";
import { countAll } from "./counts.ts";

/**
 * `make bench-check`: counts the work of a request (host calls, allocations, bytes copied) and the size of the modules,
 * and fails where one has grown over the committed baseline. UPDATE=1 writes the baseline anew.
 */
const FILE = join(PROJECT, "dev/bench/baseline.json");

const { counts, leftOut } = await countAll();
for (const line of leftOut) console.log(`left out: ${line}`);
if (process.env.UPDATE) {
  writeFileSync(FILE, `${JSON.stringify(counts, null, 2)}\n`);
  console.log(`wrote ${FILE}`);
} else {
  const baseline = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Counts) : {};
  const differences = compare(baseline, counts);
  const faults = differences.filter(({ isFault }) => isFault);
  for (const difference of differences)
    console.log(`${difference.isFault ? "✗" : "·"} ${describe(difference)}`);
  if (faults.length > 0) console.log("Where this is meant to be: make bench-check UPDATE=1");
  else console.log(`No request costs more than in the baseline (${Object.keys(counts).length} groups).`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
