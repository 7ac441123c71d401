import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { RespWalk } from "./resp-walk";

/** The first byte of a RESP2 reply tells its type (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
export const enum RespType {
  Malformed = 0,
  BulkString = 0x24,
  Array = 0x2a,
  SimpleString = 0x2b,
  Error = 0x2d,
  Integer = 0x3a,
}

/** A command as RESP2 wants it: an array of bulk strings. */
export function writeCommand(words: Slice[]): Slice {
  let size = 16;
  for (let i = 0; i < words.length; i++) size += words[i].length + 16;
  const out = new ByteWriter(size).text("*" + words.length.toString() + "\r\n");
  for (let i = 0; i < words.length; i++) {
    out
      .text("$" + words[i].length.toString() + "\r\n")
      .slice(words[i])
      .text("\r\n");
  }
  return out.finish();
}

/** One scalar RESP2 reply. Arrays are no answer to the commands the cache sends and count as malformed. */
export class RespReply {
  private constructor(
    readonly type: RespType,
    /** The string, message or digits; null for a nil bulk string and for a malformed reply. */
    readonly text: Slice | null,
  ) {}

  private static readonly MALFORMED: RespReply = new RespReply(RespType.Malformed, null);

  /** Whether it is `OK`. */
  get isOk(): bool {
    return this.type == RespType.SimpleString && this.text!.equals("OK");
  }

  /** Reads the reply that is the whole of `bytes`. */
  static read(bytes: Slice): RespReply {
    const walk = new RespWalk(bytes);
    if (!walk.next() || walk.type == RespType.Array || !walk.isAtEnd) return RespReply.MALFORMED;
    return new RespReply(walk.type, walk.text);
  }
}
