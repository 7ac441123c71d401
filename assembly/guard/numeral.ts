import { Slice } from "../bytes/slice";
import { codeAt, isDigit, sizeAt } from "./characters";
import { Flag, Kind, valueOf } from "./sense";
import { Tokens } from "./tokens";

/** A number as it is written, in digits, in words or in both: `3.5`, `two hundred`, 三百万, `1.5亿`. */
export class Numeral {
  /** All larger groups so far, the current group, and the current digits; negative digits for none. */
  private total: f64 = 0;
  private group: f64 = 0;
  private digits: f64 = -1;
  /** Digits in Chinese, one after the other. */
  private hanDigits: i32 = 0;
  private hasScale: bool = false;
  /** The last scale in Chinese; a digit after it is a tenth of it, 一百二 being 120. */
  private lastScale: f64 = 10;
  /** Whether it begins with Arabic digits. */
  readonly isArabic: bool;
  /** Index of the token after it. */
  end: i32;

  /** Reads the number that begins at the token `from`; that token is of a number. */
  constructor(
    private readonly tokens: Tokens,
    readonly from: i32,
  ) {
    this.isArabic = tokens.kind(from) == Kind.Number;
    this.end = from;
    while (this.end < tokens.length && this.isGoingOn() && this.take(this.end)) this.end++;
  }

  /** Whether the next token is in the same phrase. */
  private isGoingOn(): bool {
    return this.end == this.from || !this.tokens.has(this.end, Flag.Break);
  }

  get value(): f64 {
    const digits = max(this.digits, 0);
    return this.total + this.group + (this.hanDigits == 1 ? (digits * this.lastScale) / 10 : digits);
  }

  /** Whether it is one Chinese character, which may be a part of any word. */
  get isOneHan(): bool {
    return this.end - this.from == 1 && !this.isArabic && this.tokens.first(this.from) >= 0x80;
  }

  /** Whether it may as well be no number: "one", and two Chinese digits (三四 is three or four). */
  get isVague(): bool {
    if (this.end - this.from == 1 && !this.isArabic && this.value == 1) return true;
    return this.hanDigits == 2 && !this.hasScale && this.end - this.from == 2;
  }

  /** Whether it consists of scales alone, as 千万. */
  get isBareScale(): bool {
    return this.tokens.kind(this.from) == Kind.Scale && valueOf(this.tokens.sense(this.from)) > 1;
  }

  /** Takes the token `at` into the number; false where it is no part of it. */
  private take(at: i32): bool {
    switch (this.tokens.kind(at)) {
      case Kind.Number:
        if (this.digits >= 0 || at > this.from) return false;
        this.digits = decimal(this.tokens.text, this.tokens.start(at), this.tokens.end(at));
        return true;
      case Kind.NumberWord:
        return this.takeWord(valueOf(this.tokens.sense(at)));
      case Kind.HanDigit:
        return this.takeHanDigit(valueOf(this.tokens.sense(at)));
      case Kind.Scale:
        return this.takeScale(valueOf(this.tokens.sense(at)), at);
      default:
        return false;
    }
  }

  /** A word stands alone, or below ten after a ten. */
  private takeWord(value: i32): bool {
    if (this.digits < 0) this.digits = <f64>value;
    else if (!this.isArabic && this.digits >= 20 && <i32>this.digits % 10 == 0 && value < 10)
      this.digits += <f64>value;
    else return false;
    return true;
  }

  /** Chinese digits in a row are read one by one: 二零二四. */
  private takeHanDigit(value: i32): bool {
    if (this.isArabic && !this.hasScale) return false;
    if (value == 0) this.lastScale = 10;
    this.hanDigits++;
    this.digits = this.digits < 0 ? <f64>value : this.digits * 10 + <f64>value;
    return true;
  }

  private takeScale(power: i32, at: i32): bool {
    const isEnglish = this.tokens.first(at) < 0x80;
    if (isEnglish && at == this.from && !this.isAfterArticle(at)) return false;
    this.hasScale = true;
    const scale = powerOfTen(power);
    const isLarge = power > 3 || (power == 3 && isEnglish);
    if (!isLarge) this.group += this.digits < 0 ? scale : this.digits * scale;
    else {
      const group = this.group + max(this.digits, 0);
      if (group > 0) this.total += group * scale;
      else this.total = max(this.total, 1) * scale;
      this.group = 0;
    }
    this.digits = -1;
    this.hanDigits = 0;
    if (!isEnglish) this.lastScale = scale;
    return true;
  }

  /** A scale alone is a number after an article only, and a letter never ("K-pop"). */
  private isAfterArticle(at: i32): bool {
    return this.tokens.spells(at - 1, "a");
  }
}

function powerOfTen(power: i32): f64 {
  let value: f64 = 1;
  for (let i = 0; i < power; i++) value *= 10;
  return value;
}

/** The decimal number in bytes `[from, to)`: digits, commas, and one dot at most. */
export function decimal(text: Slice, from: i32, to: i32): f64 {
  // No thousands begin with 0, so the comma is that of a decimal: 0,712.
  const isNought = text.at(from) == 0x30;
  let value: f64 = 0;
  let places: f64 = 0;
  for (let i = from; i < to;) {
    const size = sizeAt(text, i);
    const code = codeAt(text, i, size);
    if (isDigit(code)) {
      value = value * 10 + <f64>(code - 0x30);
      places *= 10;
    } else if (code == 0x2e || isNought) places = 1;
    i += size;
  }
  return places > 1 ? value / places : value;
}
