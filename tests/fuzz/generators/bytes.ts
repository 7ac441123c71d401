import fc from "fast-check";

/** Bytes as a text of which each character is one (latin1), so that a case can be kept as JSON. */
export type Raw = string;

/** What a mutation does at a place, which is taken modulo the length. */
export interface Mutation {
  kind: "insert" | "replace" | "delete" | "repeat" | "cut" | "flip";
  at: number;
  /** Bytes taken away or repeated. */
  size: number;
  bytes: Raw;
}

/** Whatever has a meaning somewhere in JSON, event streams, RESP or UTF-8, whole or broken. */
const TELLING: Raw[] = [
  ...'"\\{}[],: \r\n\t\0\x7f\x80\xff-+.eE09$*',
  "\r\n",
  "\n\n",
  "\r\r",
  "\xef\xbb\xbf",
  "\xc3",
  "\xc0\x80",
  "\xed\xa0\x80",
  "\xf4\x90\x80\x80",
  "\xf0\x9f\xa6\x8a",
  "\xe2\x80\xa8",
  "\\ud800",
  "\\udc00",
  "\\u0000",
  "\\u12",
  "null",
  "true",
  "NaN",
  "Infinity",
  "1e999",
  "-1e-999",
  "9".repeat(400),
  "[".repeat(200),
  '{"a":'.repeat(200),
  '""',
  "data: ",
  "data",
  "event: error\n",
  "data: [DONE]\n\n",
  ": \n",
  "$-1\r\n",
  "+OK\r\n",
  "$2147483648\r\n",
];

export const telling: fc.Arbitrary<Raw> = fc.constantFrom(...TELLING);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("insert", "replace", "delete", "repeat", "cut", "flip"),
  at: fc.nat(100_000),
  size: fc.oneof({ weight: 4, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(400) }),
  bytes: fc.oneof(telling, fc.string({ unit: "binary-ascii", maxLength: 4 })),
});

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** Any bytes, with more of those that mean something than chance would give. */
export const anyBytes: fc.Arbitrary<Raw> = fc
  .array(fc.oneof(telling, fc.string({ unit: "binary-ascii", maxLength: 3 })), { maxLength: 12 })
  .map((parts) => parts.join(""));

/** `raw` with the mutations done one after the other. */
export function mutated(raw: Raw, list: readonly Mutation[]): Raw {
  return list.reduce(change, raw);
}

function change(raw: Raw, { kind, at, size, bytes }: Mutation): Raw {
  const from = at % (raw.length + 1);
  const [before, part, rest] = [raw.slice(0, from), raw.slice(from, from + size), raw.slice(from + size)];
  switch (kind) {
    case "insert":
      return before + bytes + part + rest;
    case "replace":
      return before + bytes + rest;
    case "delete":
      return before + rest;
    case "repeat":
      return before + part + part + rest;
    case "cut":
      return before;
    default:
      return (
        before + String.fromCharCode((raw.charCodeAt(from) || 0) ^ (1 << (size % 8))) + raw.slice(from + 1)
      );
  }
}

/** The bytes that `raw` stands for. */
export function bytesOf(raw: Raw): Buffer {
  return Buffer.from(raw, "latin1");
}

/** A text's UTF-8. */
export function rawOf(text: string): Raw {
  return Buffer.from(text).toString("latin1");
}

/** Sizes of the pieces that something is cut into, over and over; the empty list leaves it whole. */
export const cuts: fc.Arbitrary<number[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.nat(200)),
  { maxLength: 5 },
);

/** `bytes` in pieces of these sizes; some may be empty, as pieces may be. At most some hundred. */
export function pieces(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const cycle = sizes.reduce((sum, size) => sum + size, 0);
  if (cycle === 0) return [bytes];
  const factor = Math.max(1, Math.ceil((bytes.length * sizes.length) / cycle / MOST_PIECES));
  const list: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]! * factor;
    list.push(bytes.subarray(at, at + size));
    at += size;
  }
  return list.length > 0 ? list : [bytes];
}

const MOST_PIECES = 200;
