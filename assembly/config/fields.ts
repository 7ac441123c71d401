import { lowerCase } from "../bytes/lower-case";
import { Slice } from "../bytes/slice";
import { Elements, JsonValue, Members } from "../json/value";
import { Faults, hidden, kindOf, looksSecret, safeName, shown } from "./faults";
import { TextRule, describeRule, obeys } from "./text-rule";

/**
 * Reads the fields of one object. What is wrong goes to `faults` and reads as some harmless value: a
 * configuration with faults is never used. `null` counts as absent. It remembers which fields were asked for.
 */
export class FieldReader {
  private readonly fields: Map<string, JsonValue> = new Map();
  private readonly asked: string[] = [];

  constructor(
    object: JsonValue,
    private readonly path: string,
    private readonly faults: Faults,
  ) {
    const members = new Members(object);
    while (members.next()) {
      const name = members.key.toString();
      if (this.fields.has(name)) faults.expected(this.pathOf(name), "one value", "more than one");
      else this.fields.set(name, members.value);
    }
  }

  /** The field as it stands; null where it is absent or `null`. */
  value(name: string): JsonValue | null {
    this.asked.push(name);
    if (!this.fields.has(name)) return null;
    const value = this.fields.get(name);
    return value.isNull ? null : value;
  }

  /** Any string, an empty one included. */
  text(name: string, fallback: string): string {
    const value = this.value(name);
    if (value == null) return fallback;
    const text = value.text();
    if (text != null) return text.toString();
    this.expected(name, "a string", value);
    return fallback;
  }

  /** A string; null where it is absent or empty. */
  optionalText(name: string, rule: TextRule): string | null {
    const value = this.value(name);
    if (value == null || value.isString("")) return null;
    return this.checked(name, rule, value);
  }

  requiredText(name: string, rule: TextRule): string {
    const value = this.value(name);
    if (value != null && value.isString("")) {
      this.expected(name, "a string that is not empty", value);
      return "";
    }
    return this.checked(name, rule, value);
  }

  /** A list of one string or more. */
  texts(name: string, rule: TextRule, fallback: string[]): string[] {
    const value = this.value(name);
    if (value == null) return fallback;
    const texts = new Array<string>();
    const elements = new Elements(value);
    while (elements.next()) {
      texts.push(this.checked(name + "[" + texts.length.toString() + "]", rule, elements.value));
    }
    if (texts.length == 0) {
      const got = value.isArray ? "an empty one" : shown(value);
      this.faults.expected(this.pathOf(name), "an array of one string or more", got);
    }
    return texts;
  }

  integer(name: string, min: i32, max: i32, fallback: i32): i32 {
    const value = this.value(name);
    if (value == null) return fallback;
    const number = value.number();
    if (number >= min && number <= max && Math.floor(number) == number) return <i32>number;
    this.expected(name, "an integer from " + min.toString() + " to " + max.toString(), value);
    return fallback;
  }

  /** The same; 0 counts as absent, as it does for Higress's plugin. */
  positive(name: string, max: i32, fallback: i32): i32 {
    const value = this.value(name);
    return value == null || value.number() == 0 ? fallback : this.integer(name, 1, max, fallback);
  }

  number(name: string, min: i32, max: i32, fallback: f64): f64 {
    const value = this.value(name);
    if (value == null) return fallback;
    const number = value.number();
    if (number >= min && number <= max) return number;
    this.expected(name, "a number from " + min.toString() + " to " + max.toString(), value);
    return fallback;
  }

  flag(name: string, fallback: bool): bool {
    const value = this.value(name);
    if (value == null) return fallback;
    if (!value.isBoolean) this.expected(name, "true or false", value);
    return value.isTrue;
  }

  /** The index in `choices` of what was chosen; an empty string chooses nothing. */
  oneOf(name: string, choices: string[], fallback: i32): i32 {
    const value = this.value(name);
    return value == null || value.isString("") ? fallback : this.requiredOneOf(name, choices);
  }

  /** The index in `choices` of what was chosen. */
  requiredOneOf(name: string, choices: string[]): i32 {
    const value = this.value(name);
    if (value != null) {
      for (let i = 0; i < choices.length; i++) if (value.isString(choices[i])) return i;
    }
    this.expected(name, choices.length == 1 ? choices[0] : "one of " + choices.join(", "), value);
    return 0;
  }

  /** An object inside this one; null where it is absent or something else. */
  section(name: string): FieldReader | null {
    const value = this.value(name);
    return value == null ? null : this.object(name, value);
  }

  requiredSection(name: string): FieldReader | null {
    return this.object(name, this.value(name));
  }

  /** The objects in an array; null where that is absent, empty or something else. */
  sections(name: string): FieldReader[] | null {
    const value = this.value(name);
    if (value == null) return null;
    if (!value.isArray) {
      this.faults.expected(this.pathOf(name), "an array of objects", kindOf(value));
      return null;
    }
    const sections = new Array<FieldReader>();
    const elements = new Elements(value);
    for (let i = 0; elements.next(); i++) {
      const section = this.object(name + "[" + i.toString() + "]", elements.value);
      if (section != null) sections.push(section);
    }
    return sections.length == 0 ? null : sections;
  }

  /** Whether nobody has asked for some field yet. */
  get hasMore(): bool {
    const names = this.fields.keys();
    for (let i = 0; i < names.length; i++) if (!this.asked.includes(names[i])) return true;
    return false;
  }

  /** The field has no effect because `why`: worth a warning where it is there all the same, and not empty. */
  unused(name: string, why: string): void {
    const value = this.value(name);
    if (value != null && !value.isString("")) this.faults.ignored(this.pathOf(name), why);
  }

  /** Adds the fault that field `name` is not `what`. */
  expected(name: string, what: string, value: JsonValue | null): void {
    this.faults.expected(this.pathOf(name), what, looksSecret(name) ? hidden(value) : shown(value));
  }

  /** Warns about every field that nobody asked for; to be called when all have been. */
  finish(): void {
    const names = this.fields.keys();
    for (let i = 0; i < names.length; i++) {
      if (this.asked.includes(names[i])) continue;
      this.faults.ignored(this.pathOf(names[i]), "unknown field" + this.suggestion(names[i]));
    }
  }

  private object(name: string, value: JsonValue | null): FieldReader | null {
    if (value != null && value.isObject) return new FieldReader(value, this.pathOf(name), this.faults);
    // By type only: who puts a key where its object belongs must not find it in the log.
    this.faults.expected(this.pathOf(name), "an object", kindOf(value));
    return null;
  }

  private checked(name: string, rule: TextRule, value: JsonValue | null): string {
    const bytes: Slice | null = value == null ? null : value.text();
    if (bytes == null) {
      this.expected(name, "a string", value);
      return "";
    }
    const text = bytes.toString();
    if (obeys(rule, text)) return text;
    // `user:password@host` is no host.
    const isSecret = looksSecret(name) || (rule == TextRule.Host && text.includes("@"));
    this.faults.expected(this.pathOf(name), describeRule(rule), isSecret ? hidden(value) : shown(value));
    return "";
  }

  private suggestion(name: string): string {
    const lower = lowerCase(name);
    for (let i = 0; i < this.asked.length; i++) {
      if (lowerCase(this.asked[i]) == lower) return " (did you mean " + this.asked[i] + "?)";
    }
    return "";
  }

  private pathOf(name: string): string {
    return this.path == "" ? safeName(name) : this.path + "." + safeName(name);
  }
}
