import { gzipSync } from "node:zlib";

/** A gzip file by deflate, without a name, a time or an operating system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** The longest block that is stored as it is. */
const MAX_STORED = 0xffff;
/** CRC-32 and length. */
const TRAILER_BYTES = 8;

/**
 * `data` in gzip's form (https://www.rfc-editor.org/rfc/rfc1952), in stored blocks
 * (https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4). What deflate makes of the same bytes differs between
 * versions of Node and between processors; an operator pins the digest of the result, so it is not compressed.
 */
export function gzipOf(data: Buffer): Buffer {
  const parts: Buffer[] = [HEADER];
  for (let from = 0; from === 0 || from < data.length; from += MAX_STORED) {
    const block = data.subarray(from, from + MAX_STORED);
    const head = Buffer.alloc(5);
    head.writeUInt8(from + MAX_STORED >= data.length ? 1 : 0, 0);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    parts.push(head, block);
  }
  return Buffer.concat([...parts, gzipSync(data).subarray(-TRAILER_BYTES)]);
}
