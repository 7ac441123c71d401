import { KeyStrategy } from "../../assembly/config/config";
import { ChatRequest } from "../../assembly/chat/request";
import { Elements } from "../../assembly/json/value";
import { Question } from "../../assembly/key/question";
import { requestOf } from "../support/chat";
import { asking, keyConfig, questionOf, user } from "../support/key";

const ALL: KeyStrategy = KeyStrategy.AllQuestions;

/** Pairs of the messages of a request and its last question. */
function expectLast(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) expect(questionOf(asking(pairs[i]))).toBe(pairs[i + 1], pairs[i]);
}

/** Pairs of the messages of a request and all its questions. */
function expectAll(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(questionOf(asking(pairs[i]), keyConfig(ALL))).toBe(pairs[i + 1], pairs[i]);
  }
}

/** What the messages of the request in which it stands say, `?` where a text of the question does. */
function blanked(question: Question, request: ChatRequest): string {
  let out = "";
  const walk = new Elements(request.messages);
  while (walk.next()) {
    const content = walk.value.member("content")!;
    out += question.places.has(content.from) ? "[?]" : "[" + content.text()!.toString() + "]";
  }
  return out;
}

function textPart(text: string): string {
  return "{'type':'text','text':'" + text + "'}";
}

const IMAGE: string = "{'type':'image_url','image_url':{'url':'https://x.example/a.png'}}";
const SYSTEM: string = "{'role':'system','content':'be brief'}";
const ANSWER: string = "{'role':'assistant','content':'yes'}";

describe("the last question", () => {
  it("is what the user said last", () => {
    expectLast([user("'a'"), "[a]", user("'a'") + "," + ANSWER + "," + user("'b'"), "[b]"]);
    expectLast([
      SYSTEM + "," + user("'a'"),
      "[a]",
      user("'a'") + "," + SYSTEM,
      "[a]",
      user("'a'") + "," + ANSWER,
      "[a]",
    ]);
  });

  it("is normalised, and decoded before", () => {
    expectLast([user("'  a \\t b\\n'"), "[a b]", user("'\\u0041\\ud83d\\ude00\\u00a0'"), "[A😀]"]);
    expect(questionOf(asking(user("'  A  b'")), keyConfig(KeyStrategy.LastQuestion, true))).toBe("[a b]");
    expect(questionOf(asking(user("'  A  b'")), keyConfig(KeyStrategy.LastQuestion, false))).toBe("[A b]");
  });

  it("may have several parts", () => {
    expectLast([
      user("[" + textPart("a") + "]"),
      "[a]",
      user("[" + textPart("a") + "," + textPart(" b ") + "]"),
      "[a][b]",
    ]);
    expectLast([user("[" + textPart("a") + "," + IMAGE + "," + textPart("b") + "]"), "[a][b]"]);
    expectLast([user("[" + IMAGE + "," + textPart("what is it?") + "]"), "[what is it?]"]);
    expectLast([user("[" + textPart("") + "," + textPart("a") + "]"), "[][a]"]);
  });

  it("knows which message it was taken from", () => {
    const messages = SYSTEM + "," + user("'a'") + "," + ANSWER + "," + user("'b'") + "," + ANSWER;
    const request = requestOf(asking(messages));
    const last = Question.read(request, keyConfig())!;
    expect(blanked(last, request)).toBe("[be brief][a][yes][?][yes]");
    expect(last.text.toString()).toBe("b");
    const all = Question.read(request, keyConfig(ALL))!;
    expect(blanked(all, request)).toBe("[be brief][?][yes][?][yes]");
    expect(all.text.toString()).toBe("a\nb");
  });

  it("is none where the user says nothing", () => {
    expectLast([
      SYSTEM,
      "none",
      ANSWER,
      "none",
      SYSTEM + "," + ANSWER,
      "none",
      "{'role':'tool','content':'a'}",
      "none",
    ]);
    expectLast([
      user("''"),
      "none",
      user("' \\n\\u3000'"),
      "none",
      user("null"),
      "none",
      "{'role':'user'}",
      "none",
    ]);
    expectLast([
      user("[]"),
      "none",
      user("[" + IMAGE + "]"),
      "none",
      user("[" + textPart(" ") + "]"),
      "none",
    ]);
    expectLast(["{'role':'User','content':'a'}", "none", "{'role':'developer','content':'a'}", "none"]);
  });

  it("is not an earlier one where the last is empty", () => {
    expectLast([user("'a'") + "," + user("''"), "none", user("'a'") + "," + user("null"), "none"]);
    expectLast([user("'a'") + "," + user("[" + IMAGE + "]"), "none"]);
  });

  it("is none where its content is no text", () => {
    expectLast([user("1"), "none", user("{}"), "none", user("true"), "none", user("'\\ud83d'"), "none"]);
    expectLast([user("[{'type':'text'}]"), "none", user("[{'type':'text','text':null}]"), "none"]);
    expectLast([
      user("[{'type':'text','text':1}]"),
      "none",
      user("[{'type':'text','text':'\\ude00'}]"),
      "none",
    ]);
    expectLast([user("[{'type':'text','text':['a']}]"), "none"]);
  });

  it("leaves parts of unknown form aside, as the scope has them", () => {
    expectLast([
      user("['a']"),
      "none",
      user("['a'," + textPart("b") + "]"),
      "[b]",
      user("[null,1,{}]"),
      "none",
    ]);
    expectLast([
      user("[{'text':'a'}," + textPart("b") + "]"),
      "[b]",
      user("[{'type':'input_text','text':'a'}]"),
      "none",
    ]);
  });
});

describe("all questions", () => {
  it("are what the user said, in order", () => {
    expectAll([user("'a'"), "[a]", user("'a'") + "," + ANSWER + "," + user("'b'"), "[a][b]"]);
    expectAll([SYSTEM + "," + user("'b'") + "," + user("'a'"), "[b][a]", SYSTEM, "none"]);
    expectAll([
      user("[" + textPart("a") + "," + IMAGE + "," + textPart("b") + "]") + "," + user("'c'"),
      "[a][b][c]",
    ]);
  });

  it("are none where all of them are blank, or one is no text", () => {
    expectAll([user("''") + "," + user("' '"), "none", user("''") + "," + user("'a'"), "[][a]"]);
    expectAll([user("'a'") + "," + user("1"), "none", user("'\\ud83d'") + "," + user("'a'"), "none"]);
  });
});
