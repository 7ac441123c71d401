import { Slice } from "../bytes/slice";
import { isUtf8 } from "../bytes/utf8";
import { Elements, JsonValue, Members } from "../json/value";

/** A chat completion request (https://platform.openai.com/docs/api-reference/chat/create), as far as a cache reads it. */
export class ChatRequest {
  private constructor(
    readonly root: JsonValue,
    /** A list, not empty, of objects with a `role`; anything at all where this is no conversation. */
    readonly messages: JsonValue,
    readonly isConversation: bool,
    /** Empty where a request of another kind names none. */
    readonly model: Slice,
    /** Whether the answer is wanted as an event stream. */
    readonly stream: bool,
    /** Whether that stream is to end with the usage. */
    readonly includeUsage: bool,
    /** How many answers are wanted: `n`. */
    readonly choices: i32,
  ) {}

  /** Reads a request body; null where it has not the shape of a chat completion request. */
  static read(body: Slice): ChatRequest | null {
    const request = ChatRequest.readAny(body);
    return request != null && request.model.length > 0 && request.isConversation ? request : null;
  }

  /** Reads a request of any kind that is a JSON object; null where it is none. */
  static readAny(body: Slice): ChatRequest | null {
    if (!isUtf8(body)) return null;
    const root = JsonValue.parse(body);
    if (root == null || !root.isObject) return null;
    let model: Slice | null = null;
    let messages: JsonValue = root;
    let stream = false;
    let includeUsage = false;
    let choices = 1;
    const members = new Members(root);
    while (members.next()) {
      if (members.isNamed("model")) {
        model = members.value.text();
      } else if (members.isNamed("messages")) {
        messages = members.value;
      } else if (members.isNull) {
        continue;
      } else if (members.isNamed("stream")) {
        const value = members.value;
        if (!value.isBoolean) return null;
        stream = value.isTrue;
      } else if (members.isNamed("stream_options")) {
        const wanted = members.value.member("include_usage");
        includeUsage = wanted != null && wanted.isTrue;
      } else if (members.isNamed("n")) {
        choices = readCount(members.value);
        if (choices < 1) return null;
      }
    }
    return new ChatRequest(
      root,
      messages,
      areMessages(messages),
      model == null ? Slice.EMPTY : model,
      stream,
      includeUsage,
      choices,
    );
  }
}

/** A small whole number; 0 for anything else. */
function readCount(value: JsonValue): i32 {
  const number = value.number();
  return number >= 1 && number <= 1024 && Math.floor(number) == number ? <i32>number : 0;
}

function areMessages(messages: JsonValue): bool {
  const walk = new Elements(messages);
  let count = 0;
  while (walk.next()) {
    const role = walk.value.member("role");
    if (role == null || !role.isText) return false;
    count++;
  }
  return count > 0;
}
