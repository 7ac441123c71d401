import { hexValue } from "../bytes/hex";
import { endOfPlainAscii } from "../bytes/runs";
import { Slice } from "../bytes/slice";

/** A piece goes on past its size until a word ends, but not further than this many times its size. */
const STRETCH: i32 = 3;

/**
 * Cuts the inside of a JSON string into pieces a reader would see arriving: after a space where one comes soon,
 * never within a character, an escape or a surrogate pair. The pieces joined are the text, byte for byte.
 */
export class Pieces {
  /** Where the present piece begins and ends. */
  from: i32 = 0;
  to: i32 = 0;

  /** @param size bytes after which a piece may end */
  constructor(
    private readonly text: Slice,
    private readonly size: i32,
  ) {}

  /** Steps to the next piece; false when the text is at its end. */
  next(): bool {
    const text = this.text;
    const from = this.to;
    const end = text.length;
    if (from >= end) return false;
    const least = from + this.size;
    const most = from + this.size * STRETCH;
    let at = endOfPlainAscii(text, from, min(least - 1, end));
    while (at < end) {
      const byte = text.at(at);
      at = this.endOfCharacter(at);
      if (at >= most || (at >= least && isBreak(byte))) break;
    }
    this.from = from;
    this.to = at;
    return true;
  }

  /** The index after the character, escape or surrogate pair at `at`. */
  private endOfCharacter(at: i32): i32 {
    const text = this.text;
    const byte = text.at(at);
    if (byte == 0x5c) {
      if (text.at(at + 1) != 0x75) return at + 2;
      return isHighSurrogate(text, at) && isUnicodeEscape(text, at + 6) ? at + 12 : at + 6;
    }
    let next = at + 1;
    while (next < text.length && (text.at(next) & 0xc0) == 0x80) next++;
    return next;
  }
}

/** A space, or a character of a script that is written without them. */
function isBreak(byte: u8): bool {
  return byte == 0x20 || byte == 0x5c || byte >= 0xe2;
}

/** Whether `\u` and its four digits stand at `at`. */
function isUnicodeEscape(text: Slice, at: i32): bool {
  return at + 6 <= text.length && text.at(at) == 0x5c && text.at(at + 1) == 0x75;
}

/** Whether `\uD8..` to `\uDB..` stands at `at`. */
function isHighSurrogate(text: Slice, at: i32): bool {
  return (text.at(at + 2) | 0x20) == 0x64 && (hexValue(text.at(at + 3)) & 12) == 8;
}
