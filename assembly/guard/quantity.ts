import { Guard } from "../config/config";
import { Finding } from "./finding";
import { Family, Unit } from "./unit";

/** Converted amounts count as equal within this part of them: an inch is rounded, and a month has 28 to 31 days. */
const TOLERANCE = 0.002;
const TOLERANCE_OF_TIME = 0.03;
/** From here on a bare number could be a year. */
const YEAR_LIKE = 1000;

/** So many of something. */
export class Quantity extends Finding {
  constructor(
    readonly number: f64,
    /** Null for a bare number, or so many things. */
    readonly unit: Unit | null,
    /** A place in an order, such as the second. */
    readonly isOrdinal: bool = false,
    readonly isYear: bool = false,
  ) {
    super();
  }

  equals(other: Finding): bool {
    if (!(other instanceof Quantity)) return false;
    const that = <Quantity>other;
    const mine = this.unit;
    const its = that.unit;
    if (mine == its) return this.number == that.number;
    if (isPercent(this) != isPercent(that)) return this.isShareOf(that);
    if (mine == null || its == null) return this.number == that.number;
    if (mine.family == its.family && mine.factor != 0 && its.factor != 0) return this.converted(that);
    return this.number == that.number && arePounds(mine, its);
  }

  contradicts(other: Finding): Guard {
    if (!(other instanceof Quantity)) return Guard.None;
    const that = <Quantity>other;
    if (this.isYear && that.isYear) return Guard.Dates;
    if (this.isOrdinal != that.isOrdinal) return Guard.None;
    if (this.isYear || that.isYear) {
      const isLike = this.unit == null && that.unit == null && min(this.number, that.number) >= YEAR_LIKE;
      return isLike ? Guard.Numbers : Guard.None;
    }
    return this.isComparable(that) ? Guard.Numbers : Guard.None;
  }

  /** Whether both can be about one thing: of one family, or with one number, or one of them bare. */
  private isComparable(that: Quantity): bool {
    const mine = this.unit;
    const its = that.unit;
    return mine == null || its == null || mine.family == its.family || this.number == that.number;
  }

  private converted(that: Quantity): bool {
    const mine = this.number * this.unit!.factor;
    const its = that.number * that.unit!.factor;
    const tolerance = this.unit!.family == Family.Time ? TOLERANCE_OF_TIME : TOLERANCE;
    return Math.abs(mine - its) <= Math.max(Math.abs(mine), Math.abs(its)) * tolerance;
  }

  /** Whether one is a part in a hundred and the other the same without the sign: 50 % and 0.5. */
  private isShareOf(that: Quantity): bool {
    if (isPercent(this)) return this.number == that.number * 100;
    return isPercent(that) && that.number == this.number * 100;
  }
}

/** The name of a unit without a number before it, as in "convert it to miles". */
export class Mention extends Finding {
  constructor(readonly unit: Unit) {
    super();
  }

  equals(other: Finding): bool {
    if (other instanceof Mention) {
      const that = (<Mention>other).unit;
      return that == this.unit || arePounds(that, this.unit);
    }
    return other instanceof Quantity && (<Quantity>other).unit == this.unit;
  }

  /** An amount says more than its unit. */
  exhausts(other: Finding): bool {
    return other instanceof Mention;
  }

  contradicts(other: Finding): Guard {
    if (!(other instanceof Mention)) return Guard.None;
    return (<Mention>other).unit.family == this.unit.family ? Guard.Numbers : Guard.None;
  }
}

function isPercent(quantity: Quantity): bool {
  const unit = quantity.unit;
  return unit != null && unit.family == Family.Percent;
}

/** Whether one is the pound, which is money or a weight, and the other may be what is meant by it. */
function arePounds(a: Unit, b: Unit): bool {
  return (a.isPound && (b.isPound || b.isCalledPound)) || (b.isPound && a.isCalledPound);
}
