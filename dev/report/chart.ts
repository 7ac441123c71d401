import { Error as OnlyErrors, logger, parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/** Colours that are told apart by all eyes (https://jfly.uni-koeln.de/color/), and what they stand for. */
export const COLOURS = { fixed: "#d55e00", ours: "#0072b2", grey: "#999999" };

/** A chart without what all charts have in common. */
export type Chart = TopLevelSpec;

const CONFIG = {
  font: "Helvetica, Arial, sans-serif",
  axis: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: "normal", gridColor: "#e5e5e5" },
  legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
  title: { fontSize: 13, fontWeight: "normal" },
  view: { stroke: "#cccccc" },
} as const;

/** Draws a chart as SVG, with no browser and nothing to load. */
export async function draw(chart: Chart): Promise<string> {
  const { spec } = compile({ background: "white", ...chart, config: CONFIG } as TopLevelSpec);
  const view = new View(parse(spec), { renderer: "none", logger: logger(OnlyErrors) });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
