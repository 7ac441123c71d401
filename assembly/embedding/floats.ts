import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Numbers, dimensionOf } from "./numbers";

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
    out.text((<f64>value).toString());
  }
  return out.byte(0x5d).finish();
}
