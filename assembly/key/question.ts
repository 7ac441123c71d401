import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { KeyConfig, KeyStrategy } from "../config/config";
import { JsonPath } from "../json/path";
import { Places } from "../json/places";
import { Elements, JsonValue } from "../json/value";
import { normalise } from "./normalise";

/** What is asked: the user's words, taken out of the request. Everything else belongs to the scope. */
export class Question {
  private constructor(
    /** The normalised texts, in the order of the messages; at least one. */
    readonly texts: Slice[],
    /** Where the JSON values that they were taken from begin in the request. */
    readonly places: Places,
  ) {}

  /** How often the user speaks in the request. */
  turns: i32 = 0;

  /** Reads the question as it is configured; null where the request asks nothing in words. */
  static read(request: ChatRequest, config: KeyConfig): Question | null {
    const path = config.question;
    const question = new Question([], new Places());
    const isRead =
      path == null ? question.readMessages(request, config) : question.readPath(request, config, path);
    return isRead && !isBlank(question.texts) ? question : null;
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

  private readPath(request: ChatRequest, config: KeyConfig, path: JsonPath): bool {
    this.turns = countTurns(request.messages);
    const selection = path.select(request.root);
    if (selection == null) return false;
    const text = selection.text();
    if (text == null) return false;
    this.texts.push(normalise(text, config.foldCase));
    selection.addPlaces(this.places);
    return true;
  }

  /** Reads what the user says in the messages; false where some of it is no text. */
  private readMessages(request: ChatRequest, config: KeyConfig): bool {
    const walk = new Elements(request.messages);
    while (walk.next()) {
      const message = walk.value;
      if (!isUsers(message)) continue;
      this.turns++;
      if (config.strategy == KeyStrategy.LastQuestion) {
        this.texts.length = 0;
        this.places.clear();
      }
      if (!this.readMessage(message, config.foldCase)) return false;
    }
    return true;
  }

  private readMessage(message: JsonValue, foldCase: bool): bool {
    const content = message.member("content");
    if (content == null || content.isNull) return true;
    if (!content.isArray) return this.readText(content, foldCase);
    const parts = new Elements(content);
    while (parts.next()) {
      if (!isTextPart(parts.value)) continue;
      const text = parts.value.member("text");
      if (text == null || !this.readText(text, foldCase)) return false;
    }
    return true;
  }

  private readText(value: JsonValue, foldCase: bool): bool {
    const text = value.text();
    if (text == null) return false;
    this.texts.push(normalise(text, foldCase));
    this.places.add(value.from);
    return true;
  }
}

function countTurns(messages: JsonValue): i32 {
  let turns = 0;
  const walk = new Elements(messages);
  while (walk.next()) if (isUsers(walk.value)) turns++;
  return turns;
}

function isUsers(message: JsonValue): bool {
  const role = message.member("role");
  return role != null && role.isString("user");
}

/** Whether a content part is text (https://platform.openai.com/docs/api-reference/chat/create, user message). */
export function isTextPart(part: JsonValue): bool {
  const type = part.member("type");
  return type != null && type.isString("text");
}

function isBlank(texts: Slice[]): bool {
  for (let i = 0; i < texts.length; i++) if (texts[i].length > 0) return false;
  return true;
}
