import { readDate, clock, halfOfDay } from "./date-reader";
import { Finding } from "./finding";
import { Moment, MomentSort } from "./moment";
import { Numeral, decimal } from "./numeral";
import { Quantity } from "./quantity";
import { Flag, Kind, valueOf } from "./sense";
import { Link } from "./link";
import { Tokens } from "./tokens";
import { Family, Unit } from "./unit";
import { versionAt } from "./version-reader";
import { VOCABULARY } from "./vocabulary";
import { wordHash } from "./word-hash";

/** 成, a tenth after a numeral: 三成. */
const TENTH: u32 = wordHash("成");

/** Tells what a number in a text is: an amount, a place in an order, part of a date, or a version. */
export class NumberReader {
  constructor(
    private readonly tokens: Tokens,
    private readonly findings: Finding[],
  ) {}

  /** Reads the number that begins at the token `at`; the index of the token after it. */
  read(at: i32): i32 {
    const tokens = this.tokens;
    if (tokens.kind(at) == Kind.Number || tokens.kind(at) == Kind.Dotted) {
      if (this.isListMark(at)) return at + 1;
      const date = readDate(tokens, at, this.findings);
      if (date > at) return date;
      if (this.readQuarter(at)) return at + 1;
      const version = versionAt(tokens, at);
      if (version != null) {
        this.findings.push(version);
        return at + 1;
      }
    }
    const numeral = new Numeral(tokens, at);
    if (numeral.end == at) return at + 1;
    this.readNumeral(numeral);
    return numeral.end;
  }

  /** `Q3` */
  private readQuarter(at: i32): bool {
    const tokens = this.tokens;
    if (at == 0 || !tokens.has(at, Flag.Joined) || tokens.end(at) - tokens.start(at) != 1) return false;
    if (!tokens.spells(at - 1, "q")) return false;
    this.add(MomentSort.Quarter, tokens.text.at(tokens.start(at)) - 0x30);
    return true;
  }

  private readNumeral(numeral: Numeral): void {
    const tokens = this.tokens;
    const value = numeral.value;
    const before = tokens.kind(numeral.from - 1);
    let after = this.kindAfter(numeral.end);
    const isPlace = before == Kind.OrdinalMark || after == Kind.OrdinalMark;
    if (after == Kind.OrdinalMark) after = this.kindAfter(numeral.end + 1);
    if (this.readMoment(numeral, value, after, isPlace)) return;
    if (isPlace) this.findings.push(new Quantity(value, null, true));
    else if (before == Kind.PercentMark) this.findings.push(new Quantity(value, VOCABULARY.percent));
    else if (this.isYear(numeral, after)) this.findings.push(new Quantity(value, null, false, true));
    else this.readAmount(numeral, after);
  }

  /** Reads the number as a part of a date or a time; false where it is none. */
  private readMoment(numeral: Numeral, value: f64, after: Kind, isPlace: bool): bool {
    const number = <i32>min(value, 100000);
    if (after == Kind.Quarter && (isPlace || !numeral.isArabic)) this.add(MomentSort.Quarter, number);
    else if (after == Kind.Century) this.add(MomentSort.Century, number);
    else if (after == Kind.Decade) this.add(MomentSort.Decade, number < 100 ? number + 1900 : number);
    else if (this.isDecade(numeral, number))
      this.add(MomentSort.Decade, number < 100 ? number + 1900 : number);
    else if (after == Kind.MonthMark && number <= 12) this.add(MomentSort.Month, number);
    else if (after == Kind.DayMark && number <= 31) this.add(MomentSort.Day, number);
    else if (after == Kind.ClockMark && number <= 24) this.addClock(numeral, number);
    else if (after == Kind.DayPart && number <= 24) this.addClock(numeral, number);
    else if (number <= 31 && this.isBesideMonth(numeral)) this.add(MomentSort.Day, number);
    else return false;
    return true;
  }

  private readAmount(numeral: Numeral, after: Kind): void {
    const tokens = this.tokens;
    const isTenth = after == Kind.Link && tokens.hash(numeral.end) == TENTH;
    const isMeasured = after == Kind.Unit || after == Kind.Measure || after == Kind.YearMark || isTenth;
    const isPart = after == Kind.FractionMark || tokens.kind(numeral.from - 1) == Kind.FractionMark;
    if ((numeral.isOneHan || numeral.isBareScale) && !isMeasured && !isPart) return;
    if (numeral.isVague && (!isMeasured || after == Kind.Measure) && !isPart) return;
    const unit = this.unitOf(numeral, after);
    let value = numeral.value;
    if (unit != null && unit.family == Family.Length && unit.factor == 1) value += this.rest(numeral);
    this.findings.push(new Quantity(this.isNegative(numeral.from) ? -value : value, unit));
  }

  /** The part of a metre after 米, which 一米七 and 1米70 tell without its unit; marks it as read. */
  private rest(numeral: Numeral): f64 {
    const tokens = this.tokens;
    const at = numeral.end + 1;
    if (at >= tokens.length || !tokens.has(at, Flag.Joined)) return 0;
    if (tokens.kind(at) == Kind.HanDigit) {
      numeral.end = at + 1;
      return <f64>valueOf(tokens.sense(at)) / 10;
    }
    const size = tokens.end(at) - tokens.start(at);
    if (tokens.kind(at) != Kind.Number || size > 2) return 0;
    numeral.end = at + 1;
    return decimal(tokens.text, tokens.start(at), tokens.end(at)) / (size == 2 ? 100 : 10);
  }

  /** The unit after the number, or the money before it; null for neither. */
  private unitOf(numeral: Numeral, after: Kind): Unit | null {
    const tokens = this.tokens;
    if (after == Kind.YearMark) return VOCABULARY.year;
    if (after == Kind.Unit) return VOCABULARY.units[valueOf(tokens.sense(numeral.end))];
    const isSecond = after == Kind.Ordinal && valueOf(tokens.sense(numeral.end)) == 2;
    if (isSecond && numeral.isArabic) return VOCABULARY.second;
    if (tokens.kind(numeral.from - 1) != Kind.Unit) return null;
    const unit = VOCABULARY.units[valueOf(tokens.sense(numeral.from - 1))];
    return unit.family == Family.Money ? unit : null;
  }

  /** The kind of the token after a number, in the same phrase. */
  private kindAfter(end: i32): Kind {
    return end < this.tokens.length && !this.tokens.has(end, Flag.Break) ? this.tokens.kind(end) : Kind.Word;
  }

  /** Whether it is written as a year, 2024 or 二零二四年, and nothing is counted by it. */
  private isYear(numeral: Numeral, after: Kind): bool {
    const value = numeral.value;
    if (value < 1000 || value >= 2200 || Math.floor(value) != value) return false;
    if (after == Kind.YearMark) return true;
    if (value < 1900 || value > 2100 || after == Kind.Unit || after == Kind.Measure) return false;
    const tokens = this.tokens;
    const isLone = numeral.end - numeral.from == 1;
    const size = tokens.end(numeral.from) - tokens.start(numeral.from);
    return isLone && numeral.isArabic && size == 4 && this.unitOf(numeral, after) == null;
  }

  /** `1990s`, `the 90s` */
  private isDecade(numeral: Numeral, number: i32): bool {
    const tokens = this.tokens;
    const end = numeral.end;
    if (end >= tokens.length || number % 10 != 0 || !tokens.has(end, Flag.Joined)) return false;
    if (!tokens.spells(end, "s")) return false;
    const isAfterThe = tokens.spells(numeral.from - 1, "the");
    return number >= 1000 || (isAfterThe && number < 100);
  }

  private isBesideMonth(numeral: Numeral): bool {
    const tokens = this.tokens;
    if (tokens.kind(numeral.from - 1) == Kind.Month) return true;
    let end = numeral.end;
    if (tokens.kind(end) == Kind.OrdinalMark) end++;
    if (tokens.spells(end, "of")) end++;
    return tokens.kind(end) == Kind.Month;
  }

  private isNegative(from: i32): bool {
    const tokens = this.tokens;
    if (tokens.has(from, Flag.Minus) || tokens.kind(from - 1) == Kind.BelowZero) return true;
    const isMinus = tokens.kind(from - 1) == Kind.Link && valueOf(tokens.sense(from - 1)) == Link.Minus;
    return isMinus && tokens.first(from - 1) < 0x80 && tokens.kind(from - 2) != Kind.Number;
  }

  /** `1.` or `2)` at the beginning of a line. */
  private isListMark(at: i32): bool {
    const text = this.tokens.text;
    const from = this.tokens.start(at);
    const end = this.tokens.end(at);
    if (end + 1 >= text.length || end - from > 2) return false;
    let before = from;
    while (before > 0 && text.at(before - 1) == 0x20) before--;
    const mark = text.at(end);
    return (
      (before == 0 || text.at(before - 1) == 0x0a) &&
      (mark == 0x2e || mark == 0x29) &&
      text.at(end + 1) == 0x20
    );
  }

  private addClock(numeral: Numeral, hour: i32): void {
    const half = halfOfDay(this.tokens, numeral.from, numeral.end);
    this.add(MomentSort.Clock, clock(hour, 0, half));
  }

  private add(sort: MomentSort, value: i32): void {
    this.findings.push(new Moment(sort, value));
  }
}
