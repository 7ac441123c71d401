import { Finding } from "./finding";
import { Moment, MomentSort, VAGUE } from "./moment";
import { decimal } from "./numeral";
import { Quantity } from "./quantity";
import { Flag, Kind, valueOf } from "./sense";
import { Tokens } from "./tokens";

const COLON: u8 = 0x3a;
const HYPHEN: u8 = 0x2d;
const SLASH: u8 = 0x2f;

/**
 * Reads what is a date or a time of day by its marks (`2024-03-15`, `3/15/2024`, `10:30`) at the number `at`.
 * @returns the index of the token after it; `at` where there is none
 */
export function readDate(tokens: Tokens, at: i32, findings: Finding[]): i32 {
  const mark = markAfter(tokens, at);
  if (mark == COLON) return readClock(tokens, at, findings);
  if ((mark != HYPHEN && mark != SLASH) || markAfter(tokens, at + 1) != mark) return at;
  const first = <i32>numberAt(tokens, at);
  const second = <i32>numberAt(tokens, at + 1);
  const third = <i32>numberAt(tokens, at + 2);
  if (isYear(first)) addDate(first, second, third, findings);
  else if (!isYear(third)) return at;
  else if (first > 12) addDate(third, second, first, findings);
  else if (second > 12) addDate(third, first, second, findings);
  else {
    findings.push(new Quantity(<f64>third, null, false, true));
    findings.push(new Moment(MomentSort.DayAndMonth, first * 32 + second));
  }
  return at + 3;
}

/** Minutes of a time of day with its hour and the half of the day, 1 or 2, 0 where that is not told. */
export function clock(hour: i32, minute: i32, half: i32): i32 {
  if (half == 1) return (hour % 12) * 60 + minute;
  if (half == 2) return (hour < 12 ? hour + 12 : hour) * 60 + minute;
  return hour * 60 + minute + (hour <= 12 ? VAGUE : 0);
}

/** The half of the day that the tokens before `from` or at `end` tell; 0 for none. */
export function halfOfDay(tokens: Tokens, from: i32, end: i32): i32 {
  if (tokens.kind(end) == Kind.DayPart && !tokens.has(end, Flag.Break)) return valueOf(tokens.sense(end));
  return tokens.kind(from - 1) == Kind.DayPart ? valueOf(tokens.sense(from - 1)) : 0;
}

function readClock(tokens: Tokens, at: i32, findings: Finding[]): i32 {
  const hour = <i32>numberAt(tokens, at);
  const minute = <i32>numberAt(tokens, at + 1);
  if (hour > 24 || minute > 59 || tokens.end(at + 1) - tokens.start(at + 1) != 2) return at;
  const half = halfOfDay(tokens, at, at + 2);
  findings.push(new Moment(MomentSort.Clock, clock(hour, minute, half)));
  return at + 2;
}

function addDate(year: i32, month: i32, day: i32, findings: Finding[]): void {
  findings.push(new Quantity(<f64>year, null, false, true));
  findings.push(new Moment(MomentSort.Month, month));
  findings.push(new Moment(MomentSort.Day, day));
}

function isYear(number: i32): bool {
  return number >= 1000 && number < 2200;
}

function numberAt(tokens: Tokens, at: i32): f64 {
  return decimal(tokens.text, tokens.start(at), tokens.end(at));
}

/** The one byte between the number `at` and the next; 0 where something else follows. */
function markAfter(tokens: Tokens, at: i32): u8 {
  if (tokens.kind(at + 1) != Kind.Number || tokens.start(at + 1) - tokens.end(at) != 1) return 0;
  return tokens.text.at(tokens.end(at));
}
