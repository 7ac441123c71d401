import assert from "node:assert/strict";
import { test } from "node:test";
import { figures, isWrong } from "../../../dev/evaluate/statistics/figures.ts";
import { autoReport } from "../../../dev/evaluate/stream/auto.ts";
import { bestWithin } from "../../../dev/evaluate/stream/best.ts";
import { around, coarse } from "../../../dev/evaluate/stream/grid.ts";
import { configOf } from "../../../dev/evaluate/stream/settings.ts";
import { byDistance, worstHits } from "../../../dev/evaluate/stream/wrong-hits.ts";
import { frontier } from "../../../dev/evaluate/report/stream-charts.ts";
import { type Told, told } from "./support/outcomes.ts";

const STREAM = told(
  ["card", "Miss"],
  ["pin", "Miss"],
  ["card", "Semantic", 0, 0.051],
  ["card", "Semantic", 1, 0.0599],
  ["pin", "Exact", 1],
  ["card", "Exact", 1],
  ["pin", "Audited"],
  ["pin", "Other"],
  ["card", "Semantic", 1, 0.02],
);

test("hits are exact and semantic, wrong hits are semantic ones with another truth", () => {
  const { hits, wrong, ...rest } = figures(STREAM.rows, STREAM.outcomes);
  assert.deepEqual([hits.count, hits.of, wrong.count, wrong.of], [5, 9, 2, 5]);
  const counts = { exactHits: 2, semanticHits: 3, exactWrong: 1, audited: 1, others: 1 };
  assert.deepEqual(rest, { requests: 9, ...counts });
  assert.equal(isWrong(STREAM.rows, STREAM.outcomes, 0), false, "a miss is not wrong");
});

test("figures of some questions count these only", () => {
  const { requests, hits, wrong } = figures(STREAM.rows, STREAM.outcomes, (row) => row >= 4 && row !== 7);
  assert.deepEqual([requests, hits.count, wrong.count], [4, 3, 1]);
});

test("the worst wrong hits are the nearest", () => {
  assert.deepEqual(worstHits(STREAM.rows, STREAM.outcomes), [
    { distance: 0.02, asked: "question 8", truth: "card", takenFor: "question 1", served: "pin" },
    { distance: 0.0599, asked: "question 3", truth: "card", takenFor: "question 1", served: "pin" },
  ]);
});

test("semantic hits are counted by their distance", () => {
  const bins = byDistance(STREAM.rows, STREAM.outcomes);
  assert.deepEqual(
    bins.map(({ from, to, wrong: { count, of } }) => [from, to, count, of]),
    [
      [0.02, 0.04, 1, 1],
      [0.04, 0.06, 1, 2],
    ],
  );
});

/** A setting that came to so many hits, and so many wrong ones, of 100 questions. */
function tried(family: "fixed" | "ours", threshold: number, hits: number, wrong: number) {
  const all = Array.from({ length: 100 }, (_, i): Told => {
    if (i >= hits) return ["a", "Miss"];
    return ["a", "Semantic", i < wrong ? 100 : i, threshold];
  });
  const { rows, outcomes } = told(...all, ["b", "Miss"]);
  const counted = (row: number) => row < 100;
  return { setting: { family, threshold, margin: 0 }, figures: figures(rows, outcomes, counted) };
}

test("the best setting has the most hits of those within the budget, which it may use up", () => {
  const all = [tried("fixed", 0.1, 20, 0), tried("fixed", 0.2, 50, 1), tried("fixed", 0.3, 60, 2)];
  assert.equal(bestWithin(all, "fixed", 0.02)?.setting.threshold, 0.2);
  assert.equal(bestWithin(all, "fixed", 0.01)?.setting.threshold, 0.1);
  assert.equal(bestWithin(all, "fixed", 0.05)?.setting.threshold, 0.3);
  assert.equal(bestWithin([...all, tried("ours", 0.3, 90, 0)], "fixed", 0.02)?.setting.threshold, 0.2);
  assert.equal(bestWithin(all.slice(2), "fixed", 0.02), null);
});

test("a frontier leaves out what another setting beats", () => {
  const all = [tried("ours", 0.3, 60, 6), tried("ours", 0.1, 20, 0), tried("ours", 0.2, 60, 3)];
  const worse = [tried("ours", 0.25, 50, 4), tried("ours", 0.05, 10, 0)];
  assert.deepEqual(
    frontier([...worse, ...all]).map(({ tried: { setting } }) => setting.threshold),
    [0.1, 0.2],
  );
});

test("a grid begins coarse and goes on around the best, never below what makes sense", () => {
  const names = coarse("ours").map(({ threshold, margin }) => `${threshold} ${margin}`);
  assert.equal(new Set(names).size, names.length);
  const step = { threshold: 0.05, margin: 0.025 };
  const best = { family: "ours" as const, threshold: 0.1, margin: 0 };
  assert.deepEqual(
    around(best, step).map(({ threshold, margin }) => [threshold, margin]),
    [[0.05, 0], [0.1, 0.025], [0.15, 0], [0.15, 0.025]], // prettier-ignore
  );
  const fixed = around({ family: "fixed", threshold: 0.02, margin: 0 }, { threshold: 0.02, margin: 0 });
  assert.deepEqual(fixed, [{ family: "fixed", threshold: 0.04, margin: 0 }]);
});

test("a fixed threshold has everything else off, ours what the operator and the module have on", () => {
  const config = { vector: { topK: 8, sweepInterval: 1 }, guards: { numbers: false } };
  assert.deepEqual(configOf({ family: "ours", threshold: 0.2, margin: 0.1 }, config), {
    vector: { topK: 8, sweepInterval: 1, threshold: 0.2, margin: 0.1 },
    guards: { numbers: false },
  });
  assert.deepEqual(configOf({ family: "fixed", threshold: 0.2, margin: 0 }, config), {
    vector: { topK: 1, sweepInterval: 1, threshold: 0.2, margin: 0 },
    guards: false,
    link: false,
  });
});

test("an automatic threshold is judged by the second half without what was audited, as are the others in hindsight", () => {
  const auto = told(
    ["a", "Miss"],
    ["b", "Semantic", 0, 0.1],
    ["a", "Semantic", 0, 0.1],
    ["a", "Audited"],
    ["b", "Miss"],
    ["a", "Miss"],
  );
  const run = (family: "fixed" | "ours", threshold: number, ...hits: number[]) => {
    const { rows, outcomes } = told(
      ...auto.rows.map(({ truth }, i) =>
        hits.includes(i) ? ([truth, "Semantic", 0, 0.1] as Told) : ([truth, "Miss"] as Told),
      ),
    );
    return { setting: { family, threshold, margin: 0 }, outcomes, figures: figures(rows, outcomes) };
  };
  // The first is within the budget only where row 4, which is wrong, is not counted; row 3 was audited.
  const runs = [run("ours", 0.3, 3, 4, 5), run("ours", 0.2, 1, 3, 5), run("fixed", 0.1, 1, 2)];
  const report = autoReport(auto.rows, auto.outcomes, runs, 0.4);
  assert.deepEqual([report.whole.hits.count, report.whole.audited], [2, 1]);
  assert.deepEqual([report.secondHalf.requests, report.secondHalf.hits.count], [2, 0]);
  assert.deepEqual([report.isWithin, report.bestFixed], [true, null]);
  assert.deepEqual([report.bestOurs!.setting.threshold, report.bestOurs!.ratio], [0.2, 0]);
  assert.equal(autoReport(auto.rows, auto.outcomes, runs, 0.5).bestOurs!.setting.threshold, 0.3);
});
