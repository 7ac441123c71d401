import { codeAt, isDigit, sizeAt } from "./characters";
import { Flag, Kind } from "./sense";
import { Tokens } from "./tokens";
import { MAX_PARTS, Version } from "./version";

/**
 * The version that the number `at` is; null where it is an amount. It is one with two dots or more, after a thing that
 * has versions, glued to a word (`mp3`, `4G`) or joined to it by a hyphen (`GPT-4`, but not `top-10`).
 */
export function versionAt(tokens: Tokens, at: i32): Version | null {
  if (tokens.kind(at) == Kind.Dotted)
    return version(tokens, at, at > 0 && isThing(tokens, at - 1) ? at - 1 : -1);
  if (at > 0 && isOfWord(tokens, at)) {
    return version(tokens, at, tokens.kind(at - 1) == Kind.VersionWord ? -1 : at - 1);
  }
  const next = at + 1;
  if (next >= tokens.length) return null;
  if (tokens.kind(next) == Kind.VersionWord && !tokens.has(next, Flag.Break)) return version(tokens, at, -1);
  return isSuffix(tokens, next) ? version(tokens, at, next) : null;
}

/** Whether the number `at` belongs to the word before it. */
function isOfWord(tokens: Tokens, at: i32): bool {
  if (tokens.has(at, Flag.Break)) return false;
  if (isThing(tokens, at - 1)) return tokens.has(at, Flag.Joined) || !isMeasured(tokens, at + 1);
  if (!tokens.has(at, Flag.Joined) || !isLatin(tokens, at - 1)) return false;
  return tokens.kind(at - 1) == Kind.Word && !tokens.has(at - 1, Flag.Stop);
}

function isThing(tokens: Tokens, at: i32): bool {
  const kind = tokens.kind(at);
  return kind == Kind.Product || kind == Kind.VersionWord || kind == Kind.Language;
}

function isMeasured(tokens: Tokens, at: i32): bool {
  const kind = tokens.kind(at);
  return kind == Kind.Unit || kind == Kind.Measure || kind == Kind.Scale || kind == Kind.YearMark;
}

/** Whether the token is letters that touch the number before them, and no unit: `G` of `4G`, `D` of `3D`. */
function isSuffix(tokens: Tokens, at: i32): bool {
  if (!tokens.has(at, Flag.Joined) || !isLatin(tokens, at) || tokens.start(at) != tokens.end(at - 1))
    return false;
  if (tokens.kind(at) == Kind.Word || tokens.kind(at) == Kind.Product) return true;
  const first = tokens.first(at);
  const isCapital = first >= 0x41 && first <= 0x5a && tokens.end(at) - tokens.start(at) == 1;
  return tokens.kind(at) == Kind.Unit && isCapital;
}

function isLatin(tokens: Tokens, at: i32): bool {
  const byte = tokens.first(at) | 0x20;
  return byte >= 0x61 && byte <= 0x7a;
}

/** @param owner index of the word that it belongs to; -1 for any */
function version(tokens: Tokens, at: i32, owner: i32): Version {
  const text = tokens.text.slice(tokens.start(at), tokens.end(at));
  const hash = owner < 0 ? 0 : tokens.hash(owner);
  let parts: u64 = 0;
  let part: u64 = 0;
  let count = 1;
  for (let i = 0; i < text.length; i += sizeAt(text, i)) {
    const code = codeAt(text, i, sizeAt(text, i));
    if (isDigit(code)) part = (part * 10 + (code - 0x30)) & 0xffff;
    else if (code == 0x2e) {
      if (count == MAX_PARTS) break;
      parts |= part << (16 * (MAX_PARTS - count));
      part = 0;
      count++;
    }
  }
  return new Version(hash, parts | (part << (16 * (MAX_PARTS - count))), count);
}
