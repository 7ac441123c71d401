import { Slice } from "../bytes/slice";
import { RespType } from "./resp";

/** Nine digits do not overflow, and Redis has no longer strings. */
const MAX_DIGITS = 9;

/**
 * Walks a RESP2 reply part by part, arrays within arrays included: an array is a part that says how many follow.
 * https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export class RespWalk {
  /** What the present part is. */
  type: RespType = RespType.Malformed;
  /** Its string, message or digits; of an array the number of its parts. Null for nil. */
  text: Slice | null = null;
  private at: i32 = 0;
  /** Parts that are still to come. */
  private left: i32 = 1;

  constructor(private readonly bytes: Slice) {}

  /** Whether all of it has been walked, and was one reply. */
  get isAtEnd(): bool {
    return this.left == 0 && this.at == this.bytes.length;
  }

  /** Steps to the next part; false where there is none, or what is no part. */
  next(): bool {
    const bytes = this.bytes;
    if (this.left == 0) return false;
    const end = bytes.indexOf(0x0d, this.at);
    if (end <= this.at || end + 1 >= bytes.length || bytes.at(end + 1) != 0x0a) return this.stop();
    const line = bytes.slice(this.at + 1, end);
    this.type = <RespType>bytes.at(this.at);
    this.text = line;
    this.at = end + 2;
    this.left--;
    return this.read(line) || this.stop();
  }

  /** Steps to an array: the number of its parts, 0 for nil, -1 where none comes. */
  nextArray(): i32 {
    if (!this.next() || this.type != RespType.Array) return -1;
    return max(0, lengthOf(this.text!));
  }

  /** Steps to a string of either kind; null where none comes. */
  nextText(): Slice | null {
    if (!this.next()) return null;
    return this.type == RespType.BulkString || this.type == RespType.SimpleString ? this.text : null;
  }

  /** Reads what follows the first line. */
  private read(line: Slice): bool {
    switch (this.type) {
      case RespType.BulkString:
        return this.readBulk(line);
      case RespType.Array:
        return this.readArray(line);
      default:
        return (
          this.type == RespType.SimpleString || this.type == RespType.Error || this.type == RespType.Integer
        );
    }
  }

  private readArray(line: Slice): bool {
    if (line.equals("-1")) return true;
    const length = lengthOf(line);
    this.left += length;
    // Each takes three bytes at least.
    return length >= 0 && length <= this.bytes.length / 3;
  }

  private readBulk(line: Slice): bool {
    if (line.equals("-1")) {
      this.text = null;
      return true;
    }
    const bytes = this.bytes;
    const length = lengthOf(line);
    const end = this.at + length;
    if (length < 0 || end + 2 > bytes.length) return false;
    if (bytes.at(end) != 0x0d || bytes.at(end + 1) != 0x0a) return false;
    this.text = bytes.slice(this.at, end);
    this.at = end + 2;
    return true;
  }

  /** Nothing comes after what is no part. */
  private stop(): bool {
    this.type = RespType.Malformed;
    this.text = null;
    this.left = 0;
    this.at = -1;
    return false;
  }
}

/** A length in decimal, or -1. */
export function lengthOf(digits: Slice): i32 {
  if (digits.length == 0 || digits.length > MAX_DIGITS) return -1;
  let value = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = <i32>digits.at(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
