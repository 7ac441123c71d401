import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { ScopeConfig, ScopePart } from "../config/scope";
import { hasClearNames } from "../json/canonical";
import { Edits } from "../json/edits";
import { Elements, JsonValue, Members } from "../json/value";
import { Question, isTextPart } from "./question";

/**
 * Content parts that are no words, by their type: those of OpenAI
 * (https://platform.openai.com/docs/api-reference/chat/create), of its Responses API, of DashScope and of vLLM. A
 * part of any other type may be words, so it is none.
 */
// prettier-ignore
const ATTACHMENTS: StaticArray<string> = [
  "image_url", "input_audio", "file",
  "input_image", "input_file",
  "image", "audio", "video",
  "audio_url", "video_url", "image_embeds", "audio_embeds",
];

/**
 * How the messages of a conversation stand in its scope: `?` for the question's texts, nothing for what is switched
 * off, and one form for a content of one text, which may be a string or a list of one part.
 * @returns null where it is ambiguous what would be left out: one of its names occurs twice, or is no Unicode
 */
export function editMessages(request: ChatRequest, question: Question, scope: ScopeConfig): Edits | null {
  const edits = new Edits(question.places);
  if (!request.isConversation) return edits;
  const places = question.places;
  const walk = new Elements(request.messages);
  while (walk.next()) {
    const message = walk.value;
    const isAsked = places.areWithin(message.from, message.to);
    if (!editMessage(edits, message, isAsked, scope)) return null;
  }
  return edits;
}

/** @param isAsked whether the question stands in it, or a part of it */
function editMessage(edits: Edits, message: JsonValue, isAsked: bool, scope: ScopeConfig): bool {
  const role = roleOf(message);
  const isSystem = role.equals("system") || role.equals("developer");
  const part = isSystem ? ScopePart.System : ScopePart.History;
  if (!isAsked && !scope.has(part)) return leaveOut(edits, message);
  const content = message.member("content");
  if (content == null || !content.isArray || edits.isBlank(content.from)) return true;
  const withAttachments = scope.has(ScopePart.Attachments) || (isSystem && !isAsked);
  if (!withAttachments && !leaveOutAttachments(edits, content)) return false;
  const kept = new Kept(edits, content);
  // What the user said with a picture alone is left out with the picture.
  if (kept.isBare && role.equals("user")) return leaveOut(edits, message);
  const text = kept.onlyText();
  if (text != null) edits.replace(content.from, text.from);
  return true;
}

/** Leaves out the attachments of a content; false where it is ambiguous what they are. */
function leaveOutAttachments(edits: Edits, content: JsonValue): bool {
  const parts = new Elements(content);
  while (parts.next()) {
    if (isAttachment(parts.value) && !leaveOut(edits, parts.value)) return false;
  }
  return true;
}

/** Leaves out a message or a part; false where it is ambiguous, as of two roles a model may go by the other. */
function leaveOut(edits: Edits, value: JsonValue): bool {
  if (!hasClearNames(value)) return false;
  edits.omit(value.from);
  return true;
}

function roleOf(message: JsonValue): Slice {
  const role = message.member("role");
  const text: Slice | null = role == null ? null : role.text();
  return text == null ? Slice.EMPTY : text;
}

function isAttachment(part: JsonValue): bool {
  const type = part.member("type");
  if (type == null) return false;
  for (let i = 0; i < ATTACHMENTS.length; i++) if (type.isString(ATTACHMENTS[i])) return true;
  return false;
}

/** The parts of a content that are not left out. */
class Kept {
  private count: i32 = 0;
  private isWhole: bool = true;
  private last: JsonValue | null = null;

  constructor(
    private readonly edits: Edits,
    content: JsonValue,
  ) {
    const parts = new Elements(content);
    while (parts.next()) {
      if (edits.isOmitted(parts.value.from)) {
        this.isWhole = false;
        continue;
      }
      this.count++;
      this.last = parts.value;
    }
  }

  /** Whether all of them are left out. */
  get isBare(): bool {
    return this.count == 0 && !this.isWhole;
  }

  /** The text of the only part, where it is a text and nothing else; null otherwise. */
  onlyText(): JsonValue | null {
    const part = this.last;
    if (part == null || this.count > 1 || this.edits.isBlank(part.from) || !isTextPart(part)) return null;
    const members = new Members(part);
    let count = 0;
    while (members.next()) count++;
    const text = part.member("text");
    return count == 2 && text != null && text.isText ? text : null;
  }
}
