import { Code, Failure } from "./failure.ts";

/** A piece of a filter: a name, a constant, or a keyword, operator or bracket in lower case. */
export type Token =
  | { kind: "name"; text: string }
  | { kind: "constant"; text: string; value: string | number | boolean }
  | { kind: "symbol"; text: string };

const KEYWORDS = ["and", "or", "not", "in", "like", "is", "null"];
/** A string ends at its first closing quote: the service documents no escape, so a quote goes in the other kind. */
const TOKEN =
  /\s*(?:('[^']*'|"[^"]*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][\w-]*)|(<>|!=|<=|>=|[=<>(),]))/y;

/** Splits a filter into tokens; throws InvalidFilter at what is none. */
export function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  const end = filter.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(filter);
    if (!match)
      throw new Failure(Code.InvalidFilter, `filter is invalid at ${JSON.stringify(filter.slice(from))}`);
    tokens.push(toToken(match));
  }
  return tokens;
}

function toToken([, quoted, number, word, symbol]: RegExpExecArray): Token {
  if (quoted !== undefined) return { kind: "constant", text: quoted, value: quoted.slice(1, -1) };
  if (number !== undefined) return { kind: "constant", text: number, value: Number(number) };
  if (word === undefined) return { kind: "symbol", text: symbol! };
  const lower = word.toLowerCase();
  if (lower === "true" || lower === "false") return { kind: "constant", text: word, value: lower === "true" };
  return KEYWORDS.includes(lower) ? { kind: "symbol", text: lower } : { kind: "name", text: word };
}
