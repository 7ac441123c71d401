import { endOfLine } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { isUtf8 } from "../bytes/utf8";
import { Completion } from "../chat/completion";
import { digestOf } from "./digest";
import { JsonWriter } from "../json/json-writer";
import { JsonValue, Members } from "../json/value";

/** Version of the record; another one is not read. */
const VERSION: i64 = 1;

/** The stored record of one answer, the same for streamed and plain requests. */
export class Entry {
  /** Null before it is asked for. */
  private ownDigest: Slice | null = null;

  constructor(
    /** What had to be identical, in hexadecimal. */
    readonly scope: Slice,
    readonly model: Slice,
    readonly question: Slice,
    /** Seconds since 1970. */
    readonly created: i64,
    /** Seconds since 1970; 0 for no expiry. */
    readonly expires: i64,
    /** The whole chat completion, compact JSON. */
    readonly completion: Completion,
  ) {}

  /** Fingerprint of what the answer says. */
  get digest(): Slice {
    const digest = this.ownDigest == null ? digestOf(this.completion) : this.ownDigest!;
    this.ownDigest = digest;
    return digest;
  }

  /** The record as JSON. */
  write(): Slice {
    const out = new JsonWriter();
    out.openObject().name("v").integer(VERSION);
    out.name("scope").text(this.scope).name("model").text(this.model).name("question").text(this.question);
    out.name("created").integer(this.created).name("expires").integer(this.expires);
    return out.name("completion").raw(this.completion.value.raw).closeObject().finish();
  }

  /** Reads a record; null where it is none that `write` could have made, or one of another version. */
  static read(bytes: Slice): Entry | null {
    // A line break would end an event of the replayed stream.
    if (!isUtf8(bytes) || endOfLine(bytes, 0) < bytes.length) return null;
    const record = JsonValue.parse(bytes);
    if (record == null) return null;
    let isOurs = false;
    let scope: Slice | null = null;
    let model: Slice | null = null;
    let question: Slice | null = null;
    let created = NaN;
    let expires = NaN;
    let completion: JsonValue | null = null;
    const members = new Members(record);
    while (members.next()) {
      const value = members.value;
      if (members.isNamed("v")) isOurs = value.number() == <f64>VERSION;
      else if (members.isNamed("scope")) scope = value.text();
      else if (members.isNamed("model")) model = value.text();
      else if (members.isNamed("question")) question = value.text();
      else if (members.isNamed("created")) created = value.number();
      else if (members.isNamed("expires")) expires = value.number();
      else if (members.isNamed("completion")) completion = value;
    }
    if (!isOurs || scope == null || model == null || question == null || completion == null) return null;
    if (!isTime(created) || !isTime(expires)) return null;
    const choices = completion.member("choices");
    if (choices == null || !choices.isArray) return null;
    return new Entry(scope, model, question, <i64>created, <i64>expires, new Completion(completion));
  }

  /** Whether it may answer a request of this scope now. */
  serves(scope: Slice, now: i64): bool {
    return this.scope.equalsSlice(scope) && (this.expires == 0 || this.expires > now);
  }

  /** Seconds since it was made. */
  age(now: i64): i64 {
    return max<i64>(0, now - this.created);
  }
}

function isTime(seconds: f64): bool {
  return seconds >= 0 && seconds < 1e12;
}
