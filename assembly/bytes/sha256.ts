import { Slice } from "./slice";

/** Round constants (FIPS 180-4, 4.2.2). */
// prettier-ignore
const K: StaticArray<u32> = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

/** Message schedule and state live across calls: one VM runs one hash at a time. */
const schedule = new StaticArray<u32>(64);
const state = new StaticArray<u32>(8);
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
  unchecked((state[0] = 0x6a09e667));
  unchecked((state[1] = 0xbb67ae85));
  unchecked((state[2] = 0x3c6ef372));
  unchecked((state[3] = 0xa54ff53a));
  unchecked((state[4] = 0x510e527f));
  unchecked((state[5] = 0x9b05688c));
  unchecked((state[6] = 0x1f83d9ab));
  unchecked((state[7] = 0x5be0cd19));
}

function digest(): Slice {
  const out = new ArrayBuffer(32);
  for (let i = 0; i < 8; i++) {
    store<u32>(changetype<usize>(out) + ((<usize>i) << 2), bswap(unchecked(state[i])));
  }
  return Slice.wrap(out);
}

/** Folds the 64 bytes at `at` into the state (FIPS 180-4, 6.2.2). */
function block(at: usize): void {
  expand(at);
  let a = unchecked(state[0]);
  let b = unchecked(state[1]);
  let c = unchecked(state[2]);
  let d = unchecked(state[3]);
  let e = unchecked(state[4]);
  let f = unchecked(state[5]);
  let g = unchecked(state[6]);
  let h = unchecked(state[7]);
  for (let i = 0; i < 64; i++) {
    const sum1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = h + sum1 + choice + unchecked(K[i]) + unchecked(schedule[i]);
    const sum0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + sum0 + majority;
  }
  unchecked((state[0] += a));
  unchecked((state[1] += b));
  unchecked((state[2] += c));
  unchecked((state[3] += d));
  unchecked((state[4] += e));
  unchecked((state[5] += f));
  unchecked((state[6] += g));
  unchecked((state[7] += h));
}

function expand(at: usize): void {
  for (let i = 0; i < 16; i++) unchecked((schedule[i] = bswap(load<u32>(at + ((<usize>i) << 2)))));
  for (let i = 16; i < 64; i++) {
    const w15 = unchecked(schedule[i - 15]);
    const w2 = unchecked(schedule[i - 2]);
    const s0 = rotr(w15, 7) ^ rotr(w15, 18) ^ (w15 >> 3);
    const s1 = rotr(w2, 17) ^ rotr(w2, 19) ^ (w2 >> 10);
    unchecked((schedule[i] = unchecked(schedule[i - 16]) + s0 + unchecked(schedule[i - 7]) + s1));
  }
}
