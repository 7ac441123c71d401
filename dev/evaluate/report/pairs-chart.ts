import type { Point } from "../pairs/curve.ts";
import type { PairsReport } from "../pairs/evaluate.ts";
import { type Chart, COLOURS } from "../../report/chart.ts";

const WITHOUT = "without guards";
const WITH = "with guards";

/** Recall and wrong hits of a set of pairs, with guards and without. */
export function pairsChart({ unguarded, guarded, pairs, same }: PairsReport): Chart {
  const values = [...dots(unguarded, WITHOUT), ...dots(guarded, WITH)];
  const panels = [panel("recall", "recall")];
  // Where all pairs are the same, no hit is wrong.
  if (same < pairs) panels.push(panel("wrong", "wrong, of all hits"));
  return { data: { values }, hconcat: panels } as Chart;
}

function dots(points: readonly Point[], policy: string): object[] {
  return points.map(({ threshold, recall, wrong, hits }) => ({
    policy,
    threshold,
    recall: recall.share,
    // A share of nothing is no share.
    wrong: hits.count === 0 ? null : wrong.share,
  }));
}

function panel(field: string, title: string): object {
  return {
    width: 320,
    height: 220,
    mark: { type: "line", strokeWidth: 2 },
    encoding: {
      x: { field: "threshold", type: "quantitative", title: "threshold" },
      y: { field, type: "quantitative", title, axis: { format: ".0%" } },
      color: {
        field: "policy",
        type: "nominal",
        title: null,
        scale: { domain: [WITHOUT, WITH], range: [COLOURS.fixed, COLOURS.ours] },
      },
    },
  };
}
