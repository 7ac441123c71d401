import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Context } from "./context.ts";
import { ServiceError } from "./embeddings/http.ts";
import { VectorFile, VectorFileError } from "./embeddings/vector-file.ts";
import { InputFault } from "./input/fault.ts";
import { readPairs } from "./input/pairs.ts";
import { type Options, readOptions } from "./options.ts";
import { evaluatePairs } from "./pairs/evaluate.ts";
import { GatewayError } from "./played/gateway.ts";
import { terminal } from "./progress.ts";
import { page } from "./report/page.ts";
import { writeReadme } from "./report/readme.ts";
import { newReport } from "./report/report.ts";
import { summary } from "./report/summary.ts";
import { evaluateStream, readStream } from "./stream/evaluate.ts";
import { JobError } from "./stream/pool.ts";
import { USAGE } from "./usage.ts";

/** `make evaluate`: measures the built module on pairs and streams, and writes build/evaluation/report.{json,html}. */
async function main(): Promise<void> {
  const options = readOptions(process.env);
  if (!options) {
    console.log(USAGE);
    return;
  }
  // Before anything is done: an hour later is too late to hear of a bad line.
  for (const file of options.pairs) readPairs(file);
  for (const input of options.streams) readStream(input);
  const context = contextOf(options);
  const report = newReport(context);
  for (const file of options.pairs) report.pairs.push(await evaluatePairs(context, file));
  for (const input of options.streams) report.streams.push(await evaluateStream(context, input));
  report.embedder.dimension = context.file.dimension;
  mkdirSync(options.out, { recursive: true });
  const [json, html] = [join(options.out, "report.json"), join(options.out, "report.html")];
  writeFileSync(json, JSON.stringify(report, null, 2) + "\n");
  writeFileSync(html, await page(report));
  if (options.shipped) await writeReadme(report);
  console.log(summary(report));
  console.log(`\n${relative(process.cwd(), json)}\n${relative(process.cwd(), html)}`);
}

function contextOf({ wasm, config, budgets, source, out, envoy }: Options): Context {
  const name = [source.name, source.model, ...(source.dimension === null ? [] : [source.dimension])].join(
    "-",
  );
  const file = new VectorFile(join(out, "embeddings", `${name.replaceAll("/", "-")}.f32`));
  return { wasm, config, budgets, source, file, lists: join(out, "neighbours"), envoy, progress: terminal };
}

main().catch((error: unknown) => {
  const isPlain = [InputFault, ServiceError, VectorFileError, GatewayError, JobError].some(
    (kind) => error instanceof kind,
  );
  console.error(isPlain ? (error as Error).message : error);
  process.exitCode = 1;
});
