import { endOfLetters } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { isDigit } from "./characters";

/** Endings that make a name with a dot one of a file or a site. */
const ENDINGS =
  "js ts tsx jsx py ipynb json yaml yml toml ini conf cfg env xml csv tsv " +
  "txt md pdf doc docx xls xlsx ppt pptx html htm css scss vue svg png jpg " +
  "jpeg gif webp bmp mp3 mp4 wav avi mov mkv flac zip tar gz rar 7z exe " +
  "msi dll so apk ipa dmg iso bin dat db sql log lock sh bat ps1 java " +
  "class jar cpp cc hpp cs go rs rb php swift kt wasm parquet pem crt key " +
  "com org net io cn edu gov ai dev app me co uk de fr jp";

/** A name that begins with a small letter and has a capital inside is an identifier from so many letters on (not iPhone). */
const MIN_HUMPED = 9;
const DOT: u8 = 0x2e;
const SLASH: u8 = 0x2f;
const AT: u8 = 0x40;
const BACKTICK: u8 = 0x60;
/** A bit for each of `"`, `'`, `,` and `;`. */
const ENDERS: u64 = 0x0800108400000000;
const BACKSLASH: u8 = 0x5c;
const UNDERSCORE: u8 = 0x5f;

/**
 * Where the address, path, file's name, identifier or hexadecimal code ends that begins at `at`; 0 where the run of
 * printable ASCII there is none of these.
 */
export function codeEnd(text: Slice, at: i32): i32 {
  let end = at;
  let humps = 0;
  let isPlain = true;
  while (end < text.length && belongs(text.at(end))) {
    const byte = text.at(end);
    if (!isWord(byte)) isPlain = false;
    else if (end > at && isCapital(byte) && !isCapital(text.at(end - 1))) humps++;
    end++;
  }
  while (end > at && isTrailing(text.at(end - 1))) end--;
  const size = end - at;
  if (size < 3) return 0;
  const isHumped = humps > 0 && size >= MIN_HUMPED && !isCapital(text.at(at));
  if (isPlain) return isHumped || (text.at(at + 1) == 0x78 && text.at(at) == 0x30) ? end : 0;
  return isCode(text.slice(at, end)) ? end : 0;
}

/** Where the word ends that begins at `at`, and is short and by itself, as nearly all are, so that it is no code; `at` for none. */
export function wordEnd(text: Slice, at: i32): i32 {
  const end = endOfLetters(text, at);
  return end - at < MIN_HUMPED && (end == text.length || !belongs(text.at(end))) ? end : at;
}

/** Whether a run of ASCII with more than letters and digits in it is code or an address. */
function isCode(chunk: Slice): bool {
  if (chunk.startsWith("www.") || chunk.endsWith("()") || isRooted(chunk)) return true;
  let dot = -1;
  for (let i = 1; i < chunk.length; i++) {
    const byte = chunk.at(i);
    const before = chunk.at(i - 1);
    if (byte == UNDERSCORE && isWord(before)) return true;
    if (byte == AT && isWord(before) && chunk.indexOf(DOT, i) > 0) return true;
    if (byte == SLASH && before == SLASH) return true;
    if (byte == BACKSLASH && before != BACKSLASH) return true;
    if (byte == DOT) dot = i;
  }
  return dot > 0 && isWord(chunk.at(dot - 1)) && isEnding(chunk.slice(dot + 1));
}

/** `/etc/hosts`, `--force` */
function isRooted(chunk: Slice): bool {
  return (chunk.at(0) == SLASH && isWord(chunk.at(1))) || (chunk.startsWith("--") && isWord(chunk.at(2)));
}

function isEnding(word: Slice): bool {
  for (let from = 0; from < ENDINGS.length;) {
    let end = ENDINGS.indexOf(" ", from);
    if (end < 0) end = ENDINGS.length;
    if (end - from == word.length && isAt(from, word)) return true;
    from = end + 1;
  }
  return false;
}

/** Whether the ending at `from` is `word`, letter case aside. */
function isAt(from: i32, word: Slice): bool {
  for (let i = 0; i < word.length; i++) {
    if (<i32>(isCapital(word.at(i)) ? word.at(i) | 0x20 : word.at(i)) != ENDINGS.charCodeAt(from + i))
      return false;
  }
  return true;
}

function isCapital(byte: u8): bool {
  return byte >= 0x41 && byte <= 0x5a;
}

function isWord(byte: u8): bool {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || isDigit(byte);
}

/** Whether a byte can be in a run: quotes, commas and semicolons end it. */
function belongs(byte: u8): bool {
  if (byte <= 0x20 || byte >= 0x7f || byte == BACKTICK) return false;
  return byte >= 0x40 || ((ENDERS >> byte) & 1) == 0;
}

function isTrailing(byte: u8): bool {
  return byte == DOT || byte == 0x3a || byte == 0x21 || byte == 0x3f;
}
