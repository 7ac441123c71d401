import type { Tried } from "../stream/best.ts";
import type { StreamReport } from "../stream/evaluate.ts";
import type { Family } from "../stream/settings.ts";
import { type Chart, COLOURS } from "../../report/chart.ts";
import { told } from "./words.ts";

const NAMES: Record<Family, string> = { fixed: "fixed threshold", ours: "AI cache" };
/** Shares of wrong hits that are shown. */
const WIDEST = 0.12;

interface Dot {
  policy: string;
  setting: string;
  wrong: number;
  hits: number;
}

/** Hits against wrong hits, for each of `streams` side by side; `titles` stand above. */
export function tradeOff(streams: readonly StreamReport[], titles: readonly string[]): Chart {
  const panels = streams.map((stream, i) => ({
    title: titles[i]!,
    width: 320,
    height: 240,
    layer: [line(stream, "fixed"), line(stream, "ours"), ...budgetRules(stream)],
  }));
  return { hconcat: panels, resolve: { scale: { y: "shared" } } } as Chart;
}

/** How wrong a hit is at which distance, where nothing but the distance decides. */
export function wrongByDistance({ byDistance }: StreamReport): Chart {
  const values = byDistance.map(({ from, to, wrong: { share, interval } }) => {
    return { from, to, middle: (from + to) / 2, share, low: interval[0], high: interval[1] };
  });
  const x = { type: "quantitative", title: "distance to the question it was taken for" };
  const title = "wrong, of the hits there";
  const bars = {
    mark: { type: "bar", color: COLOURS.fixed, opacity: 0.8 },
    encoding: { x: { ...x, field: "from", bin: "binned" }, x2: { field: "to" }, y: share("share", title) },
  };
  const intervals = {
    mark: { type: "rule", color: "black" },
    encoding: { x: { ...x, field: "middle" }, y: share("low", title), y2: { field: "high" } },
  };
  return { width: 320, height: 200, data: { values }, layer: [bars, intervals] } as Chart;
}

function line(stream: StreamReport, family: Family): object {
  const values = frontier(stream.tried.filter(({ setting }) => setting.family === family));
  return {
    data: { values: values.filter(({ wrong }) => wrong <= WIDEST).map((tried) => dot(tried)) },
    mark: { type: "line", point: { size: 18 }, strokeWidth: 2 },
    encoding: {
      x: { ...share("wrong", "wrong hits, of all hits"), scale: { domain: [0, WIDEST] } },
      y: share("hits", "hits, of all questions"),
      color: {
        field: "policy",
        type: "nominal",
        title: null,
        scale: { domain: Object.values(NAMES), range: [COLOURS.fixed, COLOURS.ours] },
      },
    },
  };
}

function budgetRules(stream: StreamReport): object[] {
  return stream.budgets.map(({ budget }) => ({
    data: { values: [{}] },
    mark: { type: "rule", strokeDash: [4, 4], color: COLOURS.grey },
    encoding: { x: { datum: budget, type: "quantitative" } },
  }));
}

interface Tradeable {
  tried: Tried;
  wrong: number;
  hits: number;
}

/** The settings that no other one beats in both hits and wrong hits, by their share of wrong hits. */
export function frontier(tried: readonly Tried[]): Tradeable[] {
  const all = tried.map((one) => ({
    tried: one,
    wrong: one.figures.wrong.share,
    hits: one.figures.hits.share,
  }));
  all.sort((a, b) => a.wrong - b.wrong || b.hits - a.hits);
  let most = -1;
  return all.filter(({ hits }) => {
    const isBetter = hits > most;
    most = Math.max(most, hits);
    return isBetter;
  });
}

function dot({ tried: { setting }, wrong, hits }: Tradeable): Dot {
  return { policy: NAMES[setting.family], setting: told(setting), wrong, hits };
}

function share(field: string, title: string): object {
  return { field, type: "quantitative", title, axis: { format: ".0%" } };
}
