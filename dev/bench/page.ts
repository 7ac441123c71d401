import { type Chart, COLOURS, draw } from "../report/chart.ts";
import { Html, html, table } from "../report/html.ts";
import type { EnvoyFigures } from "./envoy/run.ts";
import type { Report } from "./report.ts";
import { number, sectionsOf } from "./sections.ts";
import { PEER, TARGETS } from "./targets.ts";
import type { V8Figures } from "./v8/run.ts";
import { about } from "./words.ts";

const STYLE = `
  body { font: 15px/1.5 Helvetica, Arial, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
  table { border-collapse: collapse; margin: 1rem 0; }
  td, th { border-bottom: 1px solid #ddd; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
  th { font-weight: normal; color: #666; }
  svg { max-width: 100%; height: auto; }
  .small { color: #666; font-size: 13px; }
`;
const WIDTH = 640;

/** The report as one page that loads nothing. */
export async function page(report: Report): Promise<string> {
  const { v8, envoy } = report;
  const charts = [...(v8 ? [byScenario(v8), byMemory(v8)] : []), ...(envoy ? [byConnections(envoy)] : [])];
  const drawn = await Promise.all(charts.map(draw));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>AI cache: performance</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <h1>AI cache: performance</h1>
        ${about(report).map((line) => html`<p class="small">${line}</p>`)}
        ${drawn.map((svg) => html`<p>${new Html(svg)}</p>`)}
        ${sectionsOf(report).map(
          ({ title, head, rows }) =>
            html`<h2>${title}</h2>
              ${table(head, rows)}`,
        )}
        <p class="small">docs/performance.md says what the figures mean and what is in them.</p>
      </body>
    </html>`.text;
}

const MODULE = "this module";
const TARGET = "target";
const PEERS = "Higress's ai-cache 2.0.1, measured elsewhere";

function byScenario({ scenarios }: V8Figures): Chart {
  const values = scenarios
    .filter(({ flavour, isNew }) => flavour === "envoy" && !isNew)
    .flatMap(({ name, timing }) => [
      { name, what: MODULE, micros: timing.guest.median },
      { name, what: TARGET, micros: TARGETS[name] },
      ...(name in PEER ? [{ name, what: PEERS, micros: PEER[name] }] : []),
    ]);
  return {
    title: "Time of a request in the module, in V8",
    width: WIDTH,
    data: { values },
    mark: { type: "point", filled: true, size: 90 },
    encoding: {
      y: { field: "name", type: "nominal", sort: null, title: null },
      x: { field: "micros", type: "quantitative", scale: { type: "log" }, title: "µs (logarithmic)" },
      color: {
        field: "what",
        type: "nominal",
        title: null,
        scale: { domain: [MODULE, TARGET, PEERS], range: [COLOURS.ours, COLOURS.grey, COLOURS.fixed] },
        legend: { orient: "bottom", labelLimit: 400 },
      },
      shape: { field: "what", type: "nominal", title: null, scale: { domain: [MODULE, TARGET, PEERS] } },
    },
  };
}

function byMemory({ memory: { sizes } }: V8Figures): Chart {
  return {
    title: "Linear memory over many requests",
    width: WIDTH,
    height: 160,
    data: { values: sizes.map(({ requests, bytes }) => ({ requests, megabytes: bytes / 1e6 })) },
    mark: { type: "line", point: true, color: COLOURS.ours },
    encoding: {
      x: { field: "requests", type: "quantitative", title: "requests" },
      y: { field: "megabytes", type: "quantitative", title: "MB" },
    },
  };
}

function byConnections({ exactHits }: EnvoyFigures): Chart {
  const [ours, theirs] = ["exact hits", "Envoy alone, the same bytes from the bridge"];
  const values = exactHits.flatMap((contest) => [
    { connections: number(contest.connections), what: ours, perSecond: contest.ours.perSecond.median },
    { connections: number(contest.connections), what: theirs, perSecond: contest.theirs.perSecond.median },
  ]);
  return {
    title: "Requests in a second, one worker",
    width: WIDTH,
    height: 220,
    data: { values },
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "connections", type: "ordinal", sort: null, title: "connections" },
      y: { field: "perSecond", type: "quantitative", title: "requests/s" },
      color: {
        field: "what",
        type: "nominal",
        title: null,
        scale: { domain: [ours, theirs], range: [COLOURS.ours, COLOURS.grey] },
        legend: { orient: "bottom", labelLimit: 400 },
      },
    },
  };
}
