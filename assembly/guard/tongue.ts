import { Guard } from "../config/config";
import { Finding } from "./finding";

/** A language, natural or of programming, that a text names. */
export class Tongue extends Finding {
  constructor(readonly language: i32) {
    super();
  }

  equals(other: Finding): bool {
    return other instanceof Tongue && (<Tongue>other).language == this.language;
  }

  contradicts(other: Finding): Guard {
    return other instanceof Tongue ? Guard.Language : Guard.None;
  }
}
