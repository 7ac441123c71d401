import { Slice } from "../bytes/slice";
import { isDigit } from "./scan";

/** Greater exponents make infinity or zero all the same. */
const MOST_EXPONENT: i32 = 1 << 24;
/** From here on another digit would be rounded, and many of them would make infinity: they are passed. */
const ENOUGH: f64 = 1e16;
/** A power of ten that is far from infinity. */
const MUCH: i32 = 290;

/** Walks the numbers of a vector, which is a JSON array. */
export class Numbers {
  value: f64 = 0;
  /** Digits of the present number that were not taken into its value. */
  private skipped: i32 = 0;

  /** @param at where to begin */
  constructor(
    private readonly array: Slice,
    private at: i32 = 0,
  ) {}

  /** Steps to the next number; false when there is none. */
  next(): bool {
    const array = this.array;
    while (this.at < array.length && !startsNumber(array.at(this.at))) this.at++;
    if (this.at >= array.length) return false;
    const isNegative = this.eat(0x2d);
    this.skipped = 0;
    let value = this.digits(0);
    let exponent = this.skipped;
    if (this.eat(0x2e)) {
      const from = this.at;
      value = this.digits(value);
      exponent = this.skipped - (this.at - from);
    }
    if (this.eat(0x65) || this.eat(0x45)) {
      const isSmall = this.eat(0x2d);
      if (!isSmall) this.eat(0x2b);
      const told = <i32>min<f64>(this.digits(0), MOST_EXPONENT);
      exponent += isSmall ? -told : told;
    }
    value = scaled(value, exponent);
    this.value = isNegative ? -value : value;
    return true;
  }

  /** The number that the digits from here on make, `before` being those in front of them. */
  private digits(before: f64): f64 {
    let value = before;
    while (this.at < this.array.length && isDigit(this.array.at(this.at))) {
      if (value < ENOUGH) value = value * 10 + <f64>(this.array.at(this.at) - 0x30);
      else this.skipped++;
      this.at++;
    }
    return value;
  }

  private eat(byte: u8): bool {
    if (this.at >= this.array.length || this.array.at(this.at) != byte) return false;
    this.at++;
    return true;
  }
}

/** How many numbers a vector has. */
export function dimensionOf(vector: Slice): i32 {
  let count = 0;
  const numbers = new Numbers(vector);
  while (numbers.next()) count++;
  return count;
}

/**
 * `value` times ten to the `exponent`: the nearest number there is where `value` is below 2^53 and the exponent from -22
 * to 22, as then all is exact but the last step; so it is with up to 15 digits. Others may be off in their last digit.
 */
function scaled(value: f64, exponent: i32): f64 {
  if (exponent == 0 || value == 0) return value;
  if (exponent > 0) return value * powerOfTen(exponent);
  // The smallest numbers are divided by more than there is a number for.
  return exponent < -MUCH
    ? value / powerOfTen(MUCH) / powerOfTen(-exponent - MUCH)
    : value / powerOfTen(-exponent);
}

function powerOfTen(exponent: i32): f64 {
  let power: f64 = 1;
  let square: f64 = 10;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) power *= square;
    square *= square;
  }
  return power;
}

function startsNumber(byte: u8): bool {
  return isDigit(byte) || byte == 0x2d;
}
