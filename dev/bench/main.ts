import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../stack/binaries.ts";
import { measureAnchor } from "./anchor.ts";
import { measureInEnvoy } from "./envoy/run.ts";
import { fillIn } from "./document.ts";
import { describeMachine, envoyVersion, load } from "./machine.ts";
import { page } from "./page.ts";
import type { Report } from "./report.ts";
import { sectionsOf } from "./sections.ts";
import { asMarkdown, asText } from "./table.ts";
import { measureInV8 } from "./v8/run.ts";
import { about } from "./words.ts";

/**
 * `make bench`: measures the modules in V8 and in a real Envoy. ONLY=v8 or ONLY=envoy leaves the other out; QUICK=1
 * takes some minutes less, for figures that are not to be compared. Writes report.json and report.html; DOCUMENT=1 puts
 * the tables into docs/performance.md, and the first of them into README.md.
 */
const DIR = join(PROJECT, "build/bench");
const { ONLY: only, QUICK: quick } = process.env;
const isQuick = Boolean(quick);
const tell = (what: string): void => void process.stderr.write(`${what} …\n`);

const machine = describeMachine();
const anchor = measureAnchor();
const v8 = only === "envoy" ? null : await measureInV8(isQuick, tell);
const envoy = only === "v8" ? null : await measureInEnvoy(isQuick, tell);
const report: Report = {
  created: new Date().toISOString(),
  isQuick,
  machine: {
    ...machine,
    envoy: envoy ? envoyVersion() : null,
    loadGenerator: envoy?.loadGenerator ?? null,
    loadAfter: load(),
  },
  anchor,
  v8,
  envoy,
  leftOut: [...(v8?.leftOut ?? []), ...(envoy?.leftOut ?? [])],
};

mkdirSync(DIR, { recursive: true });
const sections = sectionsOf(report);
writeFileSync(join(DIR, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
writeFileSync(join(DIR, "report.html"), await page(report));
const lines = about(report);
if (process.env.DOCUMENT) {
  const facts = lines.map((line) => `- ${line}`).join("\n");
  await fillIn(join(PROJECT, "docs/performance.md"), [facts, ...sections.map(asMarkdown)].join("\n\n"));
  await fillIn(join(PROJECT, "README.md"), sections.slice(0, 1).map(asMarkdown).join("\n"));
}
console.log(sections.map(asText).join("\n"));
console.log(`\n${lines.join("\n")}\n\n${join(DIR, "report.html")}`);
