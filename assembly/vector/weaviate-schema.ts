import { JsonWriter } from "../json/json-writer";

/** Texts that filters name, and texts that are kept only. */
const KEYWORDS: StaticArray<string> = ["key", "scope", "model"];
const TEXTS: StaticArray<string> = ["question", "digest", "document"];

/** Writes the properties of a class that is made, into an array that is open. */
export function writeProperties(out: JsonWriter, keepsEntries: bool): void {
  for (let i = 0; i < KEYWORDS.length; i++) writeText(out, KEYWORDS[i], true);
  for (let i = 0; i < TEXTS.length; i++) writeText(out, TEXTS[i], false);
  if (keepsEntries) writeText(out, "entry", false);
  // Of this type they are too where the server makes them of itself, for a document that needs them.
  writeNumber(out, "dimension");
  writeNumber(out, "expires_at");
}

/** Writes a property that is compared as a whole, if at all. */
function writeText(out: JsonWriter, name: string, isFilter: bool): void {
  out.openObject().name("name").string(name).name("dataType").openArray().string("text").closeArray();
  out.name("tokenization").string("field").name("indexFilterable").flag(isFilter);
  out.name("indexSearchable").flag(false).closeObject();
}

function writeNumber(out: JsonWriter, name: string): void {
  out.openObject().name("name").string(name).name("dataType").openArray().string("number").closeArray();
  out.closeObject();
}
