import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { PROJECT } from "../stack/binaries.ts";
import { readOptions } from "./options.ts";
import { reportOf } from "./report.ts";
import { soak } from "./soak.ts";
import { checksOf } from "./soaked.ts";

/**
 * `make soak`: uses a real Envoy for some minutes while things go wrong around it (MINUTES, STREAMS, STREAM_SECONDS,
 * RATE, AT_ONCE, WORKERS, TROUBLE_SECONDS, PROBES, TIMEOUT_MS). Writes report.json and report.md, and fails where a check does not
 * hold.
 */
const DIR = join(PROJECT, "build/soak");
const tell = (what: string): void => void process.stderr.write(`${what}\n`);

const soaked = await soak(readOptions(process.env), tell);
const checks = checksOf(soaked);
mkdirSync(DIR, { recursive: true });
writeFileSync(join(DIR, "report.json"), `${JSON.stringify({ ...soaked, checks }, null, 2)}\n`);
writeFileSync(join(DIR, "report.md"), await format(reportOf(soaked), { parser: "markdown" }));
for (const { what, holds, found } of checks) console.log(`${holds ? "yes" : "NO "}  ${what}: ${found}`);
console.log(`\n${join(DIR, "report.md")}`);
process.exitCode = checks.every(({ holds }) => holds) ? 0 : 1;
