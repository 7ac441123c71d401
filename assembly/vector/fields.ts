import { Slice } from "../bytes/slice";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Match, VectorDocument } from "./vector-store";

/** The fields of a document that a search gives back, beside `entry`. */
export const FIELDS: StaticArray<string> = ["key", "digest", "scope", "model", "expires_at", "question"];

/** Writes a document's fields into an object that is open; `entry` only where the store keeps entries. */
export function writeFields(out: JsonWriter, document: VectorDocument, keepsEntries: bool): void {
  out.name("key").text(document.key).name("scope").text(document.scope);
  out.name("question").text(document.question).name("digest").text(document.digest);
  out.name("model").string(document.model).name("dimension").integer(document.dimension);
  out.name("expires_at").integer(document.expiresAt);
  if (keepsEntries) out.name("entry").text(document.entry);
}

/** Writes the names of the fields that a search is to give back, into an array that is open. */
export function writeNames(out: JsonWriter, keepsEntries: bool): void {
  for (let i = 0; i < FIELDS.length; i++) out.string(FIELDS[i]);
  if (keepsEntries) out.string("entry");
}

/** A document that was found. Fields that are missing are empty: such a match is never accepted. */
export function matchOf(id: Slice, distance: f64, fields: JsonValue | null): Match {
  return new Match(
    id,
    distance,
    textOf(fields, "key"),
    textOf(fields, "digest"),
    textOf(fields, "scope"),
    textOf(fields, "model"),
    numberOf(fields, "expires_at"),
    textOf(fields, "question"),
    optionalTextOf(fields, "entry"),
  );
}

/** The text of a member; empty where there is none. */
export function textOf(object: JsonValue | null, name: string): Slice {
  const text = optionalTextOf(object, name);
  return text == null ? Slice.EMPTY : text;
}

/** The number of a member; NaN where there is none. */
export function numberOf(object: JsonValue | null, name: string): f64 {
  const value: JsonValue | null = object == null ? null : object.member(name);
  return value == null ? NaN : value.number();
}

/** The matches, nearest first. */
export function nearestFirst(matches: Match[]): Match[] {
  return matches.sort((a, b) => (a.distance < b.distance ? -1 : a.distance > b.distance ? 1 : 0));
}

function optionalTextOf(object: JsonValue | null, name: string): Slice | null {
  const value: JsonValue | null = object == null ? null : object.member(name);
  return value == null ? null : value.text();
}
