import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { Receiver } from "../../assembly/host/host";
import { PendingCalls } from "../../assembly/host/pending-calls";

/** Writes down what it receives: `TAG:BODY` each. */
class Listener implements Receiver {
  heard: string = "";

  onReply(tag: i32, reply: Reply): void {
    this.heard += tag.toString() + ":" + reply.body.toString() + ";";
  }
}

/** Sends another call from within the reply, as a look-up does. */
class Asker implements Receiver {
  heard: string = "";

  constructor(
    private readonly calls: PendingCalls,
    private readonly token: u32,
  ) {}

  onReply(tag: i32, reply: Reply): void {
    this.heard += tag.toString() + ":" + reply.body.toString() + ";";
    if (tag > 1) return;
    this.calls.begin();
    expect(this.calls.end() == null).toBe(true);
    this.calls.add(this.token, this, tag + 1);
  }
}

function saying(body: string): Reply {
  return new Reply(200, Slice.of(body));
}

/** Sends a call whose reply comes later. */
function send(calls: PendingCalls, token: u32, receiver: Receiver, tag: i32): void {
  calls.begin();
  expect(calls.end() == null).toBe(true);
  calls.add(token, receiver, tag);
}

describe("pending calls", () => {
  it("hand each reply to who waits for it", () => {
    const calls = new PendingCalls();
    const one = new Listener();
    const two = new Listener();
    send(calls, 7, one, 1);
    send(calls, 8, two, 2);
    send(calls, 9, one, 3);
    calls.deliver(9, saying("c"));
    calls.deliver(8, saying("b"));
    calls.deliver(7, saying("a"));
    expect(one.heard).toBe("3:c;1:a;");
    expect(two.heard).toBe("2:b;");
  });

  it("hand a reply over once", () => {
    const calls = new PendingCalls();
    const listener = new Listener();
    send(calls, 7, listener, 1);
    calls.deliver(7, saying("a"));
    calls.deliver(7, saying("b"));
    expect(listener.heard).toBe("1:a;");
  });

  it("drop a reply that nobody waits for", () => {
    const calls = new PendingCalls();
    const listener = new Listener();
    calls.deliver(7, saying("a"));
    send(calls, 8, listener, 1);
    expect(listener.heard).toBe("");
  });

  it("return a reply that comes while its call is being sent", () => {
    const calls = new PendingCalls();
    calls.begin();
    calls.deliver(7, saying("early"));
    const early = calls.end();
    expect(early != null && early.body.equals("early")).toBe(true);
    calls.begin();
    expect(calls.end() == null).toBe(true, "once");
  });

  it("do not take another call's reply for that of the call being sent", () => {
    const calls = new PendingCalls();
    const listener = new Listener();
    send(calls, 7, listener, 1);
    calls.begin();
    calls.deliver(7, saying("other"));
    expect(calls.end() == null).toBe(true);
    expect(listener.heard).toBe("1:other;");
  });

  it("let a receiver send its next call from within the reply, under the same token even", () => {
    const calls = new PendingCalls();
    const asker = new Asker(calls, 7);
    send(calls, 7, asker, 1);
    calls.deliver(7, saying("a"));
    calls.deliver(7, saying("b"));
    expect(asker.heard).toBe("1:a;2:b;");
  });
});
