import { hexValue } from "../bytes/hex";
import { endOfList, endOfNumber } from "../bytes/number-runs";
import { endOfNumbers, endOfPlain, endOfSpace } from "../bytes/runs";
import { Slice } from "../bytes/slice";

/** Deepest nesting that is read; deeper texts count as malformed. */
export const MAX_DEPTH: i32 = 64;

/**
 * The grammar of RFC 8259 over bytes. Each function takes the index where its thing begins and returns the
 * index after it, or -1 where the text is not that thing. Nothing recurses and nothing is allocated.
 */
// @ts-ignore: decorator
@inline
export function skipSpace(text: Slice, at: i32): i32 {
  return at < text.length && text.at(at) > 0x20 ? at : endOfSpace(text, at);
}

/** Passes one whole value, nested ones included. */
export function skipValue(text: Slice, at: i32): i32 {
  const end = text.length;
  let depth = 0;
  let objects: u64 = 0; // bit d: the container at depth d is an object
  while (true) {
    at = skipSpace(text, at);
    if (at >= end) return -1;
    const byte = text.at(at);
    if (byte == 0x7b || byte == 0x5b) {
      if (depth == MAX_DEPTH) return -1;
      const isObject = byte == 0x7b;
      const bit: u64 = (<u64>1) << depth;
      objects = isObject ? objects | bit : objects & ~bit;
      depth++;
      at = skipSpace(text, at + 1);
      if (at >= end) return -1;
      if (text.at(at) != (isObject ? 0x7d : 0x5d)) {
        if (isObject && (at = skipKey(text, at)) < 0) return -1;
        continue;
      }
      // An empty container closes below like a filled one.
    } else {
      const isInArray = depth > 0 && ((objects >> (depth - 1)) & 1) == 0;
      at = isInArray && byte <= 0x39 && byte != 0x22 ? endOfList(text, at) : skipScalar(text, at);
      if (at < 0) return -1;
    }
    // A value has ended: close what ends here, or go on to the next element.
    while (true) {
      if (depth == 0) return at;
      at = skipSpace(text, at);
      if (at >= end) return -1;
      const inObject = ((objects >> (depth - 1)) & 1) != 0;
      const next = text.at(at++);
      if (next == 0x2c) {
        if (inObject && (at = skipKey(text, skipSpace(text, at))) < 0) return -1;
        break;
      }
      if (next != (inObject ? 0x7d : 0x5d)) return -1;
      depth--;
    }
  }
}

/** Passes `"key" :`. */
export function skipKey(text: Slice, at: i32): i32 {
  if (at >= text.length || text.at(at) != 0x22) return -1;
  at = skipString(text, at);
  if (at < 0) return -1;
  at = skipSpace(text, at);
  return at < text.length && text.at(at) == 0x3a ? at + 1 : -1;
}

function skipScalar(text: Slice, at: i32): i32 {
  switch (text.at(at)) {
    case 0x22:
      return skipString(text, at);
    case 0x74:
      return skipWord(text, at, "true");
    case 0x66:
      return skipWord(text, at, "false");
    case 0x6e:
      return skipWord(text, at, "null");
    default:
      return endOfNumber(text, at);
  }
}

/** Passes a string, its quotes included. */
export function skipString(text: Slice, at: i32): i32 {
  at++;
  while (true) {
    at = endOfPlain(text, at);
    if (at == text.length) return -1;
    const byte = text.at(at);
    if (byte == 0x22) return at + 1;
    at = byte == 0x5c ? skipEscape(text, at) : -1;
    if (at < 0) return -1;
  }
}

/** Passes one value of a text that is known to be well-formed. */
export function passValue(text: Slice, at: i32): i32 {
  const first = text.at(at);
  if (first == 0x22) return passString(text, at);
  if (first != 0x7b && first != 0x5b) return passScalar(text, at);
  let depth = 0;
  while (true) {
    at = endOfNumbers(text, at);
    if (at >= text.length) return text.length;
    const byte = text.at(at);
    if (byte == 0x22) {
      at = passString(text, at);
      continue;
    }
    at++;
    // Anything else is a letter: of a word, or of an exponent.
    if (byte == 0x7b || byte == 0x5b) depth++;
    else if ((byte == 0x7d || byte == 0x5d) && --depth == 0) return at;
  }
}

/** Passes a string of such a text. */
export function passString(text: Slice, at: i32): i32 {
  at = endOfPlain(text, at + 1);
  // What is escaped may be a quote; the rest of an escape is plain.
  while (at < text.length && text.at(at) == 0x5c) at = endOfPlain(text, at + 2);
  return at + 1;
}

function passScalar(text: Slice, at: i32): i32 {
  while (at < text.length) {
    const byte = text.at(at);
    if (byte == 0x2c || byte == 0x5d || byte == 0x7d || byte <= 0x20) break;
    at++;
  }
  return at;
}

/** Passes one escape sequence, which begins with the backslash at `at`. */
export function skipEscape(text: Slice, at: i32): i32 {
  if (at + 1 >= text.length) return -1;
  switch (text.at(at + 1)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return at + 2;
    case 0x75: {
      if (at + 6 > text.length) return -1;
      for (let i = at + 2; i < at + 6; i++) if (hexValue(text.at(i)) < 0) return -1;
      return at + 6;
    }
    default:
      return -1;
  }
}

function skipWord(text: Slice, at: i32, word: string): i32 {
  return text.slice(at).startsWith(word) ? at + word.length : -1;
}


@inline
export function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}
