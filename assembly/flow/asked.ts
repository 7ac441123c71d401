import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { Key } from "../key/key";

/** A request as it came, and what has been read of it. */
export class Asked {
  constructor(
    readonly body: Slice,
    /** Whose request it is, and on which route: together with the body all that the key is made from. */
    private readonly caller: Slice,
    private readonly route: string,
    readonly request: ChatRequest,
    readonly key: Key,
  ) {}

  /** Whether another one is the same in each byte. */
  isOf(body: Slice, caller: Slice, route: string): bool {
    return this.body.equalsSlice(body) && this.caller.equalsSlice(caller) && this.route == route;
  }
}
