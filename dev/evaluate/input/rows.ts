import { readFileSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { Faults, InputFault, shown } from "./fault.ts";

/** One question of a stream. */
export interface Row {
  question: string;
  /** What the LLM says. */
  answer: string;
  /** What the answer means: two answers of the same truth are equally right. */
  truth: string;
}

/** Column names as they may be given, in lower case. */
const QUESTION = ["question", "text"];
const ANSWER = ["answer", "category"];
const LABEL = ["label"];

/** Which column is what; `label` is -1 where there is none. */
interface Columns {
  question: number;
  answer: number;
  label: number;
}

/** The columns of a file without a header. */
interface Unnamed extends Columns {
  count: number;
  names: string;
}

interface Line {
  cells: string[];
  number: number;
}

/**
 * Reads a stream: CSV (RFC 4180, UTF-8) of questions in the order they came, with the answer to each and, where answers
 * are free text, a label in a third column that says which of them mean the same. The header is `question,answer`
 * or `text,category`, with `label` where there is one, in any order and beside other columns; without a header the
 * columns are question, answer and label.
 */
export function readRows(file: string): Row[] {
  const lines = readLines(file);
  const named = readHeader(lines[0]?.cells ?? [], file);
  if (named) lines.shift();
  const bare = unnamed(lines[0]?.cells.length ?? 0);
  const columns = named ?? bare;
  const faults = new Faults();
  const rows = lines.map(({ cells, number }) => {
    const where = `${file}:${number}`;
    if (!named && cells.length !== bare.count)
      faults.add(where, `expected ${bare.names}, got ${cells.length} columns`);
    return readRow(cells, columns, (what) => faults.add(where, `expected ${what}, got none`));
  });
  faults.check();
  if (rows.length === 0) throw new InputFault(`${file}: expected at least one question, got none`);
  return rows;
}

function readRow(cells: string[], columns: Columns, onMissing: (what: string) => void): Row {
  const cell = (at: number, what: string): string => {
    const text = cells[at] ?? "";
    if (text.trim() === "") onMissing(what);
    return text;
  };
  const answer = cell(columns.answer, "an answer");
  const truth = columns.label < 0 ? answer : cell(columns.label, "a label");
  return { question: cell(columns.question, "a question"), answer, truth };
}

function readLines(file: string): Line[] {
  try {
    const options = { bom: true, relax_column_count: true, skip_empty_lines: true, info: true } as const;
    const records = parse(readFileSync(file), options) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ cells: record, number: info.lines }));
  } catch (error) {
    if (error instanceof CsvError) throw new InputFault(`${file}: ${error.message}`);
    throw new InputFault(`${file}: ${(error as Error).message}`);
  }
}

/** The columns by their names; null where the first line is no header. */
function readHeader(cells: string[], file: string): Columns | null {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const at = (known: string[]): number => names.findIndex((name) => known.includes(name));
  const columns = { question: at(QUESTION), answer: at(ANSWER), label: at(LABEL) };
  if (columns.question < 0 && columns.answer < 0) return null;
  if (columns.question >= 0 && columns.answer >= 0) return columns;
  throw new InputFault(
    `${file}:1: expected the columns question,answer or text,category, got ${shown(cells.join())}`,
  );
}

/** The columns where nothing names them: as many as the first line has. */
function unnamed(count: number): Unnamed {
  const columns = { question: 0, answer: 1 };
  if (count > 2) return { ...columns, label: 2, count: 3, names: "question, answer and label" };
  return { ...columns, label: -1, count: 2, names: "question and answer" };
}
