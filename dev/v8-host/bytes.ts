/** Text stands for its UTF-8. */
export type Bytes = string | Uint8Array;

/** `value` as bytes of its own. */
export function bytesOf(value: Bytes): Buffer {
  return Buffer.from(value as Uint8Array);
}
