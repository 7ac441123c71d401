import type { AutoReport, Hindsight } from "../stream/auto.ts";
import type { Tried } from "../stream/best.ts";
import type { BudgetReport, StreamReport } from "../stream/evaluate.ts";
import { draw } from "../../report/chart.ts";
import { html, Html, table } from "../../report/html.ts";
import { tradeOff, wrongByDistance } from "./stream-charts.ts";
import { manner, percent, times, told, withInterval } from "./words.ts";

/** All that the page says about one stream. */
export async function streamSection(stream: StreamReport): Promise<Html> {
  const { input, questions, truths, tried, seconds } = stream;
  const curves = await draw(tradeOff([stream], [""]));
  const distances = await draw(wrongByDistance(stream));
  return html`
    <h2>Stream ${input.file}</h2>
    <p>
      ${questions} questions, ${manner(input)}; ${truths} different answers. ${tried.length} settings were
      tried; it took ${seconds.toFixed(0)} s.
    </p>
    ${table(["", "setting", "hits, of all questions", "wrong, of the hits", "ours / fixed"], rows(stream))}
    ${recommended(stream.budgets)}
    <p>${new Html(curves)}</p>
    <h3>How wrong a hit is, by its distance</h3>
    <p>With nothing but a threshold, as high as was tried.</p>
    <p>${new Html(distances)}</p>
    <h3>The threshold that finds itself</h3>
    ${auto(stream)} ${inEnvoy(stream)}
    <h3>Wrong hits to read</h3>
    <p>Of the first budget's best setting, the nearest first.</p>
    ${table(["distance", "asked", "taken for"], worst(stream))}
  `;
}

function rows({ defaults, budgets }: StreamReport): string[][] {
  const others = defaults.others > 0 ? ` (${defaults.others} questions failed or were passed by)` : "";
  return [
    [`as configured${others}`, "", withInterval(defaults.hits), withInterval(defaults.wrong), ""],
    ...budgets.flatMap(({ budget, fixed, ours, ratio }) => [
      row(`fixed, at most ${percent(budget)} wrong`, fixed, ""),
      row(`ours, at most ${percent(budget)} wrong`, ours, times(ratio)),
    ]),
  ];
}

function row(name: string, tried: Tried | null, ratio: string): string[] {
  if (!tried) return [name, "nothing that was tried", "", "", ratio];
  const { setting, figures } = tried;
  return [name, told(setting), withInterval(figures.hits), withInterval(figures.wrong), ratio];
}

function recommended(budgets: readonly BudgetReport[]): Html[] {
  return budgets.flatMap(({ budget, recommended }) =>
    recommended
      ? [
          html`<p>For at most ${percent(budget)} wrong hits:</p>
            <pre>${JSON.stringify(recommended)}</pre>`,
        ]
      : [],
  );
}

function auto({ auto }: StreamReport): Html {
  if ("unknown" in auto) return html`<p>This module has none: ${auto.unknown}</p>`;
  const head = [
    "budget",
    "hits, second half",
    "wrong, of the hits",
    "within",
    "of the best of ours",
    "of the best fixed",
  ];
  return table(head, auto.reports.map(autoRow));
}

function autoRow({ budget, secondHalf, isWithin, bestOurs, bestFixed }: AutoReport): string[] {
  const of = (best: Hindsight | null): string =>
    best ? `${percent(best.ratio)} (${told(best.setting)})` : "–";
  return [
    percent(budget),
    withInterval(secondHalf.hits),
    withInterval(secondHalf.wrong),
    isWithin ? "yes" : "no",
    of(bestOurs),
    of(bestFixed),
  ];
}

function inEnvoy({ envoy, questions }: StreamReport): Html {
  if (!envoy) return html``;
  const { setting, figures, different } = envoy;
  return html`<p>
    In a real Envoy, with ${told(setting)}: hits ${withInterval(figures.hits)}, wrong
    ${withInterval(figures.wrong)}; ${different} of ${questions} questions were answered in another way than
    here.
  </p>`;
}

function worst({ worst }: StreamReport): Html[][] {
  return worst.map(({ distance, asked, truth, takenFor, served }) => [
    html`${distance.toFixed(4)}`,
    html`${asked}<br /><span class="small">${truth}</span>`,
    html`${takenFor}<br /><span class="small">${served}</span>`,
  ]);
}
