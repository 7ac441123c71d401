import { html, type Html, table } from "../../report/html.ts";
import { pairsSection } from "./pairs-section.ts";
import type { Report } from "./report.ts";
import { streamSection } from "./stream-section.ts";

const STYLE = `
  body { font: 15px/1.5 Helvetica, Arial, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
  table { border-collapse: collapse; margin: 1rem 0; }
  td, th { border-bottom: 1px solid #ddd; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
  th { font-weight: normal; color: #666; }
  pre { background: #f6f6f6; padding: .6rem .8rem; overflow-x: auto; }
  svg { max-width: 100%; height: auto; }
  .small { color: #666; font-size: 13px; }
`;

/** The report as one page that loads nothing. */
export async function page(report: Report): Promise<string> {
  const streams = await Promise.all(report.streams.map(streamSection));
  const pairs = await Promise.all(report.pairs.map(pairsSection));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>AI cache: evaluation</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>AI cache: evaluation</h1>
        ${head(report)} ${streams} ${pairs}
        <p class="small">
          Shares are followed by their 95 % intervals (Wilson). A best setting was chosen by the same
          questions that it is measured with: expect a little less of it on others. docs/evaluation.md says
          what the figures mean.
        </p>
      </body>
    </html>`.text;
}

function head({ created, module, embedder, config }: Report): Html {
  return table(
    ["", ""],
    [
      ["made", created],
      ["module", `${module.file}, SHA-256 ${module.sha256}`],
      ["embedding", `${embedder.name}: ${embedder.model}, ${embedder.dimension} numbers`],
      ["configuration over the defaults", JSON.stringify(config)],
    ],
  );
}
