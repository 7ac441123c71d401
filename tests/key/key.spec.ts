import { Slice } from "../../assembly/bytes/slice";
import { KeyStrategy } from "../../assembly/config/config";
import { Key } from "../../assembly/key/key";
import { requestOf } from "../support/chat";
import { asking, idOf, keyConfig, keyOf, user } from "../support/key";

function isHex(text: Slice): bool {
  for (let i = 0; i < text.length; i++) {
    const digit = text.at(i);
    if (!((digit >= 0x30 && digit <= 0x39) || (digit >= 0x61 && digit <= 0x66))) return false;
  }
  return true;
}

function textPart(text: string): string {
  return "{'type':'text','text':'" + text + "'}";
}

const RICH: string =
  "{'model':'gpt-4o','temperature':0.70,'stream':true,'messages':[{'role':'system','content':'Be brief.'}," +
  "{'role':'user','content':[{'type':'text','text':' What  is this? '}," +
  "{'type':'image_url','image_url':{'url':'https://x.example/é.png'}}]}]}";

describe("a key", () => {
  it("is 64 hexadecimal digits, and so is its scope", () => {
    const key = keyOf(asking(user("'hi'")))!;
    expect(key.id.length).toBe(64);
    expect(key.scope.length).toBe(64);
    expect(isHex(key.id) && isHex(key.scope)).toBe(true);
    expect(key.id.equalsSlice(key.scope)).toBe(false);
    expect(key.question.toString()).toBe("hi");
  });

  it("is the same for the same request, in every build", () => {
    // A change of these is a change of the format: VERSION in key.ts or scope.ts must change with it.
    expect(keyOf(asking(user("'hi'")))!.scope.toString()).toBe(
      "28d0cd2adf5ea7395ca985bf56d380001fa567c74dabcf623d542dc8bd504e29",
    );
    expect(idOf(asking(user("'hi'")))).toBe(
      "940723cd49b5fc603bb4d0abda0dc9d03b234a9c38ca9510275b2d96e616e45e",
    );
    expect(keyOf(RICH)!.scope.toString()).toBe(
      "dc19a8340fa57c0039769693c3987e032df01d0990eee7e32f66a409027b13a7",
    );
    expect(idOf(RICH)).toBe("32100464a86b74df1319837ea979995329845812bc9ff396dcef91b23a568ca7");
  });

  it("is the same for questions that differ in space", () => {
    const id = idOf(asking(user("'hi there'")));
    expect(idOf(asking(user("' hi  there\\n'")))).toBe(id);
    expect(idOf(asking(user("'hi\\u00a0there'")))).toBe(id);
    expect(idOf(asking(user("'hi there'")))).toBe(id);
  });

  it("is another for another question", () => {
    const questions = ["hi", "hi there", "Hi", "hi.", "hi\\nthere", "ht", "10 USD", "100 USD", "hi\\u0000"];
    const ids = new Set<string>();
    for (let i = 0; i < questions.length; i++) ids.add(idOf(asking(user("'" + questions[i] + "'"))));
    expect(ids.size).toBe(questions.length);
  });

  it("is another for another scope", () => {
    const id = idOf(asking(user("'hi'")));
    expect(idOf(asking(user("'hi'")).replace("'m'", "'n'")) == id).toBe(false);
    const request = requestOf(asking(user("'hi'")));
    expect(Key.of(request, keyConfig(), Slice.of("caller"), "route", "prefix:")!.id.toString()).toBe(id);
    expect(Key.of(request, keyConfig(), Slice.of("other"), "route", "prefix:")!.id.toString() == id).toBe(
      false,
    );
    expect(Key.of(request, keyConfig(), Slice.of("caller"), "other", "prefix:")!.id.toString() == id).toBe(
      false,
    );
    expect(Key.of(request, keyConfig(), Slice.of("caller"), "route", "other:")!.id.toString() == id).toBe(
      false,
    );
  });

  it("knows where one text ends and the next begins", () => {
    const all = KeyStrategy.AllQuestions;
    const ids = new Set<string>();
    const ways = [
      user("'a'") + "," + user("'b'"),
      user("'ab'") + "," + user("''"),
      user("''") + "," + user("'ab'"),
      user("'b'") + "," + user("'a'"),
      user("'a\\nb'"),
      user("[" + textPart("a") + "," + textPart("b") + "]"),
      user("[" + textPart("ab") + "," + textPart("") + "]"),
      user("[" + textPart("a") + "," + textPart("b") + "]") + "," + user("[" + textPart("c") + "]"),
      user("[" + textPart("a") + "]") + "," + user("[" + textPart("b") + "," + textPart("c") + "]"),
    ];
    for (let i = 0; i < ways.length; i++) ids.add(idOf(asking(ways[i]), 0, all));
    expect(ids.size).toBe(ways.length);
  });

  it("is the same for a text that is the only part of a message", () => {
    expect(idOf(asking(user("[" + textPart("hi") + "]")))).toBe(idOf(asking(user("'hi'"))));
    const all = KeyStrategy.AllQuestions;
    const parts = user("[" + textPart("a") + "]") + "," + user("[" + textPart("b") + "]");
    expect(idOf(asking(parts), 0, all)).toBe(idOf(asking(user("'a'") + "," + user("'b'")), 0, all));
  });

  it("tells where in a message the images are", () => {
    const image = "{'type':'image_url','image_url':{'url':'u'}}";
    const before = idOf(asking(user("[" + image + "," + textPart("a") + "," + textPart("b") + "]")));
    const between = idOf(asking(user("[" + textPart("a") + "," + image + "," + textPart("b") + "]")));
    expect(before == between).toBe(false);
  });

  it("is none where nothing is asked, or it is ambiguous what", () => {
    expect(idOf(asking("{'role':'system','content':'hi'}"))).toBe("none");
    expect(idOf(asking(user("' '")))).toBe("none");
    expect(idOf("{'model':'m','seed':1,'seed':2,'messages':[" + user("'hi'") + "]}")).toBe("none");
  });
});
