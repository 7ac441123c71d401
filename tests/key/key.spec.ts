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
    // By Node: createHash("blake2s256") over the parts and the canonical form. A change of these is a change of the format: VERSION in key.ts or scope.ts must change with it.
    expect(keyOf(asking(user("'hi'")))!.scope.toString()).toBe(
      "c4dcc735337c0fd4972ecd7bbacbbc244c218b845e0c85e330c98cc9e8bf9314",
    );
    expect(idOf(asking(user("'hi'")))).toBe(
      "74ee0829699559a0aedca8bd3effa9ef002f47872d787c6e5a07eb8dc5395065",
    );
    expect(keyOf(RICH)!.scope.toString()).toBe(
      "309b03fdbc1bea0a64c36a70c04d5c8b108ad875ef39638226f7d687f6ce17b6",
    );
    expect(idOf(RICH)).toBe("e1421277188cef1bd3f43ad1111be07deb6a336902b79b67b8f03abe3bc90df4");
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
