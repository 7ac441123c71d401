import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Entry } from "../../assembly/entry/entry";
import { Check } from "../../assembly/flow/check";
import { Saving } from "../../assembly/flow/saving";
import { VectorSource } from "../../assembly/flow/vector-saving";
import { JsonValue } from "../../assembly/json/value";
import { Setting, entrySaying } from "./comparing";
import { NOW, toldCall } from "./trial";
import { redisHas } from "./texts";

/** How `toldCall` tells of a document's store, but for its body. */
export const UPSERT = "vector POST /v1/collections/qa1/docs/upsert ";

/** The storing of "A proxy." under `1d`, and the call that it wants next. */
export class Storing {
  readonly entry: Entry;
  readonly saving: Saving;
  next: string;

  /**
   * @param vector with `VectorSource.Known`
   * @param seconds that the entry lives; 0 for ever
   */
  constructor(
    config: string,
    source: VectorSource,
    vector: string = "",
    seconds: i64 = 60,
    check: Check | null = null,
  ) {
    const setting = new Setting(config);
    const entry = entrySaying("A proxy.", seconds);
    const saving = new Saving(
      setting.backends,
      setting.config,
      entry,
      entry.write(),
      Slice.of("1d"),
      source,
      sliceOf(vector),
      check,
    );
    this.entry = entry;
    this.saving = saving;
    this.next = toldCall(saving.start());
  }

  gets(reply: Reply): Storing {
    this.next = toldCall(this.saving.onReply(reply));
    return this;
  }

  /** The look-up's vector comes late, or (empty) not at all. */
  getsVector(vector: string): Storing {
    this.next = toldCall(this.saving.onLateVector(sliceOf(vector)));
    return this;
  }

  /** The entry of the neighbour that it has asked for says this. */
  finds(text: string): Storing {
    expect(this.saving.upstream).toBe(Upstream.Redis);
    return this.gets(redisHas(entrySaying(text).write()));
  }

  /** The next call, and what was wrong with the last reply. */
  get state(): string {
    const fault = this.saving.fault;
    const next = this.next == "nothing" && this.saving.isDone ? "done" : this.next;
    return fault == null ? next : next + ", " + fault;
  }

  /** The document that it wants stored next. */
  get document(): JsonValue {
    expect(this.next.startsWith(UPSERT)).toBe(true, this.next);
    const body = JsonValue.parse(Slice.of(this.next.substring(UPSERT.length)))!;
    const document = body.at(["docs", "0"])!;
    expect(document.member("id")!.raw.toString()).toBe('"1d"', "the question's own");
    expect(document.at(["fields", "question"])!.raw.toString()).toBe('"What is Envoy?"');
    return document;
  }

  /** Where that leads: `key`, `digest` and life in seconds. */
  get target(): string {
    const fields = this.document.member("fields")!;
    const digest = fields.member("digest")!.text()!.slice(0, 8).toString();
    const life = <i64>fields.member("expires_at")!.number() - NOW;
    return fields.member("key")!.text()!.toString() + " " + digest + " " + life.toString();
  }

  /** The record within it, or `none`. */
  get record(): string {
    const record = this.document.at(["fields", "entry"]);
    return record == null ? "none" : record.text()!.toString();
  }
}

function sliceOf(vector: string): Slice | null {
  return vector.length == 0 ? null : Slice.of(vector);
}
