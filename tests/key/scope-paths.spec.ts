import { Slice } from "../../assembly/bytes/slice";
import { ChatRequest } from "../../assembly/chat/request";
import { KeyConfig, KeyStrategy } from "../../assembly/config/config";
import { CallerSource, ScopeConfig, ScopePart } from "../../assembly/config/scope";
import { JsonPath } from "../../assembly/json/path";
import { Key } from "../../assembly/key/key";
import { json } from "../support/json";

/** All parts at once. */
const EVERY: i32 = 511;

/** The key of a request whose question stands at a path (quotes as in `json`); null where it has none. */
function keyAt(path: string, request: string, off: i32): Key | null {
  const question = JsonPath.parse(path).value;
  expect(question == null).toBe(false, path);
  const scope = new ScopeConfig(CallerSource.None, "", off);
  const config = new KeyConfig(KeyStrategy.LastQuestion, scope, false, question, "");
  return Key.of(ChatRequest.readAny(json(request))!, config, Slice.EMPTY, "", "");
}

function idAt(path: string, request: string, off: i32 = 0): string {
  const key = keyAt(path, request, off);
  return key == null ? "none" : key.id.toString();
}

function scopeAt(path: string, request: string, off: i32 = 0): string {
  const key = keyAt(path, request, off);
  return key == null ? "none" : key.scope.toString();
}

const PROMPT: string = "{'prompt':'hi'}";

describe("a question at a path of the operator's", () => {
  it("has members left out like any other", () => {
    const more = "{'prompt':'hi','model':'m','n':2,'temperature':1,'tools':[],'response_format':{}}";
    expect(idAt("prompt", PROMPT, EVERY)).toHaveLength(64);
    expect(idAt("prompt", more, EVERY)).toBe(idAt("prompt", PROMPT, EVERY));
    expect(idAt("prompt", more) == idAt("prompt", PROMPT)).toBe(false);
  });

  it("may stand where there are no messages, or something else of that name", () => {
    const others = ["'messages':'a'", "'messages':[]", "'messages':[1]", "'messages':[{'content':'a'}]"];
    const ids = new Set<string>();
    ids.add(idAt("prompt", PROMPT, EVERY));
    for (let i = 0; i < others.length; i++)
      ids.add(idAt("prompt", "{'prompt':'hi'," + others[i] + "}", EVERY));
    expect(ids.size).toBe(others.length + 1);
    expect(ids.has("none")).toBe(false);
  });

  it("knows no default of n where there is no conversation", () => {
    expect(idAt("prompt", "{'prompt':'hi','n':1}") == idAt("prompt", PROMPT)).toBe(false);
    const chat = "{'prompt':'hi','messages':[{'role':'user'}]}";
    expect(idAt("prompt", chat.replace("{", "{'n':1,"))).toBe(idAt("prompt", chat));
  });

  it("keeps the message that it stands in, whosever it is", () => {
    const chat = "{'messages':[{'role':'system','name':'a','content':'hi'},{'role':'user','content':'x'}]}";
    const other = chat.replace("'a'", "'b'");
    expect(idAt("messages.0.content", chat, EVERY) == idAt("messages.0.content", other, EVERY)).toBe(false);
    const answer = chat.replace("system", "assistant");
    expect(idAt("messages.0.content", answer, EVERY)).not.toBe(
      idAt("messages.0.content", answer.replace("'a'", "'b'"), EVERY),
    );
    // The other message is no longer the question's, so it is history.
    expect(idAt("messages.0.content", chat, EVERY)).toBe(
      idAt("messages.0.content", chat.replace("'x'", "'y'"), EVERY),
    );
    expect(idAt("messages.#.content", chat, EVERY)).not.toBe(
      idAt("messages.#.content", chat.replace("'x'", "'y'"), EVERY),
    );
    // The path finds the last message first.
    const named = chat.replace("'user'", "'user','name':'c'");
    expect(idAt("messages.@reverse.#.name", named, EVERY)).not.toBe(
      idAt("messages.@reverse.#.name", named.replace("'hi'", "'ho'"), EVERY),
    );
    // The message may be the question as a whole.
    const before = "{'messages':[{'role':'system','content':'hi'},{'role':'user','content':'x'}]}";
    const behind = "{'messages':[{'role':'user','content':'x'},{'role':'system','content':'hi'}]}";
    const path = '#(role=="system")';
    expect(idAt("messages." + path, before, ScopePart.System)).not.toBe(
      idAt("messages." + path, behind, ScopePart.System),
    );
  });

  it("is asked without the attachments beside it, whosever message it is", () => {
    const text = "{'messages':[{'role':'system','content':[{'type':'text','text':'hi'}]}]}";
    const picture = text.replace("'hi'}", "'hi'},{'type':'image_url','image_url':{'url':'a'}}");
    const path = "messages.0.content.0.text";
    expect(idAt(path, text) == idAt(path, picture)).toBe(false);
    expect(idAt(path, text, ScopePart.Attachments)).toBe(idAt(path, picture, ScopePart.Attachments));
  });

  it("is the same part of the scope whatever it says, in whatever form", () => {
    const chat = "{'messages':[{'role':'user','content':[{'type':'text','text':'hi'}]}]}";
    const paths = [
      "messages.0.content",
      "messages.0.content.0",
      "messages.0.content.0.text",
      "messages",
      "@this",
    ];
    for (let i = 0; i < paths.length; i++) {
      for (let off = 0; off <= EVERY; off += EVERY) {
        const scope = scopeAt(paths[i], chat, off);
        expect(scope).toHaveLength(64, paths[i]);
        expect(scopeAt(paths[i], chat.replace("hi", "ho"), off)).toBe(scope, paths[i]);
      }
    }
  });

  it("may be an attachment", () => {
    const chat = "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'a'}}]}]}";
    const path = "messages.0.content.0.image_url.url";
    const off = ScopePart.Attachments;
    expect(idAt(path, chat, off)).toHaveLength(64);
    expect(idAt(path, chat, off) == idAt(path, chat.replace("'a'", "'b'"), off)).toBe(false);
  });
});
