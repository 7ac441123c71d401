import { Slice } from "../../assembly/bytes/slice";
import { Header } from "../../assembly/call/call";

/** A local reply, as it was sent. */
export class SentReply {
  constructor(
    readonly status: i32,
    readonly details: string,
    readonly headers: Header[],
    readonly body: Slice,
  ) {}

  /** A header's value, or `-`. */
  header(name: string): string {
    for (let i = 0; i < this.headers.length; i++) {
      if (this.headers[i].name == name) return this.headers[i].value;
    }
    return "-";
  }
}

/** One HTTP stream as a fake proxy has it. */
export class FakeStream {
  readonly requestHeaders: Map<string, string> = new Map();
  readonly responseHeaders: Map<string, string> = new Map();
  readonly replies: SentReply[] = [];
  /** What has been done to headers and bodies, a word for each deed: `remove accept-encoding`, `read request`. */
  readonly deeds: string[] = [];
  /** The present pieces of the bodies. */
  requestPiece: Slice = Slice.EMPTY;
  responsePiece: Slice = Slice.EMPTY;
  /** What was written to properties. */
  readonly properties: Map<string, string> = new Map();
  route: string = "";
  resumes: i32 = 0;
  /** A body hook has returned, and the request is held. */
  isHeld: bool = false;
  isGone: bool = false;

  constructor(readonly id: u32) {}
}
