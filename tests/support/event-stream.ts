import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { EventStream } from "../../assembly/chat/event-stream";
import { amid } from "./bytes";

/** Reads a stream piece by piece and writes its events down: `[data]` each, `!` before one of the type error. */
export class Transcript {
  readonly stream: EventStream = new EventStream();
  private readonly out: ByteWriter = new ByteWriter();

  /** Takes a piece; it lies in a buffer of its own, amid bytes that would end a line. */
  push(piece: Slice): Transcript {
    this.stream.push(amid(piece, 1, 0x0a));
    while (this.stream.next()) {
      if (this.stream.isError) this.out.byte(0x21);
      this.out.byte(0x5b).slice(this.stream.data).byte(0x5d);
    }
    return this;
  }

  finish(): Slice {
    return this.out.finish();
  }
}

/** The events of a stream that comes in one piece. */
export function eventsOf(stream: Slice): Slice {
  return new Transcript().push(stream).finish();
}

/** The events of a stream that comes in pieces of `size` bytes. */
export function eventsOfPieces(stream: Slice, size: i32): Slice {
  const transcript = new Transcript();
  for (let at = 0; at < stream.length; at += size) transcript.push(stream.slice(at, at + size));
  return transcript.finish();
}

/** The first place where cutting the stream in two changes its events; -1 where none does. */
export function firstCutThatMatters(stream: Slice): i32 {
  const whole = eventsOf(stream);
  for (let cut = 0; cut <= stream.length; cut++) {
    const events = new Transcript().push(stream.slice(0, cut)).push(stream.slice(cut)).finish();
    if (!events.equalsSlice(whole)) return cut;
  }
  return -1;
}
