import { Slice } from "../bytes/slice";
import { Call, Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Receiver } from "../host/host";
import { entryKey } from "./lookup";
import { Runtime } from "./runtime";

/** Who is told that an entry has been removed. */
export interface Purger {
  /** @param fault why it may still be there; empty when it is gone */
  onPurged(key: Slice, fault: string): void;
}

/** Removes an entry and its vector: from the cache first, and from the vector store even where that failed. */
export class Purging implements Receiver {
  private fault: string = "";
  private upstream: Upstream = Upstream.Redis;
  private sentAt: i64 = 0;

  constructor(
    private readonly runtime: Runtime,
    private readonly purger: Purger,
    private readonly id: Slice,
  ) {}

  start(): void {
    this.runtime.background.begin();
    const cache = this.runtime.backends.cache;
    if (cache == null) return this.removeVector();
    this.send(cache.remove(entryKey(this.runtime.config.entry.keyPrefix, this.id)));
  }

  onReply(_tag: i32, reply: Reply): void {
    const backends = this.runtime.backends;
    const isCache = this.upstream == Upstream.Redis;
    const fault = isCache ? backends.cache!.readRemove(reply) : backends.semantic!.store.readDone(reply);
    this.runtime.report(this.upstream, reply, fault, this.sentAt);
    if (fault != null)
      this.fault += (this.fault == "" ? "" : "; ") + upstreamName(this.upstream) + ": " + fault;
    if (isCache) this.removeVector();
    else this.end();
  }

  private removeVector(): void {
    const semantic = this.runtime.backends.semantic;
    if (semantic == null) return this.end();
    this.upstream = Upstream.Vector;
    this.send(semantic.store.remove(this.id));
  }

  private send(call: Call): void {
    this.sentAt = this.runtime.host.now();
    const reply = this.runtime.host.dispatch(call, this.runtime.config.limits.storeTimeout, this, 0);
    if (reply != null) this.onReply(0, reply);
  }

  private end(): void {
    this.runtime.background.end();
    this.purger.onPurged(this.id, this.fault);
  }
}
