/** Where a stream stands. */
export const enum Phase {
  /** Not ours: nothing is read, added or changed. */
  Foreign,
  /** The body is being collected. */
  Reading,
  /** The request is held, and the answer looked for. */
  Asking,
  /** The client has been answered by the cache. */
  Answered,
  /** The request has gone on to the model. */
  Passed,
}
