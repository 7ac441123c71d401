import { Flag, Kind } from "../sense";
import { Span, relative } from "../span";
import { WordTable } from "./word-table";

const MONTHS = "january february march april may june july august september october november december";
const MONTHS_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec";
const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday";
const WEEKDAYS_SHORT = "mon tue wed thu fri sat sun";

/** Adds the words of dates and of times of day. */
export function addCalendar(table: WordTable): void {
  addMonths(table);
  addWeekdays(table);
  addRelative(table);
  table.add("quarter quarters 季度", Kind.Quarter);
  table.add("零下 负", Kind.BelowZero);
  table.add("世纪 century", Kind.Century);
  table.add("年代", Kind.Decade);
  table.add("bc bce 公元前", Kind.BeforeChrist);
  table.add("年", Kind.YearMark);
  table.add("月", Kind.MonthMark);
  table.add("日 号", Kind.DayMark);
  table.add("点 点钟 点半", Kind.ClockMark);
  table.add("上午 早上 凌晨 清晨 早晨", Kind.DayPart, 1);
  table.add("下午 晚上 傍晚", Kind.DayPart, 2);
}

function addMonths(table: WordTable): void {
  table.addInOrder(MONTHS_SHORT, Kind.Month, 1, 1, Flag.Ambiguous);
  table.addInOrder(MONTHS, Kind.Month, 1, 1);
  table.add("sept", Kind.Month, 9, Flag.Ambiguous);
  table.add("march", Kind.Month, 3, Flag.Ambiguous);
  table.add("may", Kind.Month, 5, Flag.Ambiguous | Flag.Stop);
}

function addWeekdays(table: WordTable): void {
  table.addInOrder(WEEKDAYS, Kind.Weekday, 1, 1);
  table.addInOrder("mondays tuesdays wednesdays thursdays fridays saturdays sundays", Kind.Weekday, 1, 1);
  table.addInOrder(WEEKDAYS_SHORT, Kind.Weekday, 1, 1, Flag.Ambiguous);
  table.addInOrder("周一 周二 周三 周四 周五 周六 周日", Kind.Weekday, 1, 1);
  table.addInOrder("星期一 星期二 星期三 星期四 星期五 星期六 星期日", Kind.Weekday, 1, 1);
  table.addInOrder("礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜日", Kind.Weekday, 1, 1);
  table.add("周天 星期天 礼拜天", Kind.Weekday, 7);
}

function addRelative(table: WordTable): void {
  table.add("yesterday yesterday's 昨天 昨日 昨晚", Kind.Relative, relative(Span.Day, -1));
  table.add("today today's tonight 今天 今日 今晚", Kind.Relative, relative(Span.Day, 0));
  table.add("tomorrow tomorrow's 明天 明日 明晚", Kind.Relative, relative(Span.Day, 1));
  table.add("前天", Kind.Relative, relative(Span.Day, -2));
  table.add("后天", Kind.Relative, relative(Span.Day, 2));
  table.add("上周 上星期 上个星期 上礼拜 上个礼拜", Kind.Relative, relative(Span.Week, -1));
  table.add("本周 这周 这星期 这个星期 这个礼拜", Kind.Relative, relative(Span.Week, 0));
  table.add("下周 下星期 下个星期 下礼拜 下个礼拜", Kind.Relative, relative(Span.Week, 1));
  table.add("上个月 上月", Kind.Relative, relative(Span.Month, -1));
  table.add("本月 这个月", Kind.Relative, relative(Span.Month, 0));
  table.add("下个月 下月", Kind.Relative, relative(Span.Month, 1));
  table.add("前年", Kind.Relative, relative(Span.Year, -2));
  table.add("去年", Kind.Relative, relative(Span.Year, -1));
  table.add("今年 本年", Kind.Relative, relative(Span.Year, 0));
  table.add("明年", Kind.Relative, relative(Span.Year, 1));
  table.add("后年", Kind.Relative, relative(Span.Year, 2));
  table.add("last previous", Kind.Shift, 7);
  table.add("this", Kind.Shift, 8, Flag.Stop);
  table.add("next coming following", Kind.Shift, 9);
}
