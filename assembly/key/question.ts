import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { KeyConfig, KeyStrategy } from "../config/config";
import { Elements, JsonValue } from "../json/value";
import { normalise } from "./normalise";

/** What is asked: the user's words, taken out of the request. Everything else belongs to the scope. */
export class Question {
  constructor(
    /** The normalised texts, in the order of the messages; at least one. */
    readonly texts: Slice[],
    /** Indexes of the messages that they were taken from. */
    readonly messages: i32[],
  ) {}

  /** Reads the question by the configured strategy; null where the request asks nothing in words. */
  static read(request: ChatRequest, config: KeyConfig): Question | null {
    const texts = new Array<Slice>();
    const messages = new Array<i32>();
    const walk = new Elements(request.messages);
    for (let index = 0; walk.next(); index++) {
      const message = walk.value;
      const role = message.member("role");
      if (role == null || !role.isString("user")) continue;
      if (config.strategy == KeyStrategy.LastQuestion) {
        texts.length = 0;
        messages.length = 0;
      }
      if (!readTexts(message, config.foldCase, texts)) return null;
      messages.push(index);
    }
    return isBlank(texts) ? null : new Question(texts, messages);
  }

  /** All of it as one text, for embedding, comparing and showing. */
  get text(): Slice {
    if (this.texts.length == 1) return this.texts[0];
    const out = new ByteWriter();
    for (let i = 0; i < this.texts.length; i++) {
      if (i > 0) out.byte(0x0a);
      out.slice(this.texts[i]);
    }
    return out.finish();
  }
}

/** Whether a content part is text (https://platform.openai.com/docs/api-reference/chat/create, user message). */
export function isTextPart(part: JsonValue): bool {
  const type = part.member("type");
  return type != null && type.isString("text");
}

/** Appends the texts of one message; false where one of them is no text. */
function readTexts(message: JsonValue, foldCase: bool, texts: Slice[]): bool {
  const content = message.member("content");
  if (content == null || content.isNull) return true;
  if (!content.isArray) return readText(content, foldCase, texts);
  const parts = new Elements(content);
  while (parts.next()) {
    if (!isTextPart(parts.value)) continue;
    const text = parts.value.member("text");
    if (text == null || !readText(text, foldCase, texts)) return false;
  }
  return true;
}

function readText(value: JsonValue, foldCase: bool, texts: Slice[]): bool {
  const text = value.text();
  if (text == null) return false;
  texts.push(normalise(text, foldCase));
  return true;
}

function isBlank(texts: Slice[]): bool {
  for (let i = 0; i < texts.length; i++) if (texts[i].length > 0) return false;
  return true;
}
