import { Slice } from "../bytes/slice";
import { isDigit } from "../json/scan";

/** Walks the numbers of a vector, which is a JSON array. */
export class Numbers {
  value: f64 = 0;
  private at: i32 = 0;

  constructor(private readonly array: Slice) {}

  /** Steps to the next number; false when there is none. */
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

/** How many numbers a vector has. */
export function dimensionOf(vector: Slice): i32 {
  let count = 0;
  const numbers = new Numbers(vector);
  while (numbers.next()) count++;
  return count;
}

function startsNumber(byte: u8): bool {
  return isDigit(byte) || byte == 0x2d;
}
