import { Guard } from "../config/config";
import { Finding } from "./finding";

/** What a moment is told by; two of one sort that differ are different moments. */
export const enum MomentSort {
  Month,
  Day,
  Weekday,
  Quarter,
  Decade,
  Century,
  /** Hour and minute. */
  Clock,
  /** Day and month in numbers of which either may be which. */
  DayAndMonth,
  /** Days, weeks, months and years from now. */
  Relative,
}

/** Part of a date or time of day. */
export class Moment extends Finding {
  constructor(
    readonly sort: MomentSort,
    /** A number that is the same for the same moment; minutes of a clock, of half a day where that is not told. */
    readonly value: i32,
  ) {
    super();
  }

  equals(other: Finding): bool {
    if (!(other instanceof Moment)) return false;
    const that = <Moment>other;
    if (that.sort != this.sort) return false;
    if (this.value == that.value) return true;
    return this.sort == MomentSort.Clock && this.isVagueOf(that);
  }

  contradicts(other: Finding): Guard {
    if (!(other instanceof Moment)) return Guard.None;
    const that = <Moment>other;
    if (that.sort != this.sort) return Guard.None;
    const isOther = this.sort == MomentSort.Relative && this.value >> 4 != that.value >> 4;
    return isOther ? Guard.None : Guard.Dates;
  }

  /** Whether one of two times may be in the morning or the afternoon, and is the other in one of them. */
  private isVagueOf(that: Moment): bool {
    if (this.value < VAGUE && that.value < VAGUE) return false;
    return this.value % HALF_DAY == that.value % HALF_DAY;
  }
}

const HALF_DAY = 720;
/** Is added to the minutes of a time of which the half of the day is not told. */
export const VAGUE = 14400;
