import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { isDigit } from "./scan";

/**
 * Appends a JSON number in the one spelling of its exact value: `[-]digits` and `e` with a decimal exponent,
 * no zero at either end of the digits (`1.50`, `15e-1` and `1.5E0` all become `15e-1`; `-0.0` becomes `0`).
 * Nothing is rounded, so two numbers that differ never meet.
 */
export function writeCanonicalNumber(out: ByteWriter, number: Slice): void {
  const end = number.length;
  let at = number.at(0) == 0x2d ? 1 : 0;
  const digits = new ByteWriter(end);
  let exponent: i64 = 0;
  let afterPoint = false;
  for (; at < end; at++) {
    const byte = number.at(at);
    if (byte == 0x2e) {
      afterPoint = true;
      continue;
    }
    if (!isDigit(byte)) break;
    digits.byte(byte);
    if (afterPoint) exponent--;
  }
  if (at < end) {
    // Longer exponents would overflow; such a number is compared as it is spelt.
    if (end - at > 12) {
      out.slice(number);
      return;
    }
    exponent += readExponent(number.slice(at + 1));
  }
  const all = digits.finish();
  let from = 0;
  while (from < all.length && all.at(from) == 0x30) from++;
  let to = all.length;
  while (to > from && all.at(to - 1) == 0x30) to--;
  if (from == to) {
    out.byte(0x30);
    return;
  }
  if (number.at(0) == 0x2d) out.byte(0x2d);
  out.slice(all.slice(from, to));
  exponent += all.length - to;
  if (exponent != 0) out.byte(0x65).integer(exponent);
}

function readExponent(text: Slice): i64 {
  let value: i64 = 0;
  const signed = text.at(0) == 0x2d || text.at(0) == 0x2b;
  for (let i = signed ? 1 : 0; i < text.length; i++) value = value * 10 + (text.at(i) - 0x30);
  return text.at(0) == 0x2d ? -value : value;
}
