import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { writeCanonical } from "../../assembly/json/canonical";
import { JsonValue } from "../../assembly/json/value";
import { amid } from "./bytes";

/** JSON in which each `'` stands for a double quote, which makes it readable in a literal. */
export function json(text: string): Slice {
  return Slice.of(text.replaceAll("'", '"'));
}

/** The text with `'` for each double quote: the way back from `json`. */
export function shown(text: Slice): string {
  return text.toString().replaceAll('"', "'");
}

/** The value of well-formed JSON (quotes as in `json`). */
export function parsed(text: string): JsonValue {
  const value = JsonValue.parse(json(text));
  expect(value == null).toBe(false, text);
  return value!;
}

/** The canonical form, or why there is none (quotes as in `json`). */
export function canonical(text: string): string {
  const value = JsonValue.parse(json(text));
  if (value == null) return "malformed";
  const out = new ByteWriter();
  return writeCanonical(out, value) ? shown(out.finish()) : "ambiguous";
}

/** `depth` containers around `inner`. */
export function nested(open: string, inner: string, close: string, depth: i32): string {
  return open.repeat(depth) + inner + close.repeat(depth);
}

/** What stands in a row between ` | `. */
export function cases(row: string): string[] {
  return row.split(" | ");
}

/** Bytes that would finish or go on with a text, were it read past its end. */
const AFTER: StaticArray<u8> = [0x00, 0x20, 0x22, 0x30, 0x5d, 0x7d];

/** Whether the bytes are one JSON value; -1 where the answer depends on what surrounds them. */
export function isWellFormed(text: Slice): i32 {
  let count = 0;
  for (let i = 0; i < AFTER.length; i++) if (JsonValue.parse(amid(text, i, AFTER[i])) != null) count++;
  return count == 0 ? 0 : count == AFTER.length ? 1 : -1;
}

/** Each text is one JSON value (quotes as in `json`). */
export function expectWellFormed(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) expect(isWellFormed(json(texts[i]))).toBe(1, texts[i]);
}

/** No text is a JSON value (quotes as in `json`). */
export function expectMalformed(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) expect(isWellFormed(json(texts[i]))).toBe(0, texts[i]);
}

/** The first length at which the beginning of `text` is a JSON value, though what follows is there; else -1. */
export function firstWellFormedCut(text: Slice): i32 {
  for (let length = 0; length < text.length; length++) {
    if (JsonValue.parse(text.slice(0, length)) != null) return length;
  }
  return -1;
}
