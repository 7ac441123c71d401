import { Slice } from "../bytes/slice";
import { JsonWriter } from "../json/json-writer";
import { JsonValue, Members } from "../json/value";
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

/**
 * A document that was found; null where its distance is no number. Fields that are missing are empty: such a match is never
 * accepted.
 */
export function scored(id: Slice, distance: f64, fields: JsonValue | null): Match | null {
  const found = new Found();
  found.id = id;
  if (fields != null) found.readFields(fields);
  return found.at(distance);
}

/** A document of a search's reply, which is read in one walk. */
export class Found {
  id: Slice = Slice.EMPTY;
  score: f64 = NaN;
  private key: Slice = Slice.EMPTY;
  private digest: Slice = Slice.EMPTY;
  private scope: Slice = Slice.EMPTY;
  private model: Slice = Slice.EMPTY;
  private question: Slice = Slice.EMPTY;
  private expiresAt: f64 = NaN;
  private entry: Slice | null = null;

  /** Reads the first of a document's members that have these names. */
  static in(document: JsonValue, id: string, score: string, fields: string): Found {
    const found = new Found();
    let names = 0;
    const members = new Members(document);
    while (members.next()) {
      const name = members.isNamed(id) ? 1 : members.isNamed(score) ? 2 : members.isNamed(fields) ? 4 : 0;
      const isFirst = (names & name) == 0;
      names |= name;
      if (!isFirst) continue;
      if (name == 1) found.id = orEmpty(members);
      else if (name == 2) found.score = members.value.number();
      else if (name == 4) found.readFields(members.value);
    }
    return found;
  }

  readFields(fields: JsonValue): void {
    const members = new Members(fields);
    while (members.next()) this.take(members);
  }

  /** The match at a distance; null where that is no number. */
  at(distance: f64): Match | null {
    if (!isFinite(distance)) return null;
    return new Match(
      this.id,
      distance,
      this.key,
      this.digest,
      this.scope,
      this.model,
      this.expiresAt,
      this.question,
      this.entry,
    );
  }

  private take(member: Members): void {
    if (member.isNamed("key")) this.key = orEmpty(member);
    else if (member.isNamed("digest")) this.digest = orEmpty(member);
    else if (member.isNamed("scope")) this.scope = orEmpty(member);
    else if (member.isNamed("model")) this.model = orEmpty(member);
    else if (member.isNamed("question")) this.question = orEmpty(member);
    else if (member.isNamed("expires_at")) this.expiresAt = member.value.number();
    else if (member.isNamed("entry")) this.entry = member.valueText();
  }
}

function orEmpty(member: Members): Slice {
  const text = member.valueText();
  return text == null ? Slice.EMPTY : text;
}

/** The text of a member; empty where there is none. */
export function textOf(object: JsonValue | null, name: string): Slice {
  const value: JsonValue | null = object == null ? null : object.member(name);
  const text: Slice | null = value == null ? null : value.text();
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
