import { Slice } from "../bytes/slice";

/** Too Many Requests (RFC 6585, section 4). */
export const TOO_MANY = 429;

/** What came back from a call. */
export class Reply {
  /**
   * @param status the HTTP status, or 0 when there is no answer at all; 200 where Redis itself has answered
   * @param body the body, empty when there is none
   * @param refused whether the proxy would not even send the call (unknown cluster, nothing healthy)
   * @param retryAfter of a reply to too many calls, the seconds for which there should be none; -1 where it does not say
   * @param isSkipped whether it was not even tried, as its upstream has failed too often
   * @param isTooLarge whether it was not looked at, as it is larger than any right reply
   */
  constructor(
    readonly status: i32,
    readonly body: Slice,
    readonly refused: bool = false,
    readonly retryAfter: i32 = -1,
    readonly isSkipped: bool = false,
    readonly isTooLarge: bool = false,
  ) {}

  static refusal(): Reply {
    return new Reply(0, Slice.EMPTY, true);
  }

  static skipped(): Reply {
    return new Reply(0, Slice.EMPTY, false, -1, true);
  }

  static tooLarge(): Reply {
    return new Reply(0, Slice.EMPTY, false, -1, false, true);
  }

  get isOk(): bool {
    return this.status == 200;
  }

  /** Whether the status is one of success: 200, or another below 300 where something was made or nothing is to be said. */
  get isSuccess(): bool {
    return this.status >= 200 && this.status < 300;
  }

  /** Whether there have been too many calls. */
  get isTooMany(): bool {
    return this.status == TOO_MANY;
  }

  /** What went wrong on the way, in words for the log. */
  get fault(): string {
    if (this.refused) return "the proxy refused the call (is the cluster configured and healthy?)";
    if (this.isSkipped) return "not asked, as it has failed too often";
    if (this.isTooLarge) return "the reply is too large";
    if (this.status == 0) return "no reply";
    return "HTTP status " + this.status.toString();
  }
}
