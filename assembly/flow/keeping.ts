import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { Completion } from "../chat/completion";
import { Entry } from "../entry/entry";
import { Key } from "../key/key";
import { Agreement } from "./agreement";
import { Asking } from "./asking";
import { Directives } from "./directives";
import { Life } from "./life";
import { Recording } from "./recording";
import { Runtime } from "./runtime";
import { Saver } from "./saver";
import { Saving } from "./saving";
import { Hit } from "./step";
import { VectorSource } from "./vector-saving";

/** Watches the model's answer go by, and stores it when it is whole and worth keeping. */
export class Keeping {
  private recording: Recording | null = null;
  /** Bytes of the runtime's allowance that it has. */
  private taken: i32 = 0;

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
    if (!this.runtime.allowance.take(size)) return this.refuse("overload");
    this.taken += size;
    if (size > 0) recording.add(this.runtime.host.responseBody(size));
    const refusal = recording.refusal;
    if (refusal != null) this.refuse(refusal);
    else if (endOfStream || recording.isComplete) this.onResponseEnd();
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
  }

  private record(contentType: Slice): Recording | null {
    const config = this.runtime.config;
    const now = this.runtime.host.now() / 1000;
    return Recording.of(contentType, config.answer, this.request.model, now, config.limits.maxEntryBytes);
  }

  private store(completion: Completion): void {
    const config = this.runtime.config;
    const now = this.runtime.host.now() / 1000;
    const key = this.key;
    const life = Life.of(key.question, this.directives.ttl, config, this.runtime.dice);
    const expires = life.ttl == 0 ? 0 : now + life.ttl;
    const entry = new Entry(key.scope, this.request.model, key.question, now, expires, completion);
    const records = this.runtime.backends.records;
    const record = records.write(key.id, entry);
    if (record.length > config.limits.maxEntryBytes) return this.refuse("too_large");
    // Such as one that is nested as deep as can be read, and one level deeper within its record.
    const stored = records.read(key.id, record);
    if (stored == null) return this.refuse("unreadable");
    const seat = this.asking.seat;
    if (seat != null) seat.land(new Hit(stored, key.id, -1));
    if (config.cache == null && this.asking.looking.vectorSource == VectorSource.None)
      return this.refuse("no_vector");
    this.save(entry, record, life.stale);
  }

  /** @param stale seconds for which a cache keeps the entry beyond its life */
  private save(entry: Entry, record: Slice, stale: i32): void {
    const runtime = this.runtime;
    const looking = this.asking.looking;
    const source = looking.vectorSource;
    const saving = new Saving(
      runtime.backends,
      runtime.config,
      entry,
      record,
      this.key.id,
      source,
      looking.vector,
      this.asking.check,
      stale,
    );
    const saver = new Saver(runtime, saving, this.asking.seat, this.taken);
    this.taken = 0;
    if (source == VectorSource.Late) looking.notify(saver);
    saver.start();
  }

  /** Records no more of it. */
  private refuse(reason: string): void {
    this.recording = null;
    this.runtime.allowance.give(this.taken);
    this.taken = 0;
    this.runtime.metrics.storeRefused(reason);
    const seat = this.asking.seat;
    if (seat != null) seat.close();
    const check = this.asking.check;
    if (check != null && check.isAudit) this.runtime.learning!.note(check, Agreement.Unknown, this.key.id);
  }
}
