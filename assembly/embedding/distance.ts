import { Slice } from "../bytes/slice";
import { isDigit } from "../json/scan";

/**
 * The distance `1 - cos` of two vectors, each a JSON array of numbers; NaN where they have not the same length, or none
 * at all. The one place where vectors are read as numbers: not on a client's time.
 */
export function cosineDistance(a: Slice, b: Slice): f64 {
  const left = new Numbers(a);
  const right = new Numbers(b);
  let product = 0.0;
  let squaresLeft = 0.0;
  let squaresRight = 0.0;
  while (left.next()) {
    if (!right.next()) return NaN;
    product += left.value * right.value;
    squaresLeft += left.value * left.value;
    squaresRight += right.value * right.value;
  }
  return right.next() ? NaN : 1 - product / Math.sqrt(squaresLeft * squaresRight);
}

/** Walks the numbers of a JSON array. */
class Numbers {
  value: f64 = 0;
  private at: i32 = 0;

  constructor(private readonly array: Slice) {}

  next(): bool {
    const array = this.array;
    while (this.at < array.length && !startsNumber(array.at(this.at))) this.at++;
    if (this.at >= array.length) return false;
    const isNegative = array.at(this.at) == 0x2d;
    if (isNegative) this.at++;
    const whole = this.digits(0);
    let value = whole;
    if (this.eat(0x2e)) {
      const from = this.at;
      value = this.digits(whole) * Math.pow(10, from - this.at);
    }
    if (this.eat(0x65) || this.eat(0x45)) {
      const isSmall = this.eat(0x2d);
      if (!isSmall) this.eat(0x2b);
      const exponent = this.digits(0);
      value *= Math.pow(10, isSmall ? -exponent : exponent);
    }
    this.value = isNegative ? -value : value;
    return true;
  }

  /** The number that the digits from here on make, `before` being those in front of them. */
  private digits(before: f64): f64 {
    let value = before;
    while (this.at < this.array.length && isDigit(this.array.at(this.at))) {
      value = value * 10 + <f64>(this.array.at(this.at) - 0x30);
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

function startsNumber(byte: u8): bool {
  return isDigit(byte) || byte == 0x2d;
}
