// Sixteen bytes looked at as one vector (https://github.com/WebAssembly/spec/blob/main/proposals/simd/SIMD.md).

/** What is looked for. */
export const enum Kind {
  /** One byte. */
  Equal,
  /** What does not stand for itself in a JSON string: a quote, a backslash, a control character. */
  NotPlain,
  /** The same, or no ASCII. */
  NotPlainAscii,
  /** A quote, or 0x40 and more: what opens or closes something in JSON, and letters. */
  NotNumber,
  /** A line feed or a carriage return. */
  LineEnd,
  NotDigit,
  NotAscii,
  /** What white space of Unicode other than a space may begin with: a control character, 0xc2, 0xe1, 0xe2, 0xe3. */
  MaybeSpace,
}

/** What is left of a text at the very end of the memory. */
const rest = memory.data(16);

/** The address of the first byte of a kind in `[from, end)`; `end` where there is none, and `from` beyond it. */
// @ts-ignore: decorator
@inline
export function firstOf(kind: Kind, from: usize, end: usize, byte: u8 = 0): usize {
  let at = from;
  for (; at + 16 <= end; at += 16) {
    const found = maskOf(kind, v128.load(at), byte);
    if (found != 0) return at + <usize>ctz(found);
  }
  if (at >= end) return at;
  const size = <i32>(end - at);
  return at + <usize>ctz(maskOf(kind, lastOf(at, end), byte) | (1 << size));
}

/** Those of sixteen bytes that are of a kind: a bit for each, the first byte's the lowest. */
// @ts-ignore: decorator
@inline
export function maskOf(kind: Kind, bytes: v128, byte: u8 = 0): i32 {
  if (kind == Kind.NotAscii) return i8x16.bitmask(bytes);
  return i8x16.bitmask(matches(kind, bytes, byte));
}

/** Whether the same `size` bytes stand at two addresses. */
export function areSame(one: usize, other: usize, size: usize): bool {
  const end = one + size;
  for (; one + 16 <= end; one += 16, other += 16) {
    if (v128.any_true(v128.xor(v128.load(one), v128.load(other)))) return false;
  }
  return memory.compare(one, other, end - one) == 0;
}

/** The fewer than sixteen bytes of `[at, end)`, with anything behind them. */
// @ts-ignore: decorator
@inline
export function lastOf(at: usize, end: usize): v128 {
  // Behind a text there is other memory, but none behind the memory's end.
  return at + 16 <= (<usize>memory.size()) << 16 ? v128.load(at) : lastOfMemory(at, end);
}

function lastOfMemory(at: usize, end: usize): v128 {
  memory.copy(rest, at, end - at);
  return v128.load(rest);
}

// @ts-ignore: decorator
@inline
function matches(kind: Kind, bytes: v128, byte: u8): v128 {
  if (kind == Kind.Equal) return equal(bytes, byte);
  if (kind == Kind.LineEnd) return v128.or(equal(bytes, 0x0a), equal(bytes, 0x0d));
  if (kind == Kind.NotDigit) return i8x16.gt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9));
  if (kind == Kind.NotNumber) return v128.or(equal(bytes, 0x22), i8x16.ge_u(bytes, i8x16.splat(0x40)));
  const controls = i8x16.lt_u(bytes, i8x16.splat(0x20));
  if (kind == Kind.MaybeSpace) {
    const leads = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(<i8>0xe1)), i8x16.splat(3));
    return v128.or(controls, v128.or(leads, equal(bytes, 0xc2)));
  }
  const quotes = v128.or(equal(bytes, 0x22), equal(bytes, 0x5c));
  // As numbers with a sign, those that are no ASCII are below zero.
  if (kind == Kind.NotPlainAscii) return v128.or(quotes, i8x16.lt_s(bytes, i8x16.splat(0x20)));
  return v128.or(quotes, controls);
}

// @ts-ignore: decorator
@inline
function equal(bytes: v128, byte: u8): v128 {
  return i8x16.eq(bytes, i8x16.splat(byte));
}
