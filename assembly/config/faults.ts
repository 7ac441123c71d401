import { ByteWriter } from "../bytes/byte-writer";
import { lowerCase } from "../bytes/lower-case";
import { Slice } from "../bytes/slice";
import { writeText } from "../json/text";
import { JsonValue } from "../json/value";

/** Longest value or name that a message quotes, in UTF-16 code units. */
const MAX_QUOTED = 64;

/** All that is wrong with a configuration, and all that has no effect: messages with paths, without secrets. */
export class Faults {
  readonly faults: string[] = [];
  readonly warnings: string[] = [];

  /** `got` is a description, see `shown` and its like. */
  expected(path: string, what: string, got: string): void {
    const fault = path + ": expected " + what + ", got " + got;
    if (!this.faults.includes(fault)) this.faults.push(fault);
  }

  /** The field at `path` has no effect because `why`. */
  ignored(path: string, why: string): void {
    this.warnings.push(path + ": " + why + ", ignored");
  }
}

/** Whether a field of this name holds what must never be printed. */
export function looksSecret(name: string): bool {
  const lower = lowerCase(name);
  return (
    lower.endsWith("key") ||
    lower.includes("password") ||
    lower.includes("passwd") ||
    lower.includes("token") ||
    lower.includes("secret") ||
    lower.includes("credential")
  );
}

/** The type of a value, in words. */
export function kindOf(value: JsonValue | null): string {
  if (value == null) return "nothing";
  if (value.isObject) return "an object";
  if (value.isArray) return "an array";
  if (value.isText) return "a string";
  if (value.isNumber) return "a number";
  return value.isBoolean ? "a boolean" : "null";
}

/** A value that may be secret: its type, or stars for a string. */
export function hidden(value: JsonValue | null): string {
  if (value == null || !value.isText) return kindOf(value);
  return value.inner.length == 0 ? '""' : '"***"';
}

/** A value that is no secret, as JSON on one line; containers by type. */
export function shown(value: JsonValue | null): string {
  if (value == null || value.isObject || value.isArray) return kindOf(value);
  if (!value.isText) return shorten(value.raw.toString());
  const text = value.text();
  return text == null ? "a string that is no Unicode text" : quote(shorten(text.toString()));
}

/** A field's name as it may stand in a path: on one line, and of bounded length. */
export function safeName(name: string): string {
  const quoted = quote(shorten(name));
  return quoted.substring(1, quoted.length - 1);
}

function quote(text: string): string {
  const out = new ByteWriter();
  writeText(out, Slice.of(text));
  return out.finish().toString();
}

function shorten(text: string): string {
  if (text.length <= MAX_QUOTED) return text;
  const isHighSurrogate = (text.charCodeAt(MAX_QUOTED - 1) & 0xfc00) == 0xd800;
  return text.substring(0, isHighSurrogate ? MAX_QUOTED - 1 : MAX_QUOTED) + "…";
}
