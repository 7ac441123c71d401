import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { Key } from "../key/key";

/** A request as it came, and what has been read of it. It may outlive its stream, so it holds no credential. */
export class Asked {
  /** @param route of the gateway; together with the body and the caller all that the key is made from */
  constructor(
    readonly body: Slice,
    readonly route: string,
    readonly request: ChatRequest,
    readonly key: Key,
  ) {}
}
