/** What a verifier thinks of two texts. Doubt is an opinion too; a reply that says nothing of use is a fault. */
export class Opinion {
  static readonly SAME: Opinion = new Opinion("same");
  static readonly DIFFERENT: Opinion = new Opinion("different");
  static readonly UNSURE: Opinion = new Opinion("unsure");

  private constructor(
    /** A word for logs and metrics. */
    readonly name: string,
  ) {}
}
