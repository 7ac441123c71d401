import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { VectorCache } from "../embedding/vector-cache";
import { Receiver } from "../host/host";
import { Runtime } from "./runtime";

/**
 * A removal or a sweep in the vector store, or a vector on its way to Redis, that nobody waits for. Its replies matter to
 * metrics and log.
 */
export class Errand implements Receiver {
  private sentAt: i64 = 0;

  constructor(
    private readonly runtime: Runtime,
    private call: Call,
  ) {}

  start(): void {
    this.runtime.background.begin();
    this.send();
  }

  onReply(_tag: i32, reply: Reply): void {
    const backends = this.runtime.backends;
    const upstream = this.call.upstream;
    if (upstream == Upstream.Redis) {
      this.runtime.report(upstream, reply, backends.cache!.readSet(reply), this.sentAt);
      return this.runtime.background.end();
    }
    const semantic = backends.semantic;
    const fault: string | null = semantic == null ? null : semantic.store.readDone(reply);
    this.runtime.report(upstream, reply, fault, this.sentAt);
    const rest: Call | null =
      semantic == null || fault != null ? null : semantic.store.rest(this.call, reply);
    if (rest == null) return this.runtime.background.end();
    this.call = rest;
    this.send();
  }

  private send(): void {
    this.sentAt = this.runtime.host.now();
    const reply = this.runtime.send(this.call, this.runtime.config.limits.storeTimeout, this, 0);
    if (reply != null) this.onReply(0, reply);
  }
}

/** Has the vector of a question kept, where vectors are kept. */
export function keepVector(runtime: Runtime, question: Slice, vector: Slice): void {
  const semantic = runtime.backends.semantic;
  const vectors: VectorCache | null = semantic == null ? null : semantic.vectors;
  if (vectors != null) new Errand(runtime, vectors.set(question, vector)).start();
}
