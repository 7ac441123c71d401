import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Numbers, dimensionOf } from "../json/numbers";

/** A vector's numbers of 32 bits (IEEE 754, little-endian), one after the other, for stores that take no JSON. */
export function toFloats(vector: Slice): Slice {
  const floats = new ArrayBuffer(4 * dimensionOf(vector));
  let out = changetype<usize>(floats);
  const numbers = new Numbers(vector);
  while (numbers.next()) {
    store<f32>(out, <f32>numbers.value);
    out += 4;
  }
  return Slice.wrap(floats);
}

/** The vector that such numbers make; null where they are none, or one of them is not finite. */
export function fromFloats(floats: Slice): Slice | null {
  if (floats.length == 0 || floats.length % 4 != 0) return null;
  const out = new ByteWriter(floats.length * 5);
  out.byte(0x5b);
  for (let i = 0; i < floats.length; i += 4) {
    const value = load<f32>(floats.pointer + <usize>i);
    if (!isFinite(value)) return null;
    if (i > 0) out.byte(0x2c);
    writeFloat(out, value);
  }
  return out.byte(0x5d).finish();
}

/** Writes nine digits, which tell any number of 32 bits from all others. */
function writeFloat(out: ByteWriter, value: f64): void {
  if (value < 0) out.byte(0x2d);
  let nine = abs(value);
  let exponent = 0;
  for (; nine > 0 && nine < 1e8; exponent--) nine *= 10;
  for (; nine >= 1e9; exponent++) nine /= 10;
  let digits = <i64>(nine + 0.5);
  for (; digits > 0 && digits % 10 == 0; exponent++) digits /= 10;
  out.integer(digits);
  if (exponent != 0) out.byte(0x65).integer(exponent);
}
