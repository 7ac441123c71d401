import { endOfLetters } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { CharClass, classOf, codeAt, endsPhrase, isDigit, sizeAt } from "./characters";
import { HanWord } from "./han-word";
import { Scripts } from "./scripts";
import { Flag, Kind, Sense, isNamed, kindOf, sense, valueOf } from "./sense";
import { Tokens } from "./tokens";
import { VOCABULARY } from "./vocabulary";
import { SURFACE, mix, stemHash, surfaceHash, wordHash } from "./word-hash";

const APOSTROPHE: u32 = 0x27;
const SPACE: u8 = 0x20;
const LINE_FEED: u32 = 0x0a;

/** Cuts a text into words and numbers: one pass, one look at the vocabulary for a word, some for a Chinese one. */
export class Reader {
  readonly tokens: Tokens;
  readonly scripts: Scripts = new Scripts();
  private readonly han: HanWord = new HanWord();
  private at: i32 = 0;
  /** Flags of the next token, for what stands before it. */
  private before: u32 = Flag.Break;

  constructor(private readonly text: Slice) {
    this.tokens = new Tokens(text);
    while (this.at < text.length && !this.tokens.isFull) this.step();
  }

  private step(): void {
    if (this.text.at(this.at) == SPACE) {
      this.at++;
      this.before &= Flag.Break;
      return;
    }
    const size = sizeAt(this.text, this.at);
    const code = codeAt(this.text, this.at, size);
    switch (classOf(code)) {
      case CharClass.Space:
        this.at += size;
        this.before = code == LINE_FEED ? Flag.Break : this.before & Flag.Break;
        break;
      case CharClass.Letter:
        this.readWord();
        break;
      case CharClass.Digit:
        this.readNumber();
        break;
      case CharClass.Han:
        this.readHan(code);
        break;
      default:
        this.readMark(code, size);
    }
  }

  /** A run of letters, with apostrophes between them; `c++` and `c#` too. */
  private readWord(): void {
    const text = this.text;
    const from = this.at;
    while (true) {
      this.at = endOfLetters(text, this.at);
      if (this.at >= text.length || text.at(this.at) == SPACE) break;
      const size = sizeAt(text, this.at);
      const code = codeAt(text, this.at, size);
      if (code == APOSTROPHE ? !this.isLetterAt(this.at + size) : classOf(code) != CharClass.Letter) break;
      this.at += size;
    }
    if (this.at - from == 1) this.readSuffixes();
    this.scripts.add(codeAt(text, from, sizeAt(text, from)));
    const hash = surfaceHash(text, from, this.at);
    const stem = stemHash(text, from, this.at);
    const known = VOCABULARY.sense(hash);
    if (this.isLetterName(from)) this.push(stem, 0, from);
    else this.push(stem, known != 0 ? known : VOCABULARY.sense(stem), from);
  }

  /** Whether it is a name, "is A larger than B", and no article: a capital within a phrase, or beside no space. */
  private isLetterName(from: i32): bool {
    if (this.at - from != 1 || this.text.at(from) != 0x41) return false;
    return (this.before & Flag.Break) == 0 || this.at == this.text.length || this.text.at(this.at) != SPACE;
  }

  private isSpaceAt(at: i32): bool {
    return at < this.text.length && this.text.at(at) == SPACE;
  }

  private isLetterAt(at: i32): bool {
    if (at >= this.text.length) return false;
    return classOf(codeAt(this.text, at, sizeAt(this.text, at))) == CharClass.Letter;
  }

  /** What belongs to a word of one letter: `c#`, `c++`, `p.m`. */
  private readSuffixes(): void {
    const rest = this.text.slice(this.at);
    if (rest.startsWith("#")) this.at++;
    else if (rest.startsWith("++") || rest.startsWith(".m")) this.at += 2;
  }

  /** Digits, with commas before three of them and dots before one. */
  private readNumber(): void {
    const text = this.text;
    const from = this.at;
    let hash = SURFACE;
    let dots = 0;
    while (this.at < text.length) {
      const size = sizeAt(text, this.at);
      const code = codeAt(text, this.at, size);
      if (isDigit(code)) hash = mix(hash, code);
      else if (code == 0x2e && this.areDigitsAt(this.at + size, 1)) {
        hash = mix(hash, code);
        dots++;
      } else if (code != 0x2c || dots > 0 || !this.areDigitsAt(this.at + size, 3)) break;
      this.at += size;
    }
    this.push(hash, sense(dots > 1 ? Kind.Dotted : Kind.Number), from);
  }

  /** Whether digits stand there: `count` of them and, where that is three, no fourth. */
  private areDigitsAt(at: i32, count: i32): bool {
    let found = 0;
    for (let i = at; i < this.text.length && found <= 3; found++) {
      const size = sizeAt(this.text, i);
      if (!isDigit(codeAt(this.text, i, size))) break;
      i += size;
    }
    return count == 1 ? found > 0 : found == count;
  }

  private readHan(code: u32): void {
    const from = this.at;
    this.han.find(this.text, from);
    this.scripts.add(code);
    this.at = this.han.end;
    this.push(this.han.hash, this.han.sense, from);
  }

  private readMark(code: u32, size: i32): void {
    const from = this.at;
    this.at += size;
    if (code == 0x2d || code == 0x2212) {
      // A hyphen joins what it touches on both sides, and otherwise is a minus sign or a dash.
      this.before = (this.before & Flag.Joined) != 0 ? this.before : this.before | Flag.Minus;
      if (this.at < this.text.length && this.text.at(this.at) == 0x3e) this.readArrow(from, 1);
      else if (this.before == Flag.Minus && this.isSpaceAt(this.at)) this.before = Flag.Break;
    } else if (code == 0x2013 || code == 0x2014) this.before = Flag.Break;
    else if (code == 0x2192) this.readArrow(from, 0);
    else if (code == 0xb0 && this.isLetterAt(this.at)) this.readDegree(from);
    else if (endsPhrase(code)) this.before = Flag.Break;
    else this.readSign(from);
  }

  /** A sign that is a word: of a currency, or per cent. */
  private readSign(from: i32): void {
    const hash = stemHash(this.text, from, this.at);
    const known = VOCABULARY.sense(hash);
    if (known != 0) this.push(hash, known, from);
    else this.before &= Flag.Break;
  }

  /** An arrow means "to". */
  private readArrow(from: i32, size: i32): void {
    this.at += size;
    this.before = 0;
    this.push(TO, VOCABULARY.sense(TO), from);
    this.before = 0;
  }

  /** The sign of degrees and the letter of their scale are one word. */
  private readDegree(from: i32): void {
    this.at += 1;
    const stem = stemHash(this.text, from, this.at);
    this.push(stem, VOCABULARY.sense(stem), from);
  }

  private push(hash: u32, sense: Sense, from: i32): void {
    const key = isNamed(sense) ? mix(kindOf(sense), valueOf(sense)) : hash;
    this.tokens.push(key, sense | this.before, from, this.at);
    this.before = Flag.Joined;
  }
}

/** Hash of `to`. */
const TO: u32 = wordHash("to");
