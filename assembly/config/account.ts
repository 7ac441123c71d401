import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

const MAX_DIMENSION = 4096;

/** What some vendors of embeddings want beside a key; empty where the vendor has no such thing. */
export class AccountConfig {
  constructor(
    /** The version of Azure's API. */
    readonly apiVersion: string,
    readonly appId: string,
    /** What goes with `appId`, or signs requests. */
    readonly secret: string,
  ) {}
}

export const NO_ACCOUNT: AccountConfig = new AccountConfig("", "", "");

/** The fields of section `embedding` that belong to one vendor each, of which `vendor` needs its own. */
export function readAccount(fields: FieldReader, vendor: string): AccountConfig {
  const apiVersion = readOwn(fields, "apiVersion", TextRule.Name, "azure", vendor);
  const textInId = readOwn(fields, "textinAppId", TextRule.HeaderValue, "textin", vendor);
  const textInSecret = readOwn(fields, "textinSecretCode", TextRule.HeaderValue, "textin", vendor);
  const appId = readOwn(fields, "appId", TextRule.Word, "xfyun", vendor);
  const secret = readOwn(fields, "apiSecret", TextRule.Word, "xfyun", vendor);
  return new AccountConfig(apiVersion, textInId + appId, textInSecret + secret);
}

/** `dimension`, for which TextIn has a name of its own, and which it does not do without. */
export function readDimension(fields: FieldReader, isTextIn: bool): i32 {
  const dimension = fields.integer("dimension", 1, MAX_DIMENSION, 0);
  const own = fields.integer("textinMatryoshkaDim", 1, MAX_DIMENSION, 0);
  if (!isTextIn) {
    fields.unused("textinMatryoshkaDim", "used with textin only");
    return dimension;
  }
  const isAbsent = fields.value("dimension") == null && fields.value("textinMatryoshkaDim") == null;
  if (isAbsent) fields.expected("textinMatryoshkaDim", `an integer from 1 to ${MAX_DIMENSION}`, null);
  if (own > 0) fields.unused("dimension", "not used beside textinMatryoshkaDim");
  return own > 0 ? own : dimension;
}

/** A field that `owner` needs, and that has no effect with others. */
function readOwn(fields: FieldReader, name: string, rule: TextRule, owner: string, vendor: string): string {
  if (vendor == owner) return fields.requiredText(name, rule);
  fields.optionalText(name, rule);
  fields.unused(name, "used with " + owner + " only");
  return "";
}
