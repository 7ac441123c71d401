import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";

/** The first byte of a RESP2 reply tells its type (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
export const enum RespType {
  Malformed = 0,
  BulkString = 0x24,
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
    const lineEnd = endOfLine(bytes);
    if (lineEnd < 1) return RespReply.MALFORMED;
    const line = bytes.slice(1, lineEnd);
    const rest = lineEnd + 2;
    switch (bytes.at(0)) {
      case RespType.BulkString:
        return RespReply.readBulk(line, bytes.slice(rest));
      case RespType.SimpleString:
      case RespType.Error:
      case RespType.Integer:
        if (rest != bytes.length) return RespReply.MALFORMED;
        return new RespReply(<RespType>bytes.at(0), line);
      default:
        return RespReply.MALFORMED;
    }
  }

  private static readBulk(line: Slice, rest: Slice): RespReply {
    if (line.equals("-1")) {
      return rest.length == 0 ? new RespReply(RespType.BulkString, null) : RespReply.MALFORMED;
    }
    const length = readLength(line);
    if (length < 0 || rest.length != length + 2) return RespReply.MALFORMED;
    if (rest.at(length) != 0x0d || rest.at(length + 1) != 0x0a) return RespReply.MALFORMED;
    return new RespReply(RespType.BulkString, rest.slice(0, length));
  }
}

function endOfLine(bytes: Slice): i32 {
  const at = bytes.indexOf(0x0d);
  return at >= 0 && at + 1 < bytes.length && bytes.at(at + 1) == 0x0a ? at : -1;
}

/** A length in decimal, or -1. Redis allows 512 MiB, nine digits. */
function readLength(digits: Slice): i32 {
  if (digits.length == 0 || digits.length > 9) return -1;
  let value = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = <i32>digits.at(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
