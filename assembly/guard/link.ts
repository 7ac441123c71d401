/** Between two things that may not change places. */
export const enum Link {
  To = 1,
  From,
  Than,
  Minus,
  Divided,
  Before,
  After,
  With,
  Replace,
  /** A verb; each further one has the next value. */
  Verb = 16,
}
