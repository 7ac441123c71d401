import { ByteWriter } from "../bytes/byte-writer";
import { hexDigit, hexValue } from "../bytes/hex";
import { endOfPlain } from "../bytes/runs";
import { Slice } from "../bytes/slice";

/**
 * The UTF-8 text of a JSON string, given what stands between its quotes. Without escapes it is the same bytes;
 * null where an escape stands for half a surrogate pair, which is no Unicode text.
 */
export function decodeText(inner: Slice): Slice | null {
  let at = inner.indexOf(0x5c);
  if (at < 0) return inner;
  const out = new ByteWriter(inner.length);
  let from = 0;
  while (at >= 0) {
    out.slice(inner.slice(from, at));
    const escape = inner.at(at + 1);
    if (escape == 0x75) {
      let code = codeUnit(inner, at);
      from = at + 6;
      if (code >= 0xd800 && code < 0xe000) {
        const low = code < 0xdc00 ? codeUnit(inner, from) : -1;
        if (low < 0xdc00 || low > 0xdfff) return null;
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        from += 6;
      }
      writeUtf8(out, code);
    } else {
      out.byte(unescape(escape));
      from = at + 2;
    }
    at = inner.indexOf(0x5c, from);
  }
  return out.slice(inner.slice(from)).finish();
}

/** The value of the `\uXXXX` at `at`, or -1 where there is none. */
function codeUnit(text: Slice, at: i32): i32 {
  if (at + 6 > text.length || text.at(at) != 0x5c || text.at(at + 1) != 0x75) return -1;
  let code = 0;
  for (let i = at + 2; i < at + 6; i++) code = (code << 4) | hexValue(text.at(i));
  return code;
}

function unescape(letter: u8): u8 {
  switch (letter) {
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x6e:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case 0x74:
      return 0x09;
    default:
      return letter;
  }
}

function writeUtf8(out: ByteWriter, code: i32): void {
  if (code < 0x80) {
    out.byte(<u8>code);
    return;
  }
  if (code < 0x800) {
    out.byte(<u8>(0xc0 | (code >> 6)));
  } else {
    if (code < 0x10000) {
      out.byte(<u8>(0xe0 | (code >> 12)));
    } else {
      out.byte(<u8>(0xf0 | (code >> 18))).byte(<u8>(0x80 | ((code >> 12) & 63)));
    }
    out.byte(<u8>(0x80 | ((code >> 6) & 63)));
  }
  out.byte(<u8>(0x80 | (code & 63)));
}

/** Appends UTF-8 `text` as a JSON string, quotes included, escaping only what RFC 8259 section 7 demands. */
export function writeText(out: ByteWriter, text: Slice): void {
  out.byte(0x22);
  writeInner(out, text);
  out.byte(0x22);
}

/** The same of a string. */
export function writeString(out: ByteWriter, text: string): void {
  if (isPlain(text)) out.byte(0x22).text(text).byte(0x22);
  else writeText(out, Slice.of(text));
}

/** Whether nothing of a text has to be escaped. */
function isPlain(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const unit = load<u16>(changetype<usize>(text) + ((<usize>i) << 1));
    if (unit < 0x20 || unit == 0x22 || unit == 0x5c) return false;
  }
  return true;
}

/** Appends what stands between the quotes of that string. */
export function writeInner(out: ByteWriter, text: Slice): void {
  let from = 0;
  let at = endOfPlain(text, 0);
  while (at < text.length) {
    const byte = text.at(at);
    out.slice(text.slice(from, at)).byte(0x5c);
    if (byte >= 0x20) out.byte(byte);
    else writeControl(out, byte);
    from = at + 1;
    at = endOfPlain(text, from);
  }
  out.slice(from == 0 ? text : text.slice(from));
}

/** The rest of the escape of a control character, after its backslash. */
function writeControl(out: ByteWriter, byte: u8): void {
  if (byte == 0x0a) out.byte(0x6e);
  else if (byte == 0x0d) out.byte(0x72);
  else if (byte == 0x09) out.byte(0x74);
  else
    out
      .text("u00")
      .byte(hexDigit(byte >> 4))
      .byte(hexDigit(byte & 15));
}
