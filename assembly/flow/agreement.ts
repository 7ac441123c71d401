/** What comparing two answers has shown. */
export const enum Agreement {
  /** Nothing: one is gone, too long, or a call has failed. */
  Unknown,
  Same,
  Different,
}

/** The label of an agreement in metrics and log lines. */
export function agreementName(agreement: Agreement): string {
  switch (agreement) {
    case Agreement.Same:
      return "same";
    case Agreement.Different:
      return "different";
    default:
      return "unknown";
  }
}
