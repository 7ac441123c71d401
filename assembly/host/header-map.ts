import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Header } from "../call/call";

/**
 * Headers as the ABI serialises them: the number of pairs, the sizes of each name and value, then each name and
 * value with a zero byte behind it; numbers are 32-bit little-endian.
 */
export function serialise(headers: Header[]): Slice {
  const out = new ByteWriter(512);
  writeNumber(out, headers.length);
  for (let i = 0; i < headers.length; i++) {
    writeNumber(out, String.UTF8.byteLength(headers[i].name));
    writeNumber(out, String.UTF8.byteLength(headers[i].value));
  }
  for (let i = 0; i < headers.length; i++) {
    out.text(headers[i].name).byte(0).text(headers[i].value).byte(0);
  }
  return out.finish();
}

function writeNumber(out: ByteWriter, value: i32): void {
  out
    .byte(<u8>value)
    .byte(<u8>(value >> 8))
    .byte(<u8>(value >> 16))
    .byte(<u8>(value >> 24));
}
