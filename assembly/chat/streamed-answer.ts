import { Slice } from "../bytes/slice";

/** An answer put together from the events of a stream. */
export abstract class StreamedAnswer {
  /** `[DONE]` has come. */
  isDone: bool = false;
  /** Why the answer cannot be kept, as a label; null while it can. */
  refusal: string | null = null;

  /** Bytes of text gathered so far. */
  abstract get size(): i32;

  /** Takes the data of one event. */
  abstract add(data: Slice): void;

  /** The completion as JSON; it is for the completion's own rules to say whether it is whole. */
  abstract finish(): Slice;
}
