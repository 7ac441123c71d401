import { type Bytes, bytesOf } from "../bytes.ts";

// RESP2, the protocol of Redis: https://redis.io/docs/latest/develop/reference/protocol-spec/

const CRLF = "\r\n";

/** Reads a command, which is an array of bulk strings and nothing else; null where it is none. */
export function readCommand(bytes: Buffer): Buffer[] | null {
  let at = 0;
  const line = (mark: string): number | null => {
    const end = bytes.indexOf(CRLF, at, "latin1");
    const text = end < 0 ? "" : bytes.toString("latin1", at, end);
    if (!/^.(0|[1-9]\d{0,8})$/.test(text) || text[0] !== mark) return null;
    at = end + CRLF.length;
    return Number(text.slice(1));
  };
  const count = line("*");
  if (count === null || count === 0) return null;
  const parts: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const size = line("$");
    if (size === null || bytes.toString("latin1", at + size, at + size + CRLF.length) !== CRLF) return null;
    parts.push(bytes.subarray(at, at + size));
    at += size + CRLF.length;
  }
  return at === bytes.length ? parts : null;
}

export const NIL = Buffer.from("$-1\r\n");

export function simple(text: string): Buffer {
  return Buffer.from(`+${text}${CRLF}`);
}

export function error(text: string): Buffer {
  return Buffer.from(`-${text}${CRLF}`);
}

export function integer(value: number): Buffer {
  return Buffer.from(`:${value}${CRLF}`);
}

export function bulk(value: Bytes): Buffer {
  const bytes = bytesOf(value);
  return Buffer.concat([Buffer.from(`$${bytes.length}${CRLF}`), bytes, Buffer.from(CRLF)]);
}
