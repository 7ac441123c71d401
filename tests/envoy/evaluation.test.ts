import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Context } from "../../dev/evaluate/context.ts";
import { minilm } from "../../dev/evaluate/embeddings/local.ts";
import { VectorFile } from "../../dev/evaluate/embeddings/vector-file.ts";
import { silent } from "../../dev/evaluate/progress.ts";
import { SHIPPED_STREAMS } from "../../dev/evaluate/shipped.ts";
import { figures } from "../../dev/evaluate/statistics/figures.ts";
import { compareWithEnvoy } from "../../dev/evaluate/stream/envoy-report.ts";
import { readStream } from "../../dev/evaluate/stream/evaluate.ts";
import { Lab } from "../../dev/evaluate/stream/lab.ts";
import type { Run } from "../../dev/evaluate/stream/search.ts";
import { configOf, type Setting } from "../../dev/evaluate/stream/settings.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { needsModel } from "./support/stack.ts";

const QUESTIONS = 300;
const FIXED: Setting = { family: "fixed", threshold: 0.3, margin: 0 };
const OURS: Setting = { family: "ours", threshold: 0.4, margin: 0.05 };

describe("a real Envoy and the evaluation tool", needsModel(), () => {
  const dir = mkdtempSync(join(tmpdir(), "ai-cache-evaluation-"));
  const rows = readStream({ ...SHIPPED_STREAMS[1]!, limit: QUESTIONS });
  const context: Context = {
    wasm: process.env.AI_CACHE_WASM || join(PROJECT, "build/ai-cache.wasm"),
    config: {},
    budgets: [0.02],
    source: minilm,
    file: new VectorFile(join(dir, "vectors.f32")),
    lists: join(dir, "neighbours"),
    envoy: false,
    progress: silent,
  };
  let lab: Lab;
  before(async () => {
    lab = await Lab.open(context, rows);
  });
  after(async () => {
    await lab?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** What the tool says of a setting. */
  async function toldOf(setting: Setting): Promise<Run> {
    const [outcomes] = await lab.run([configOf(setting, {})]);
    return { setting, outcomes: outcomes!, figures: figures(rows, outcomes!) };
  }

  for (const setting of [FIXED, OURS]) {
    test(`tell the same of every question, and so the same hits and wrong hits: ${setting.family}`, async () => {
      const told = await toldOf(setting);
      const seen = await compareWithEnvoy(context, rows, told);
      const { hits, wrong, others } = seen.figures;
      assert.ok(hits.count > QUESTIONS / 10 && wrong.count > 0, `${hits.count} hits, ${wrong.count} wrong`);
      assert.equal(others, 0);
      assert.equal(seen.different, 0);
      assert.deepEqual(seen.figures, told.figures);
    });
  }

  test("tell of a difference where there is one", async () => {
    const [fixed, ours] = [await toldOf(FIXED), await toldOf(OURS)];
    const few = rows.slice(0, 60);
    const seen = await compareWithEnvoy(context, few, { ...fixed, setting: OURS });
    const isOther = (i: number) =>
      fixed.outcomes.served[i] !== ours.outcomes.served[i] ||
      !Object.is(fixed.outcomes.distances[i], ours.outcomes.distances[i]);
    const expected = [...few.keys()].filter(isOther).length;
    assert.ok(expected > 0);
    assert.equal(seen.different, expected);
  });
});
