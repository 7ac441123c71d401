import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { Completion } from "../chat/completion";
import { Entry } from "../entry/entry";
import { Key } from "../key/key";
import { isVolatile } from "../key/volatile";
import { Asking } from "./asking";
import { Agreement } from "./comparison";
import { Directives } from "./directives";
import { Recording } from "./recording";
import { Runtime } from "./runtime";
import { Saver } from "./saver";
import { Saving, VectorSource } from "./saving";

/** Watches the model's answer go by, and stores it when it is whole and worth keeping. */
export class Keeping {
  private recording: Recording | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly request: ChatRequest,
    private readonly key: Key,
    private readonly directives: Directives,
    private readonly asking: Asking,
  ) {}

  /** Decides by the headers whether the answer is one to record. */
  onResponseHeaders(): void {
    const host = this.runtime.host;
    const status = host.responseHeader(":status");
    if (status == null || !status.equals("200")) return this.refuse("status");
    const encoding = host.responseHeader("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) return this.refuse("content_encoding");
    const type = host.responseHeader("content-type");
    const recording: Recording | null = type == null ? null : this.record(type);
    if (recording == null) return this.refuse("content_type");
    this.recording = recording;
  }

  onResponseBody(size: i32, endOfStream: bool): void {
    const recording = this.recording;
    if (recording == null) return;
    if (size > 0) recording.add(this.runtime.host.responseBody(size));
    const refusal = recording.refusal;
    if (refusal != null) {
      this.recording = null;
      this.refuse(refusal);
    } else if (endOfStream || recording.isComplete) {
      this.onResponseEnd();
    }
  }

  /** The answer has ended, as it should. */
  onResponseEnd(): void {
    const recording = this.recording;
    if (recording == null) return;
    this.recording = null;
    const completion = recording.finish();
    let refusal = recording.refusal;
    if (refusal != null) return this.refuse(refusal);
    if (completion == null) return this.refuse("not_a_completion");
    refusal = completion.refusal(this.request.choices);
    if (refusal != null) return this.refuse(refusal);
    this.store(completion);
  }

  /** The stream is gone; an answer that had not ended was cut off. */
  onDelete(): void {
    if (this.recording != null) this.refuse("incomplete");
    this.recording = null;
  }

  private record(contentType: Slice): Recording | null {
    const config = this.runtime.config;
    const now = this.runtime.host.now() / 1000;
    return Recording.of(contentType, config.answer, this.request.model, now, config.limits.maxEntryBytes);
  }

  private store(completion: Completion): void {
    const config = this.runtime.config;
    const now = this.runtime.host.now() / 1000;
    const ttl = this.ttl();
    const key = this.key;
    const expires = ttl == 0 ? 0 : now + ttl;
    const entry = new Entry(key.scope, this.request.model, key.question, now, expires, completion);
    const records = this.runtime.backends.records;
    const record = records.write(key.id, entry);
    if (record.length > config.limits.maxEntryBytes) return this.refuse("too_large");
    // Such as one that is nested as deep as can be read, and one level deeper within its record.
    if (records.read(key.id, record) == null) return this.refuse("unreadable");
    const source = this.asking.vectorSource;
    if (config.cache == null && source == VectorSource.None) return this.refuse("no_vector");
    const saving = new Saving(
      this.runtime.backends,
      config,
      entry,
      record,
      key.id,
      source,
      this.asking.vector,
      this.asking.check,
    );
    const saver = new Saver(this.runtime, saving);
    if (source == VectorSource.Late) this.asking.notify(saver);
    saver.start();
  }

  /** Life of the entry in seconds: as the client asks, but never longer than configured; 0 for no expiry. */
  private ttl(): i32 {
    const config = this.runtime.config;
    const ttl = shorter(config.entry.ttl, this.directives.ttl);
    const volatile = config.volatile;
    if (volatile == null || !isVolatile(this.key.question, volatile.words)) return ttl;
    return shorter(ttl, volatile.ttl);
  }

  private refuse(reason: string): void {
    this.runtime.metrics.storeRefused(reason);
    const check = this.asking.check;
    if (check != null && check.isAudit) this.runtime.learning!.note(check, Agreement.Unknown, this.key.id);
  }
}

/** The shorter of two lives in seconds, of which 0 is the longest. */
function shorter(a: i32, b: i32): i32 {
  if (a == 0 || b == 0) return max(a, b);
  return min(a, b);
}
