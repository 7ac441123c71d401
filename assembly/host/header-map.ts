import { isAscii } from "../bytes/ascii";
import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Call, Header } from "../call/call";

// Headers as the ABI serialises them: the number of pairs, the sizes of each name and value, then each name and
// value with a zero byte behind it; numbers are 32-bit little-endian
// (https://github.com/proxy-wasm/spec/tree/main/abi-versions/v0.2.1).

// HTTP/2's pseudo headers, which come first (RFC 9113, section 8.3.1).
const METHOD = ":method";
const PATH = ":path";
const AUTHORITY = ":authority";

/** The headers of an answer. */
export function serialise(headers: Header[]): Slice {
  const out = new ByteWriter(512);
  out.word(headers.length);
  writeSizes(out, headers);
  writePairs(out, headers);
  return out.finish();
}

/** The headers of a call. */
export function serialiseCall(call: Call): Slice {
  const out = new ByteWriter(512);
  const authority = call.service.authority;
  out.word(call.headers.length + 3);
  writeSize(out, METHOD, call.method);
  writeSize(out, PATH, call.path);
  writeSize(out, AUTHORITY, authority);
  writeSizes(out, call.headers);
  writePair(out, METHOD, call.method);
  writePair(out, PATH, call.path);
  writePair(out, AUTHORITY, authority);
  writePairs(out, call.headers);
  return out.finish();
}

function writeSizes(out: ByteWriter, headers: Header[]): void {
  for (let i = 0; i < headers.length; i++) writeSize(out, headers[i].name, headers[i].value);
}

function writePairs(out: ByteWriter, headers: Header[]): void {
  for (let i = 0; i < headers.length; i++) writePair(out, headers[i].name, headers[i].value);
}

function writeSize(out: ByteWriter, name: string, value: string): void {
  out.word(sizeOf(name));
  out.word(sizeOf(value));
}

function writePair(out: ByteWriter, name: string, value: string): void {
  out.text(name).byte(0).text(value).byte(0);
}

/** Bytes of a text in UTF-8. */
function sizeOf(text: string): i32 {
  return isAscii(text) ? text.length : String.UTF8.byteLength(text);
}
