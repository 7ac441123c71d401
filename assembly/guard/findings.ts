import { Span, relative } from "./span";
import { Finding, MAX_FINDINGS } from "./finding";
import { Moment, MomentSort } from "./moment";
import { NumberReader } from "./number-reader";
import { Mention, Quantity } from "./quantity";
import { Asking, Flag, Kind, valueOf } from "./sense";
import { Tokens } from "./tokens";
import { Tongue } from "./tongue";
import { Family } from "./unit";
import { VOCABULARY } from "./vocabulary";

/** Of a text that says nothing definite. */
const NONE: Finding[] = [];

/** What the words say that is definite, in their order; not to be changed. */
export function findingsOf(tokens: Tokens): Finding[] {
  for (let i = 0; i < tokens.length; i++) if (isTelling(tokens.kind(i))) return readFindings(tokens);
  return NONE;
}

/** Whether a word of the kind can be the first of a finding. */
function isTelling(kind: Kind): bool {
  return kind >= Kind.NumberWord && kind != Kind.Link && kind != Kind.Product;
}

function readFindings(tokens: Tokens): Finding[] {
  const findings = new Array<Finding>();
  const numbers = new NumberReader(tokens, findings);
  for (let at = 0; at < tokens.length && findings.length < MAX_FINDINGS - 3;) {
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
      return readOrdinal(tokens, at, value, findings);
    case Kind.Shift:
      return readShift(tokens, at, value - 8, findings);
    case Kind.Roman:
      if (isRoman(tokens, at)) findings.push(new Quantity(<f64>value, null));
      break;
    case Kind.Relative:
      return push(findings, MomentSort.Relative, value);
    case Kind.Month:
      if (isMonth(tokens, at)) push(findings, MomentSort.Month, value);
      break;
    case Kind.Weekday:
      if (isName(tokens, at)) push(findings, MomentSort.Weekday, value);
      break;
    case Kind.Language:
      if (isName(tokens, at)) findings.push(new Tongue(value));
      break;
    case Kind.Unit:
      if (isMention(tokens, at)) findings.push(new Mention(VOCABULARY.units[value]));
      break;
  }
}

function push(findings: Finding[], sort: MomentSort, value: i32): void {
  findings.push(new Moment(sort, value));
}

function readOrdinal(tokens: Tokens, at: i32, value: i32, findings: Finding[]): void {
  const after = tokens.kind(at + 1);
  if (after == Kind.Quarter) push(findings, MomentSort.Quarter, value);
  else if (after == Kind.Century) push(findings, MomentSort.Century, value);
  else if (after == Kind.Month || tokens.kind(at - 1) == Kind.Month) push(findings, MomentSort.Day, value);
  else if (tokens.kind(at - 1) != Kind.Number) findings.push(new Quantity(<f64>value, null, true));
}

/** `last week`, `next year` */
function readShift(tokens: Tokens, at: i32, offset: i32, findings: Finding[]): void {
  if (tokens.kind(at + 1) != Kind.Unit) return;
  const unit = VOCABULARY.units[valueOf(tokens.sense(at + 1))];
  if (unit.family != Family.Time || unit.factor < WEEK) return;
  const span = unit.factor == WEEK ? Span.Week : unit == VOCABULARY.year ? Span.Year : Span.Month;
  push(findings, MomentSort.Relative, relative(span, offset));
}

const WEEK: f64 = 604800;

/** Months that are everyday words too count beside a number or after a preposition, or as names. */
function isMonth(tokens: Tokens, at: i32): bool {
  if (!tokens.has(at, Flag.Ambiguous) || isNumeric(tokens.kind(at - 1)) || isNumeric(tokens.kind(at + 1)))
    return true;
  if (at == 0 || tokens.has(at, Flag.Break)) return false;
  const before = at - 1;
  if (tokens.spells(before, "in") || tokens.spells(before, "since")) return true;
  if (tokens.spells(before, "until") || tokens.spells(before, "of")) return true;
  return isCapital(tokens, at);
}

function isNumeric(kind: Kind): bool {
  return kind == Kind.Number || kind == Kind.Ordinal || kind == Kind.OrdinalMark || kind == Kind.Shift;
}

/** Whether it is a number and not the speaker, or the editor: capitals after a name. */
function isRoman(tokens: Tokens, at: i32): bool {
  if (at == 0 || tokens.has(at, Flag.Break) || tokens.has(at - 1, Flag.Stop)) return false;
  return isCapital(tokens, at) && isCapital(tokens, at - 1);
}

/** Whether it is written as a name where it could be an everyday word. */
function isName(tokens: Tokens, at: i32): bool {
  return !tokens.has(at, Flag.Ambiguous) || (!tokens.has(at, Flag.Break) && isCapital(tokens, at));
}

function isCapital(tokens: Tokens, at: i32): bool {
  const first = tokens.first(at);
  return first >= 0x41 && first <= 0x5a;
}

/** A unit without a number counts where its name is clear, and after "how many". */
function isMention(tokens: Tokens, at: i32): bool {
  const before = tokens.kind(at - 1);
  if (before == Kind.Number || before == Kind.NumberWord || before == Kind.Scale || before == Kind.HanDigit)
    return false;
  if (tokens.kind(at + 1) == Kind.Number) return false;
  if (before == Kind.Question) return valueOf(tokens.sense(at - 1)) == Asking.Amount;
  return !tokens.has(at, Flag.Ambiguous);
}
