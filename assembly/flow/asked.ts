import { blake2s } from "../bytes/blake2s";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { Key } from "../key/key";

/** A request as it came, and what has been read of it. It may outlive its stream, so it holds no credential. */
export class Asked {
  /** Digest of whose request it is; null before it is asked for. */
  private caller: Slice | null = null;

  /** @param route of the gateway; together with the body and the caller all that the key is made from */
  constructor(
    readonly body: Slice,
    private readonly route: string,
    readonly request: ChatRequest,
    readonly key: Key,
  ) {}

  /** Says whose request it was, before it is remembered. */
  by(caller: Slice): Asked {
    if (this.caller == null) this.caller = blake2s(caller);
    return this;
  }

  /** Whether another one is the same in each byte. */
  isOf(body: Slice, caller: Slice, route: string): bool {
    const own = this.caller;
    if (own == null || !this.body.equalsSlice(body) || this.route != route) return false;
    return own.equalsSlice(blake2s(caller));
  }
}
