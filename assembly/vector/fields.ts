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

/** A document that was found. Fields that are missing are empty: such a match is never accepted. */
export function matchOf(id: Slice, distance: f64, fields: JsonValue | null): Match {
  return new Fields(fields).match(id, distance);
}

/** A scored document of a search's reply, read in one walk: the first of its members that have these names. */
export class Scored {
  id: Slice = Slice.EMPTY;
  score: f64 = NaN;
  private fields: Fields | null = null;

  constructor(document: JsonValue, idName: string, scoreName: string, fieldsName: string) {
    let hasId = false;
    let hasScore = false;
    const members = new Members(document);
    while (members.next()) {
      if (!hasId && members.isNamed(idName)) {
        hasId = true;
        this.id = orEmpty(members);
      } else if (!hasScore && members.isNamed(scoreName)) {
        hasScore = true;
        this.score = members.value.number();
      } else if (this.fields == null && members.isNamed(fieldsName)) {
        this.fields = new Fields(members.value);
      }
    }
  }

  /** The match at a distance; null where that is no number. */
  at(distance: f64): Match | null {
    if (!isFinite(distance)) return null;
    const fields = this.fields;
    return fields == null ? matchOf(this.id, distance, null) : fields.match(this.id, distance);
  }
}

/** The fields of a document, read in one walk. */
class Fields {
  key: Slice = Slice.EMPTY;
  digest: Slice = Slice.EMPTY;
  scope: Slice = Slice.EMPTY;
  model: Slice = Slice.EMPTY;
  question: Slice = Slice.EMPTY;
  expiresAt: f64 = NaN;
  entry: Slice | null = null;

  constructor(fields: JsonValue | null) {
    const members: Members | null = fields == null ? null : new Members(fields);
    while (members != null && members.next()) this.take(members);
  }

  match(id: Slice, distance: f64): Match {
    return new Match(
      id,
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
