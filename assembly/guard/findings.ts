import { Span, relative } from "./calendar";
import { Finding, MAX_FINDINGS } from "./finding";
import { Moment, MomentSort } from "./moment";
import { NumberReader } from "./number-reader";
import { Mention, Quantity } from "./quantity";
import { Asking, Flag, Kind, valueOf } from "./sense";
import { Tokens } from "./tokens";
import { Tongue } from "./tongue";
import { Family } from "./units";
import { VOCABULARY } from "./vocabulary";

/** What the words say that is definite, in their order. */
export function findingsOf(tokens: Tokens): Finding[] {
  const findings = new Array<Finding>();
  const numbers = new NumberReader(tokens, findings);
  for (let at = 0; at < tokens.length && findings.length < MAX_FINDINGS - 3; ) {
    switch (tokens.kind(at)) {
      case Kind.Number:
      case Kind.Dotted:
      case Kind.NumberWord:
      case Kind.HanDigit:
      case Kind.Scale:
        at = numbers.read(at);
        break;
      default:
        readWord(tokens, at++, findings);
    }
  }
  return findings;
}

function readWord(tokens: Tokens, at: i32, findings: Finding[]): void {
  const value = valueOf(tokens.sense(at));
  switch (tokens.kind(at)) {
    case Kind.Ordinal:
      readOrdinal(tokens, at, value, findings);
      break;
    case Kind.Month:
      if (isMonth(tokens, at)) findings.push(new Moment(MomentSort.Month, value));
      break;
    case Kind.Weekday:
      if (isName(tokens, at)) findings.push(new Moment(MomentSort.Weekday, value));
      break;
    case Kind.Relative:
      findings.push(new Moment(MomentSort.Relative, value));
      break;
    case Kind.Shift:
      readShift(tokens, at, value - 8, findings);
      break;
    case Kind.Language:
      if (isName(tokens, at)) findings.push(new Tongue(value));
      break;
    case Kind.Unit:
      if (isMention(tokens, at)) findings.push(new Mention(VOCABULARY.units[value]));
      break;
  }
}

function readOrdinal(tokens: Tokens, at: i32, value: i32, findings: Finding[]): void {
  const after = tokens.kind(at + 1);
  if (after == Kind.Quarter) findings.push(new Moment(MomentSort.Quarter, value));
  else if (after == Kind.Century) findings.push(new Moment(MomentSort.Century, value));
  else if (after == Kind.Month || tokens.kind(at - 1) == Kind.Month) findings.push(new Moment(MomentSort.Day, value));
  else if (tokens.kind(at - 1) != Kind.Number) findings.push(new Quantity(<f64>value, null, true));
}

/** `last week`, `next year` */
function readShift(tokens: Tokens, at: i32, offset: i32, findings: Finding[]): void {
  if (tokens.kind(at + 1) != Kind.Unit) return;
  const unit = VOCABULARY.units[valueOf(tokens.sense(at + 1))];
  if (unit.family != Family.Time || unit.factor < WEEK) return;
  const span = unit.factor == WEEK ? Span.Week : unit == VOCABULARY.year ? Span.Year : Span.Month;
  findings.push(new Moment(MomentSort.Relative, relative(span, offset)));
}

const WEEK: f64 = 604800;

/** Months that are everyday words too count beside a number or after a preposition, or as names. */
function isMonth(tokens: Tokens, at: i32): bool {
  if (!tokens.has(at, Flag.Ambiguous) || isNumeric(tokens.kind(at - 1)) || isNumeric(tokens.kind(at + 1))) return true;
  if (at == 0 || tokens.has(at, Flag.Break)) return false;
  const before = tokens.text.slice(tokens.start(at - 1), tokens.end(at - 1));
  if (before.equals("in") || before.equals("since") || before.equals("until") || before.equals("of")) return true;
  return isCapital(tokens, at);
}

function isNumeric(kind: Kind): bool {
  return kind == Kind.Number || kind == Kind.Ordinal || kind == Kind.OrdinalMark || kind == Kind.Shift;
}

/** Whether it is written as a name where it could be an everyday word. */
function isName(tokens: Tokens, at: i32): bool {
  return !tokens.has(at, Flag.Ambiguous) || (!tokens.has(at, Flag.Break) && isCapital(tokens, at));
}

function isCapital(tokens: Tokens, at: i32): bool {
  const first = tokens.text.at(tokens.start(at));
  return first >= 0x41 && first <= 0x5a;
}

/** A unit without a number counts where its name is clear, and after "how many". */
function isMention(tokens: Tokens, at: i32): bool {
  const before = tokens.kind(at - 1);
  if (before == Kind.Number || before == Kind.NumberWord || before == Kind.Scale || before == Kind.HanDigit) return false;
  if (tokens.kind(at + 1) == Kind.Number) return false;
  if (before == Kind.Question) return valueOf(tokens.sense(at - 1)) == Asking.Amount;
  return !tokens.has(at, Flag.Ambiguous);
}
