/** Spans of which one may speak as the last, this and the next. */
export const enum Span {
  Day,
  Week,
  Month,
  Year,
}

/** The value of `Kind.Relative`: a day, week, month or year, `offset` of them from now. */
@inline
export function relative(span: Span, offset: i32): u32 {
  return ((<u32>span) << 4) | (<u32>(offset + 8));
}
