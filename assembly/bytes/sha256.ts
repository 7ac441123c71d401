import { Slice } from "./slice";

/** Round constants (FIPS 180-4, 4.2.2). */
// prettier-ignore
const K = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

/** Message schedule and state live across calls: one VM runs one hash at a time. */
const schedule = memory.data(256);
const state = memory.data(32);
/** What is left behind the whole blocks, with its padding. */
const tail = memory.data(128);

/** The SHA-256 digest (32 bytes) of `bytes` (FIPS 180-4). */
export function sha256(bytes: Slice): Slice {
  initialise();
  const length = bytes.length;
  const whole = length & ~63;
  for (let i = 0; i < whole; i += 64) block(bytes.pointer + <usize>i);
  const rest = length - whole;
  const size = rest < 56 ? 64 : 128;
  memory.fill(tail, 0, size);
  memory.copy(tail, bytes.pointer + <usize>whole, rest);
  store<u8>(tail + <usize>rest, 0x80);
  store<u64>(tail + <usize>(size - 8), bswap((<u64>length) << 3));
  for (let i = 0; i < size; i += 64) block(tail + <usize>i);
  return digest();
}

function initialise(): void {
  store<u32>(state, 0x6a09e667);
  store<u32>(state, 0xbb67ae85, 4);
  store<u32>(state, 0x3c6ef372, 8);
  store<u32>(state, 0xa54ff53a, 12);
  store<u32>(state, 0x510e527f, 16);
  store<u32>(state, 0x9b05688c, 20);
  store<u32>(state, 0x1f83d9ab, 24);
  store<u32>(state, 0x5be0cd19, 28);
}

function digest(): Slice {
  const out = new ArrayBuffer(32);
  for (let i: usize = 0; i < 32; i += 4) store<u32>(changetype<usize>(out) + i, bswap(load<u32>(state + i)));
  return Slice.wrap(out);
}

/** Folds the 64 bytes at `at` into the state (FIPS 180-4, 6.2.2). */
function block(at: usize): void {
  expand(at);
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let f = load<u32>(state, 20);
  let g = load<u32>(state, 24);
  let h = load<u32>(state, 28);
  // After eight rounds each variable is in its own place again, so that none has to be moved.
  for (let i: usize = 0; i < 256; i += 32) {
    h += first(e, f, g, i);
    d += h;
    h += second(a, b, c);
    g += first(d, e, f, i + 4);
    c += g;
    g += second(h, a, b);
    f += first(c, d, e, i + 8);
    b += f;
    f += second(g, h, a);
    e += first(b, c, d, i + 12);
    a += e;
    e += second(f, g, h);
    d += first(a, b, c, i + 16);
    h += d;
    d += second(e, f, g);
    c += first(h, a, b, i + 20);
    g += c;
    c += second(d, e, f);
    b += first(g, h, a, i + 24);
    f += b;
    b += second(c, d, e);
    a += first(f, g, h, i + 28);
    e += a;
    a += second(b, c, d);
  }
  store<u32>(state, load<u32>(state) + a);
  store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8);
  store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16);
  store<u32>(state, load<u32>(state, 20) + f, 20);
  store<u32>(state, load<u32>(state, 24) + g, 24);
  store<u32>(state, load<u32>(state, 28) + h, 28);
}

/** What a round adds to `h`, and then to `d`; `at` is four times the round's number. */
// @ts-ignore: decorator
@inline
function first(e: u32, f: u32, g: u32, at: usize): u32 {
  const sum = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
  return sum + (g ^ (e & (f ^ g))) + load<u32>(K + at) + load<u32>(schedule + at);
}

/** What a round adds to `h` alone. */
// @ts-ignore: decorator
@inline
function second(a: u32, b: u32, c: u32): u32 {
  return (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) | (c & (a | b)));
}

function expand(at: usize): void {
  for (let i: usize = 0; i < 64; i += 4) store<u32>(schedule + i, bswap(load<u32>(at + i)));
  for (let to: usize = schedule + 64; to < schedule + 256; to += 4) {
    const w15 = load<u32>(to - 60);
    const w2 = load<u32>(to - 8);
    const s0 = rotr(w15, 7) ^ rotr(w15, 18) ^ (w15 >> 3);
    const s1 = rotr(w2, 17) ^ rotr(w2, 19) ^ (w2 >> 10);
    store<u32>(to, load<u32>(to - 64) + s0 + load<u32>(to - 28) + s1);
  }
}
