/**
 * What the vocabulary knows of a word, and the reader of its place, in 32 bits: the kind in the lowest eight, a value
 * of that kind in the next twelve, and flags above.
 */
export type Sense = u32;

export const enum Kind {
  /** Any word. */
  Word,
  /** Value: a mask of `Asking`. */
  Question,
  Negation,
  /** A word after which the next means its opposite: `stop` sharing, 取消 a subscription. */
  Undoing,
  /** A word after which "not" says nothing of the matter (`not sure`, `don't know`). */
  Knowing,
  /** Value: the number. */
  NumberWord,
  /** A Chinese digit. Value: the number. */
  HanDigit,
  /** Value: the power of ten. */
  Scale,
  /** Value: the number. */
  Ordinal,
  /** A number in capital Roman letters: World War II. Value: the number. */
  Roman,
  /** 第, st, nd, rd, th. */
  OrdinalMark,
  /** Value: its index in the table of units. */
  Unit,
  /** A Chinese measure word. */
  Measure,
  /** Value: 1 to 12. */
  Month,
  /** Value: 1 to 7. */
  Weekday,
  /** Value: see `relativeDay`. */
  Relative,
  /** `last`, `this`, `next` before a week or a year. Value: the offset and 8. */
  Shift,
  /** Value: 1 for the morning, 2 for the afternoon. */
  DayPart,
  /** 年. */
  YearMark,
  /** 月. */
  MonthMark,
  /** 日 and 号. */
  DayMark,
  /** `o'clock`, 点. */
  ClockMark,
  Quarter,
  Decade,
  Century,
  BeforeChrist,
  /** A language that one speaks or writes. Value: which. */
  Language,
  /** A thing that has versions. */
  Product,
  /** `version`, `v`, 版本. */
  VersionWord,
  /** Makes the number after it negative: 零下. */
  BelowZero,
  /** Between two things whose order matters. Value: which sort. */
  Link,
  /** Digits, with at most one dot. */
  Number,
  /** Digits with two dots or more. */
  Dotted,
  /** 百分之. */
  PercentMark,
  /** 分之, between two numbers. */
  FractionMark,
}

/** What is asked for. */
export const enum Asking {
  How = 1,
  Why = 2,
  What = 4,
  When = 8,
  Where = 16,
  Who = 32,
  Amount = 64,
  /** Help is wanted: "I need to", "I would like to". */
  Wish = 128,
  /** Whether one has to. */
  Must = 256,
}

export const enum Flag {
  /** Says nothing of the matter by itself. */
  Stop = 1 << 20,
  /** It, or its inflections, has an opposite. */
  Opposable = 1 << 21,
  /** May be an everyday word as well: a month only with a number or a preposition beside it. */
  Ambiguous = 1 << 22,
  /** One character of a script without spaces, which is no word of the vocabulary. */
  Single = 1 << 23,
  /** A mark that ends a phrase stands before it. */
  Break = 1 << 24,
  /** It touches what stands before it, or a hyphen does that. */
  Joined = 1 << 25,
  /** A minus sign stands right before it. */
  Minus = 1 << 26,
}

/** The sense of a kind, its value and flags. */
@inline
export function sense(kind: Kind, value: u32 = 0, flags: u32 = 0): Sense {
  return (<u32>kind) | (value << 8) | flags;
}


@inline
export function kindOf(sense: Sense): Kind {
  return <Kind>(sense & 0xff);
}


@inline
export function valueOf(sense: Sense): i32 {
  return (sense >> 8) & 0xfff;
}

/** Whether all names of the thing are one word: of a unit, a month, a day, a language. */
export function isNamed(sense: Sense): bool {
  switch (kindOf(sense)) {
    case Kind.Unit:
    case Kind.Month:
    case Kind.Weekday:
    case Kind.Relative:
    case Kind.Language:
      return (sense & Flag.Opposable) == 0;
    default:
      return false;
  }
}
