import { Slice } from "../bytes/slice";
import { Call, Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Receiver } from "../host/host";
import { entryKey } from "./entry-key";
import { Runtime } from "./runtime";

/** Who is told that an entry has been removed. */
export interface Purger {
  /** @param fault why it may still be there; empty when it is gone */
  onPurged(key: Slice, fault: string): void;
}

const enum PurgingState {
  Entry,
  /** The document of the entry's own question, which may lead to another entry. */
  Document,
  /** All documents that lead to the entry. */
  Links,
}

/**
 * Removes an entry, its own vector and all that lead to it: from the cache first, and from the vector store even where
 * that failed.
 */
export class Purging implements Receiver {
  private fault: string = "";
  private state: PurgingState = PurgingState.Entry;
  private sentAt: i64 = 0;
  /** The call that is waited for. */
  private sent: Call | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly purger: Purger,
    private readonly id: Slice,
  ) {}

  start(): void {
    this.runtime.background.begin();
    const local = this.runtime.local;
    if (local != null) local.drop(this.id);
    const cache = this.runtime.backends.cache;
    if (cache == null) return this.removeVectors();
    this.send(cache.remove(entryKey(this.runtime.config.entry.keyPrefix, this.id)));
  }

  onReply(_tag: i32, reply: Reply): void {
    const backends = this.runtime.backends;
    const isCache = this.state == PurgingState.Entry;
    const upstream = isCache ? Upstream.Redis : Upstream.Vector;
    const fault = isCache ? backends.cache!.readRemove(reply) : backends.semantic!.store.readDone(reply);
    this.runtime.report(upstream, reply, fault, this.sentAt);
    if (fault != null) this.tell(upstreamName(upstream) + ": " + fault);
    const sent = this.sent;
    const rest: Call | null =
      isCache || fault != null || sent == null ? null : backends.semantic!.store.rest(sent, reply);
    if (rest != null) this.send(rest);
    else if (this.state == PurgingState.Links) this.end();
    else this.removeVectors();
  }

  private removeVectors(): void {
    const semantic = this.runtime.backends.semantic;
    if (semantic == null) return this.end();
    const refusal = semantic.preparation.refusal;
    if (refusal != "") {
      this.runtime.prepare();
      // Nothing of ours is in one that does not fit.
      if (refusal == "preparing") this.tell("vector: the collection is not ready");
      return this.end();
    }
    const isFirst = this.state == PurgingState.Entry;
    this.state = isFirst ? PurgingState.Document : PurgingState.Links;
    this.send(isFirst ? semantic.store.remove(this.id) : semantic.store.removeLeading(this.id));
  }

  private tell(fault: string): void {
    // Both calls to the vector store may fail alike.
    if (!this.fault.endsWith(fault)) this.fault += (this.fault == "" ? "" : "; ") + fault;
  }

  private send(call: Call): void {
    this.sent = call;
    this.sentAt = this.runtime.host.now();
    const reply = this.runtime.host.dispatch(call, this.runtime.config.limits.storeTimeout, this, 0);
    if (reply != null) this.onReply(0, reply);
  }

  private end(): void {
    this.runtime.background.end();
    this.purger.onPurged(this.id, this.fault);
  }
}
