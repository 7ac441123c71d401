import { format } from "prettier";
import { cellOf, COLUMNS, NAMES, WORDS } from "./expected.ts";
import { REAL } from "./real.ts";
import type { Phase } from "./scene.ts";

const INTRODUCTION = `# What comes of a fault

Whatever fails, the client gets the LLM's answer, byte for byte, or the right one from the cache. This table is what
\`tests/v8-host/fault-matrix.test.ts\` sees in the built modules, over each way to Redis: the test makes each fault of each
upstream, while an answer is looked up and while one is stored, and fails where something else comes of it than stands here.
In the columns "before" five requests in a row have met the fault, and the cell says what it costs the next one.
The page is written from the table of that test, and held against it: \`make faults-page\` writes it anew.

In each cell the request goes on as it came, nothing is stored that should not be, no stream stays open, and the memory
returns. "No healthy host" and "unknown cluster" are the proxy's own refusals; a reset in the middle of a reply, to a call of
the filter, looks like one before it, as a proxy hands over whole replies only. [Breakers](operators/tuning.md#breakers) are
as by default in the columns "before", and off in the others, so that each call meets the fault.
`;

const HEADS = {
  redis: "Redis",
  embedding: "embedding",
  vector: "vector store",
  verifier: "verifier",
  llm: "LLM",
};

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function table(): string {
  const heads = COLUMNS.map(
    ([upstream, phase]) =>
      `${HEADS[upstream]}${upstream === "llm" && phase !== "before" ? "" : `, ${phase}`}`,
  );
  const lines = NAMES.map((name) => row([name, ...COLUMNS.map((_, column) => cellOf(name, column))]));
  return [row(["fault", ...heads]), row(["---", ...COLUMNS.map(() => "---")]), ...lines].join("\n");
}

function words(phase: Phase): string {
  const lines = Object.entries(WORDS[phase]).map(([word, meaning]) => row([`\`${word}\``, meaning]));
  return [row([phase, "what comes of it"]), row(["---", "---"]), ...lines].join("\n");
}

function real(): string {
  const lines = REAL.map(({ what, file, title }) =>
    row([what, `[${file}](../tests/envoy/${file}.test.ts) "${title}"`]),
  );
  return [row(["fault", "test"]), row(["---", "---"]), ...lines].join("\n");
}

/** The page \`docs/faults.md\`, as \`make format\` would have it. */
export function page(): Promise<string> {
  const parts = [
    INTRODUCTION,
    table(),
    "## The words",
    words("before"),
    words("look-up"),
    words("store"),
    "In the last column `stored` is an answer that is whole in spite of all. Each other word is the `reason` for which it was not stored, in `ai_cache_stores_refused_total` ([metrics](operators/metrics.md)); the client has it as the LLM sent it, or the proxy's own 503.",
    "## In a real Envoy",
    "The main rows again, with the built module in Envoy, and stand-ins that fail over real sockets:",
    real(),
  ];
  return format(parts.join("\n\n"), { parser: "markdown", printWidth: 110 });
}
