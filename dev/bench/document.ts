import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

const BEGIN = "<!-- bench -->";
const END = "<!-- /bench -->";

/** Puts `content` between the two marks of a Markdown file, in place of what is there, as `make format` would have it. */
export async function fillIn(file: string, content: string): Promise<void> {
  const text = replaceMarked(readFileSync(file, "utf8"), content);
  const options = await resolveConfig(file);
  writeFileSync(file, await format(text, { ...options, parser: "markdown" }));
}

/** The text with `content` between its marks; throws where it has none. */
export function replaceMarked(text: string, content: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the text has no ${BEGIN} … ${END}`);
  return `${text.slice(0, from + BEGIN.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}
