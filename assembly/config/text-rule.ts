import { lowerCase } from "../bytes/lower-case";

/** What a non-empty string has to look like. */
export const enum TextRule {
  Any,
  /** It becomes the value of an HTTP header, or part of one. */
  HeaderValue,
  /** It becomes the authority of HTTP requests. */
  Host,
  /** The name of a DashVector collection. */
  Collection,
  /** A name that others have given, such as that of a collection; it becomes part of a path. */
  Name,
  /** The name of an index of Elasticsearch or OpenSearch. */
  Index,
  /** A name that may stand in a query language. */
  Identifier,
  /** At least one character. */
  Word,
  /** The end of a URL path. */
  PathEnding,
  /** A URL path without a query. */
  Path,
  /** A URL path without a query, as requests are sent to. */
  RequestPath,
  /** A secret that is not to be guessed. */
  Token,
  /** The name of a model; it becomes part of a filter, where quotes would end it. */
  Model,
}

/** A rule in words, to follow "expected". */
export function describeRule(rule: TextRule): string {
  switch (rule) {
    case TextRule.HeaderValue:
      return "a string without control characters";
    case TextRule.Host:
      return "a host name without scheme, path or spaces";
    case TextRule.Collection:
      return "3 to 32 letters, digits, hyphens or underscores";
    case TextRule.Name:
      return "1 to 255 letters, digits and any of ._-, of which the first is a letter, a digit or _";
    case TextRule.Index:
      return "1 to 255 lower-case letters, digits and any of ._-, of which the first is a letter or a digit";
    case TextRule.Identifier:
      return "1 to 255 letters, digits and underscores, of which the first is no digit";
    case TextRule.PathEnding:
      return 'an empty string or one beginning with "/"';
    case TextRule.Word:
      return "a string that is not empty";
    case TextRule.Path:
      return 'a path beginning with "/", without a query';
    case TextRule.RequestPath:
      return 'a path beginning with "/", without a query or spaces';
    case TextRule.Token:
      return "a string of at least 16 characters, none of them a control character";
    case TextRule.Model:
      return "letters, digits and any of ._:/@-";
    default:
      return "a string";
  }
}

/** Whether `text` keeps to `rule`. */
export function obeys(rule: TextRule, text: string): bool {
  switch (rule) {
    case TextRule.HeaderValue:
      return isHeaderValue(text);
    case TextRule.Host:
      return isHost(text);
    case TextRule.Collection:
      return isCollection(text);
    case TextRule.Name:
      return isName(text);
    case TextRule.Index:
      return isName(text) && text == lowerCase(text) && text.charAt(0) != "_";
    case TextRule.Identifier:
      return isName(text) && isIdentifier(text);
    case TextRule.PathEnding:
      return text == "" || text.startsWith("/");
    case TextRule.Word:
      return text.length > 0;
    case TextRule.Path:
      return text.startsWith("/") && text.indexOf("?") < 0;
    case TextRule.RequestPath:
      return text.startsWith("/") && isRequestPath(text);
    case TextRule.Token:
      return text.length >= 16 && isHeaderValue(text);
    case TextRule.Model:
      return isModel(text);
    default:
      return true;
  }
}

/** Whether `text` can be the name of a header: an RFC 9110 section 5.6.2 token. */
export function isToken(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isWord(unit) && (unit > 0x7e || !"!#$%&'*+.^`|~".includes(text.charAt(i)))) return false;
  }
  return text.length > 0;
}

function isModel(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    if (!isWord(text.charCodeAt(i)) && !"._:/@-".includes(text.charAt(i))) return false;
  }
  return true;
}

function isHeaderValue(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit == 0x7f) return false;
  }
  return true;
}

function isHost(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Visible ASCII but for "/", "?", "#", "@" and the backslash, which belong to other parts of a URL.
    if (unit <= 0x20 || unit >= 0x7f || "/?#@\\".includes(text.charAt(i))) return false;
  }
  return true;
}

function isRequestPath(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || unit >= 0x7f || "?#".includes(text.charAt(i))) return false;
  }
  return true;
}

function isCollection(text: string): bool {
  for (let i = 0; i < text.length; i++) if (!isWord(text.charCodeAt(i))) return false;
  return text.length >= 3 && text.length <= 32;
}

function isName(text: string): bool {
  for (let i = 0; i < text.length; i++)
    if (!isWord(text.charCodeAt(i)) && text.charAt(i) != ".") return false;
  return text.length > 0 && text.length <= 255 && text.charAt(0) != "." && text.charAt(0) != "-";
}

/** Whether a name has no "." nor "-" in it, and no digit before all else. */
function isIdentifier(name: string): bool {
  return !name.includes(".") && !name.includes("-") && name.charCodeAt(0) >= 0x41;
}

/** A letter, a digit, "-" or "_". */
function isWord(unit: i32): bool {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit == 0x2d || unit == 0x5f;
}
