import { Reply } from "../call/reply";
import { Receiver } from "./host";

class PendingCall {
  constructor(
    readonly receiver: Receiver,
    readonly tag: i32,
  ) {}
}

/** Which reply is for whom. A reply may come while its call is still being sent, before its token is known. */
export class PendingCalls {
  private readonly byToken: Map<u32, PendingCall> = new Map();
  private sending: bool = false;
  private early: Reply | null = null;

  /** A call is about to be sent. */
  begin(): void {
    this.sending = true;
    this.early = null;
  }

  /** It has been sent; the reply, if it has come already. */
  end(): Reply | null {
    this.sending = false;
    return this.early;
  }

  add(token: u32, receiver: Receiver, tag: i32): void {
    this.byToken.set(token, new PendingCall(receiver, tag));
  }

  /** Hands a reply to who waits for it. */
  deliver(token: u32, reply: Reply): void {
    if (!this.byToken.has(token)) {
      if (this.sending) this.early = reply;
      return;
    }
    const pending = this.byToken.get(token);
    this.byToken.delete(token);
    pending.receiver.onReply(pending.tag, reply);
  }
}
