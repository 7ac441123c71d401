import type { Section } from "./sections.ts";

/** A section as text: its columns are aligned, the first to the left. */
export function asText({ title, head, rows }: Section): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd();
  return [`\n${title}`, line(head), ...rows.map(line)].join("\n");
}

/** The same in Markdown. */
export function asMarkdown({ title, head, rows }: Section): string {
  const line = (row: string[]): string => `| ${row.join(" | ")} |`;
  return [`### ${title}`, "", line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}
