import { Slice } from "../bytes/slice";
import { isDigit } from "./characters";

/** Endings that make a name with a dot one of a file or a site. */
// prettier-ignore
const ENDINGS = [
  "js", "ts", "tsx", "jsx", "py", "ipynb", "json", "yaml", "yml", "toml", "ini", "conf", "cfg", "env", "xml", "csv", "tsv",
  "txt", "md", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "html", "htm", "css", "scss", "vue", "svg", "png", "jpg",
  "jpeg", "gif", "webp", "bmp", "mp3", "mp4", "wav", "avi", "mov", "mkv", "flac", "zip", "tar", "gz", "rar", "7z", "exe",
  "msi", "dll", "so", "apk", "ipa", "dmg", "iso", "bin", "dat", "db", "sql", "log", "lock", "sh", "bat", "ps1", "java",
  "class", "jar", "cpp", "cc", "hpp", "cs", "go", "rs", "rb", "php", "swift", "kt", "wasm", "parquet", "pem", "crt", "key",
  "com", "org", "net", "io", "cn", "edu", "gov", "ai", "dev", "app", "me", "co", "uk", "de", "fr", "jp",
];

/** Where the run of printable ASCII ends that begins at `at`; quotes, commas and brackets end it, dots at its end do not belong. */
export function chunkEnd(text: Slice, at: i32): i32 {
  let end = at;
  while (end < text.length && belongs(text.at(end))) end++;
  while (end > at && isTrailing(text.at(end - 1))) end--;
  return end;
}

/** Whether a run of ASCII is an address, a path, a file's name, an identifier or a hexadecimal code. */
export function isCode(chunk: Slice): bool {
  if (chunk.length < 3) return false;
  if (chunk.startsWith("0x")) return isDigit(chunk.at(2));
  if (chunk.startsWith("www.")) return true;
  let dot = -1;
  let humps = 0;
  for (let i = 1; i < chunk.length; i++) {
    const byte = chunk.at(i);
    const before = chunk.at(i - 1);
    if (byte == 0x5f && isWord(before)) return true;
    if (byte == 0x40 && isWord(before) && chunk.indexOf(0x2e, i) > 0) return true;
    if (byte == 0x2f && before == 0x2f) return true;
    if (byte == 0x5c && isWord(before | 0x1)) return true;
    if (isCapital(byte) && !isCapital(before) && isWord(before)) humps++;
    if (byte == 0x2e) dot = i;
  }
  if (isPath(chunk) || chunk.endsWith("()")) return true;
  return dot > 0 ? isNamed(chunk, dot) : humps > 0 && chunk.length >= MIN_HUMPED && !isCapital(chunk.at(0));
}

/** A name that begins with a small letter and has a capital inside is an identifier from so many letters on (not iPhone). */
const MIN_HUMPED = 9;

/** `/etc/hosts`, `--force` */
function isPath(chunk: Slice): bool {
  const isRooted = chunk.at(0) == 0x2f && isWord(chunk.at(1));
  return isRooted || (chunk.startsWith("--") && isWord(chunk.at(2)));
}

function isNamed(chunk: Slice, dot: i32): bool {
  if (!isWord(chunk.at(dot - 1))) return false;
  const ending = chunk.slice(dot + 1);
  for (let i = 0; i < ENDINGS.length; i++) if (ending.equalsIgnoreCase(ENDINGS[i])) return true;
  return false;
}

function isCapital(byte: u8): bool {
  return byte >= 0x41 && byte <= 0x5a;
}

function isWord(byte: u8): bool {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || isDigit(byte);
}

function belongs(byte: u8): bool {
  switch (byte) {
    case 0x22: // "
    case 0x27: // '
    case 0x2c: // ,
    case 0x3b: // ;
    case 0x60: // `
      return false;
    default:
      return byte > 0x20 && byte < 0x7f;
  }
}

function isTrailing(byte: u8): bool {
  return byte == 0x2e || byte == 0x3a || byte == 0x21 || byte == 0x3f;
}
