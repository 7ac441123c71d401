import { lowerCase } from "../bytes/lower-case";
import { Slice } from "../bytes/slice";
import { WordList } from "../bytes/word-list";
import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

const TTL = 60;

/** Words of questions about now; no others are, however new the matter may be. */
// prettier-ignore
const ENGLISH = [
  "now", "today", "tonight", "tomorrow", "yesterday", "currently", "current", "latest", "newest", "most recent",
  "at the moment", "at present", "presently", "nowadays", "these days", "so far", "up to date", "up-to-date",
  "real time", "real-time", "this morning", "this afternoon", "this evening", "this week", "this weekend",
  "this month", "this quarter", "this year", "last night", "last week", "next week", "just now", "what time is it",
  "breaking news",
];
// prettier-ignore
const CHINESE = [
  "现在", "今天", "今日", "今晚", "今早", "明天", "明日", "昨天", "昨日", "昨晚", "目前", "当前", "眼下", "此刻", "此时",
  "如今", "现今", "最新", "最近", "近日", "近期", "实时", "刚刚", "刚才", "本周", "这周", "这个星期", "本月", "这个月",
  "今年", "本季度", "几点",
];

/** What becomes of questions about now: they are not looked for in other words, and their answers live shortly. */
export class VolatileConfig {
  constructor(
    /** Longest life of an entry, in seconds. */
    readonly ttl: i32,
    /** Words that tell such a question, in lower case. */
    readonly words: WordList,
  ) {}
}

/** `volatile`, `volatileTTL` and `volatileWords`; null where questions about now are like all others. */
export function readVolatile(root: FieldReader): VolatileConfig | null {
  if (!root.flag("volatile", true)) {
    root.unused("volatileTTL", "not used with volatile false");
    root.unused("volatileWords", "not used with volatile false");
    return null;
  }
  const ttl = root.integer("volatileTTL", 1, i32.MAX_VALUE, TTL);
  const more = root.texts("volatileWords", TextRule.Word, []);
  const words = new Array<Slice>();
  add(words, ENGLISH);
  add(words, CHINESE);
  add(words, more);
  return new VolatileConfig(ttl, new WordList(words));
}

function add(words: Slice[], texts: string[]): void {
  for (let i = 0; i < texts.length; i++) words.push(Slice.of(lowerCase(texts[i])));
}
