import { Slice } from "../../assembly/bytes/slice";
import { KeyConfig, KeyStrategy } from "../../assembly/config/config";
import { CallerSource, ScopeConfig, ScopePart } from "../../assembly/config/scope";
import { Key } from "../../assembly/key/key";
import { requestOf } from "../support/chat";
import { asking, expectApart, expectJoined, idOf, keyConfig, user } from "../support/key";

/** All parts at once. */
const EVERY: i32 = 511;
const ALL: KeyStrategy = KeyStrategy.AllQuestions;

const ASK: string = user("'hi'");
const SYSTEM: string = "{'role':'system','content':'be brief'}";
const DEVELOPER: string = "{'role':'developer','content':[{'type':'text','text':'be kind'}]}";
const ANSWER: string = "{'role':'assistant','content':'yes'}";
const CALL: string = "{'role':'assistant','content':null,'tool_calls':[{'id':'1'}]}";
const RESULT: string = "{'role':'tool','tool_call_id':'1','content':'7'}";
const TEXT: string = "{'type':'text','text':'hi'}";
const IMAGE: string = "{'type':'image_url','image_url':{'url':'a'}}";

/** Requests that differ in `part` alone: with it no two share a key, whatever else is off; without it all do. */
function expectSwitch(part: ScopePart, requests: string[]): void {
  expectApart(requests, 0);
  expectApart(requests, EVERY - part);
  expectJoined(requests, part);
  expectJoined(requests, EVERY);
}

/** Requests with these messages each. */
function conversations(messages: string[]): string[] {
  return messages.map<string>((each) => asking(each));
}

/** A request without anything more, and one with each of these members. */
function requestsWith(members: string[]): string[] {
  const requests = [asking(ASK)];
  for (let i = 0; i < members.length; i++) {
    requests.push("{" + members[i] + ",'model':'m','messages':[" + ASK + "]}");
  }
  return requests;
}

function idOn(route: string, off: i32, generation: string = ""): string {
  const scope = new ScopeConfig(CallerSource.None, "", off);
  const config = new KeyConfig(KeyStrategy.LastQuestion, scope, false, null, generation);
  return Key.of(requestOf(asking(ASK)), config, Slice.EMPTY, route, "")!.id.toString();
}

describe("a part of the scope makes a difference, and none where it is switched off:", () => {
  it("route", () => {
    const others = EVERY - ScopePart.Route;
    expect(idOn("a", others) == idOn("b", others)).toBe(false);
    expect(idOn("a", ScopePart.Route)).toBe(idOn("b", ScopePart.Route));
    expect(idOn("a", ScopePart.Route)).toBe(idOn("", ScopePart.Route));
  });

  it("model", () => {
    const ask = asking(ASK);
    expectSwitch(ScopePart.Model, [ask, ask.replace("'m'", "'n'"), ask.replace("'m'", "'M'")]);
  });

  it("parameters", () => {
    expectSwitch(
      ScopePart.Parameters,
      requestsWith([
        "'temperature':0.5",
        "'temperature':1",
        "'temperature':null",
        "'top_p':1",
        "'frequency_penalty':1",
        "'presence_penalty':1",
        "'logit_bias':{'1':2}",
        "'seed':1",
        "'stop':['a']",
        "'max_tokens':9",
        "'max_completion_tokens':9",
        "'reasoning_effort':'low'",
        "'verbosity':'low'",
        "'service_tier':'flex'",
        "'top_k':1",
        "'repetition_penalty':1",
        "'enable_thinking':true",
        "'thinking_budget':9",
        "'min_p':1",
        "'length_penalty':1",
        "'use_beam_search':true",
        "'min_tokens':1",
        "'stop_token_ids':[1]",
        "'ignore_eos':true",
        "'bad_words':['a']",
        "'allowed_token_ids':[1]",
        "'thinking_token_budget':9",
        "'seed':1,'temperature':0,'top_k':5",
      ]),
    );
  });

  it("system", () => {
    expectSwitch(
      ScopePart.System,
      conversations([
        ASK,
        SYSTEM + "," + ASK,
        SYSTEM.replace("brief", "kind") + "," + ASK,
        DEVELOPER + "," + ASK,
        SYSTEM + "," + DEVELOPER + "," + ASK,
        ASK + "," + SYSTEM,
        SYSTEM + "," + ASK + "," + SYSTEM,
        "{'role':'system','content':null,'name':'x'}," + ASK,
        "{'role':'system','content':[" + IMAGE + "]}," + ASK,
      ]),
    );
  });

  it("history", () => {
    expectSwitch(
      ScopePart.History,
      conversations([
        ASK,
        user("'a'") + "," + ANSWER + "," + ASK,
        user("'b'") + "," + ANSWER + "," + ASK,
        user("'a'") + "," + ANSWER.replace("yes", "no") + "," + ASK,
        user("'a'") + "," + ASK,
        ANSWER + "," + ASK,
        ASK + "," + ANSWER,
        ASK + "," + CALL + "," + RESULT,
        user("null") + "," + ASK,
        "{'role':'function','name':'f','content':'1'}," + ASK,
        "{'role':'critic','content':'x'}," + ASK,
      ]),
    );
  });

  it("history, in a request for all questions", () => {
    const messages = [
      user("'a'") + "," + ASK,
      user("'a'") + "," + ANSWER + "," + ASK,
      user("'a'") + "," + ASK + "," + ANSWER,
      user("'a'") + "," + CALL + "," + RESULT + "," + ASK,
    ];
    expectApart(conversations(messages), EVERY - ScopePart.History, ALL);
    expectJoined(conversations(messages), ScopePart.History, ALL);
    const questions = [user("'a'") + "," + ASK, ASK, ASK + "," + user("'a'"), user("'b'") + "," + ASK];
    expectApart(conversations(questions), ScopePart.History, ALL);
  });

  it("tools", () => {
    expectSwitch(
      ScopePart.Tools,
      requestsWith([
        "'tools':[]",
        "'tools':[{'type':'function','function':{'name':'f'}}]",
        "'tool_choice':'none'",
        "'parallel_tool_calls':false",
        "'functions':[{'name':'f'}]",
        "'function_call':'auto'",
      ]),
    );
  });

  it("tools, however ambiguous they are where they do not count", () => {
    const twice = requestsWith(["'tools':[{'a':1,'a':2}]"]);
    expectJoined(twice, ScopePart.Tools);
    expect(idOf(twice[1])).toBe("none");
  });

  it("response_format", () => {
    const forms = ["'response_format':{'type':'json_object'}", "'response_format':{'type':'text'}"];
    expectSwitch(ScopePart.ResponseFormat, requestsWith(forms));
  });

  it("n", () => {
    expectSwitch(ScopePart.N, requestsWith(["'n':2", "'n':3"]));
  });

  it("attachments", () => {
    expectSwitch(
      ScopePart.Attachments,
      conversations([
        ASK,
        user("[" + TEXT + "," + IMAGE + "]"),
        user("[" + IMAGE + "," + TEXT + "]"),
        user("[" + IMAGE + "," + TEXT + "," + IMAGE + "]"),
        user("[" + TEXT + "," + IMAGE.replace("'a'", "'b'") + "]"),
        user("[" + TEXT + ",{'type':'input_audio','input_audio':{'data':'UklG'}}]"),
        user("[" + TEXT + ",{'type':'file','file':{'file_id':'f'}}]"),
        user("[" + TEXT + ",{'type':'input_image','image_url':'u'}]"),
        user("[" + TEXT + ",{'type':'input_file','file_id':'f'}]"),
        user("[" + TEXT + ",{'type':'image','image':'u'}]"),
        user("[" + TEXT + ",{'type':'audio','audio':'u'}]"),
        user("[" + TEXT + ",{'type':'video','video':['u']}]"),
        user("[" + TEXT + ",{'type':'audio_url','audio_url':{'url':'u'}}]"),
        user("[" + TEXT + ",{'type':'video_url','video_url':{'url':'u'}}]"),
        user("[" + TEXT + ",{'type':'image_embeds','image_embeds':'AA'}]"),
        user("[" + TEXT + ",{'type':'audio_embeds','audio_embeds':'AA'}]"),
      ]),
    );
  });

  it("attachments in earlier turns", () => {
    const alone = [
      ASK,
      user("[" + IMAGE + "]") + "," + ASK,
      user("[" + IMAGE + "," + IMAGE + "]") + "," + ASK,
    ];
    expectApart(conversations(alone), EVERY - ScopePart.Attachments - ScopePart.History);
    expectJoined(conversations(alone), ScopePart.Attachments);
    const messages = [
      user("'a'") + "," + ANSWER + "," + ASK,
      user("[{'type':'text','text':'a'}," + IMAGE + "]") + "," + ANSWER + "," + ASK,
      user("'a'") + "," + ANSWER.replace("'yes'", "[{'type':'text','text':'yes'}," + IMAGE + "]") + "," + ASK,
    ];
    expectApart(conversations(messages), EVERY - ScopePart.Attachments - ScopePart.History);
    expectJoined(conversations(messages), ScopePart.Attachments);
  });

  it("attachments, but not those of the system", () => {
    const system = "{'role':'system','content':[{'type':'text','text':'x'}," + IMAGE + "]},";
    const messages = [
      "{'role':'system','content':'x'}," + ASK,
      system + ASK,
      system.replace("'a'", "'b'") + ASK,
    ];
    expectApart(conversations(messages), EVERY - ScopePart.System);
    expectJoined(conversations(messages), ScopePart.System);
  });
});

describe("with everything switched off", () => {
  it("what is asked makes a difference", () => {
    expectApart([asking(user("'hi'")), asking(user("'ho'")), asking(user("'hi!'"))], EVERY);
  });

  it("what changes the form of the answer makes a difference, and so does what nobody knows", () => {
    expectApart(
      requestsWith([
        "'logprobs':true",
        "'top_logprobs':2",
        "'modalities':['text']",
        "'audio':{'voice':'v'}",
        "'skip_special_tokens':false",
        "'truncate_prompt_tokens':5",
        "'enable_search':true",
        "'chat_template_kwargs':{'enable_thinking':true}",
        "'x':{'temperature':1}",
        "'x':{'temperature':2}",
        "'Temperature':1",
        "'brand_new':1",
        "'store':true",
      ]),
      EVERY,
    );
  });

  it("what else the question's message says makes a difference", () => {
    expectApart(
      conversations([
        ASK,
        "{'role':'user','name':'ann','content':'hi'}",
        user("[" + TEXT + "," + TEXT + "]"),
        user("[" + TEXT + ",{'type':'input_text','text':'a'}]"),
        user("[" + TEXT + ",{'type':'input_text','text':'b'}]"),
        user("[" + TEXT + ",{'image_url':{'url':'a'}}]"),
        user("[" + TEXT + ",'bare']"),
        user("[" + TEXT + ",null]"),
        user("[{'type':'text','text':'hi','x':1}]"),
      ]),
      EVERY,
    );
  });

  it("a request says no less about the turns that were", () => {
    const config = keyConfig(KeyStrategy.LastQuestion, false, EVERY);
    const messages = user("'a'") + "," + ANSWER + "," + user("'b'") + "," + ASK;
    expect(Key.of(requestOf(asking(messages)), config, Slice.EMPTY, "", "")!.turns).toBe(3);
  });
});

describe("what is left out", () => {
  it("does not make other requests the same", () => {
    const messages = [
      ASK,
      user("'a'") + "," + SYSTEM + "," + ASK,
      user("'a'") + "," + ANSWER + "," + SYSTEM + "," + ASK,
      ANSWER + "," + SYSTEM + "," + user("'a'") + "," + ASK,
      ANSWER + "," + ANSWER + "," + ASK,
      SYSTEM + "," + ASK + "," + ANSWER,
      user("[]") + "," + ASK,
      user("null") + "," + ASK,
      ANSWER.replace("'yes'", "[" + IMAGE + "]") + "," + ASK,
      RESULT.replace("'7'", "[" + IMAGE + "]") + "," + ASK,
      user("[{'type':'text','text':'a'},{'type':'text','text':'b'}," + IMAGE + "]") + "," + ASK,
      user("[{'type':'text','text':'ab'}," + IMAGE + "]") + "," + ASK,
      user("[{'type':'text','text':'a'}," + IMAGE + "]") + "," + user("'b'") + "," + ASK,
    ];
    expectApart(conversations(messages), EVERY - ScopePart.History);
    const systems = [ASK, SYSTEM + "," + ASK, ASK + "," + SYSTEM, SYSTEM + "," + DEVELOPER + "," + ASK];
    expectApart(conversations(systems), EVERY - ScopePart.System);
  });

  it("is left out of entries of its own, lest one serve who did not leave it out", () => {
    const ids = new Set<string>();
    for (let off = 0; off <= EVERY; off++) ids.add(idOf(asking(ASK), off));
    expect(ids.size).toBe(EVERY + 1);
  });

  it("is not taken for a generation", () => {
    const ids = new Set<string>();
    const generations = ["", "1", "2", "11"];
    for (let i = 0; i < generations.length; i++) {
      for (let off = 0; off < 12; off++) ids.add(idOn("", off, generations[i]));
    }
    expect(ids.size).toBe(4 * 12);
  });

  it("still has to be clear: of two roles or two types a model may go by either", () => {
    // The sixth is history as a whole, whatever its parts are.
    const twice = [
      "{'role':'system','role':'user','content':'x'}," + ASK,
      "{'role':'assistant','role':'user','content':'x'}," + ASK,
      ASK + ",{'role':'assistant','role':'user','content':'x'}",
      "{'role':'system','\\ud83d':1,'content':'x'}," + ASK,
      user("[" + TEXT + ",{'type':'image_url','type':'text','text':'x'}]"),
      user("[{'type':'image_url','type':'text','text':'x'}]") + "," + ASK,
      "{'role':'user','role':'system','content':[" + IMAGE + "]}," + ASK,
    ];
    for (let i = 0; i < twice.length; i++) {
      expect(idOf(asking(twice[i]), EVERY - ScopePart.History)).toBe("none", twice[i]);
      if (i != 5) expect(idOf(asking(twice[i]), EVERY)).toBe("none", twice[i]);
    }
  });
});
