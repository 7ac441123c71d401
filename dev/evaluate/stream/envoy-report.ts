import type { Context } from "../context.ts";
import type { Row } from "../input/rows.ts";
import { type Figures, figures } from "../statistics/figures.ts";
import { runInEnvoy } from "./envoy.ts";
import type { Run } from "./search.ts";
import { configOf, type Setting } from "./settings.ts";

/** How a setting fares in a real Envoy. */
export interface EnvoyReport {
  setting: Setting;
  figures: Figures;
  /** Questions that fared otherwise than the tool says: another outcome, another entry, or another distance. */
  different: number;
}

/** Asks all questions of a stream in a real Envoy, and compares what becomes of them with `run`. */
export async function compareWithEnvoy(
  { wasm, file, config, progress }: Context,
  rows: readonly Row[],
  { setting, outcomes }: Run,
): Promise<EnvoyReport> {
  const bar = progress.begin("Asking a real Envoy", rows.length);
  const seen = await runInEnvoy({ wasm, file, rows }, configOf(setting, config), () => bar.step(1));
  bar.end();
  const differs = (i: number): boolean =>
    seen.kinds[i] !== outcomes.kinds[i] ||
    seen.served[i] !== outcomes.served[i] ||
    !Object.is(seen.distances[i], outcomes.distances[i]);
  const different = [...rows.keys()].filter(differs).length;
  return { setting, figures: figures(rows, seen), different };
}
