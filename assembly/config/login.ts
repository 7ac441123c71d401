import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

/** User and password. */
export class Login {
  constructor(
    readonly username: string,
    /** A secret. */
    readonly password: string,
  ) {}
}

/**
 * `username` and `password`, which Higress's plugin calls `esUsername` and `esPassword`; null without a password.
 * @param isUsed whether they have an effect
 */
export function readLogin(fields: FieldReader, isUsed: bool): Login | null {
  const password = either(fields, "password", "esPassword", isUsed);
  const username = either(fields, "username", "esUsername", isUsed && password != null);
  if (!isUsed || password == null) return null;
  return new Login(username == null ? "" : username, password);
}

function either(fields: FieldReader, name: string, other: string, isUsed: bool): string | null {
  const why = "not used here, or not without a password";
  const text = fields.optionalText(name, TextRule.HeaderValue);
  const otherText = fields.optionalText(other, TextRule.HeaderValue);
  if (!isUsed) fields.unused(name, why);
  if (!isUsed || text != null) fields.unused(other, why);
  return text != null ? text : otherText;
}
