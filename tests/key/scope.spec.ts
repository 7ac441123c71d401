import { Slice } from "../../assembly/bytes/slice";
import { KeyStrategy } from "../../assembly/config/config";
import { Question } from "../../assembly/key/question";
import { fingerprint } from "../../assembly/key/scope";
import { requestOf } from "../support/chat";
import { asking, keyConfig, user } from "../support/key";

/** The scope of a request, or `none`. */
function scopeFor(
  request: string,
  caller: string = "c",
  route: string = "r",
  prefix: string = "p",
  strategy: KeyStrategy = KeyStrategy.LastQuestion,
): string {
  const read = requestOf(request);
  const question = Question.read(read, keyConfig(strategy));
  expect(question == null).toBe(false, request);
  const scope: Slice | null = fingerprint(
    read,
    question!,
    keyConfig(strategy),
    Slice.of(caller),
    route,
    prefix,
  );
  return scope == null ? "none" : scope.toString();
}

const ASK: string = "'model':'m','messages':[{'role':'user','content':'hi'}]";

function withMembers(members: string): string {
  return members.length == 0 ? "{" + ASK + "}" : "{" + ASK + "," + members + "}";
}

/** Pairs of requests that share a scope. */
function expectShared(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const scope = scopeFor(pairs[i]);
    expect(scope).toHaveLength(64, pairs[i]);
    expect(scopeFor(pairs[i + 1])).toBe(scope, pairs[i] + " and " + pairs[i + 1]);
  }
}

/** Requests of which no two share a scope. */
function expectAllApart(requests: string[]): void {
  const seen = new Map<string, string>();
  for (let i = 0; i < requests.length; i++) {
    const scope = scopeFor(requests[i]);
    expect(scope).toHaveLength(64, requests[i]);
    if (seen.has(scope)) expect(requests[i]).toBe("apart from", seen.get(scope));
    seen.set(scope, requests[i]);
  }
}

/** Pairs of members of a right request that make no difference. */
function expectSharedMembers(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) expectShared([withMembers(pairs[i]), withMembers(pairs[i + 1])]);
}

/** Members of a right request, each of which makes a difference to each other, and to their absence. */
function expectMembersApart(list: string[]): void {
  const requests = [withMembers("")];
  for (let i = 0; i < list.length; i++) requests.push(withMembers(list[i]));
  expectAllApart(requests);
}

/** Requests (quotes as in `json`) that have no scope. */
function expectNone(requests: string[]): void {
  for (let i = 0; i < requests.length; i++) expect(scopeFor(requests[i])).toBe("none", requests[i]);
}

const TEXT: string = "{'type':'text','text':'hi'}";

function image(url: string): string {
  return "{'type':'image_url','image_url':{'url':'" + url + "'}}";
}

describe("requests share a scope", () => {
  it("whatever the question is", () => {
    expectShared([
      asking(user("'hi'")),
      asking(user("'something else'")),
      asking(user("'hi'")),
      asking(user("'é😀\\n'")),
    ]);
    expectShared([asking(user("[" + TEXT + "]")), asking(user("[" + TEXT.replace("hi", "ho") + "]"))]);
  });

  it("however their members are ordered and spaced", () => {
    const inOrder = "{'model':'m','messages':[{'role':'user','content':'hi'}],'seed':1,'stop':['a','b']}";
    const other = "{'stop':['a','b'],'seed':1,'messages':[{'content':'hi','role':'user'}],'model':'m'}";
    const spaced =
      " { 'model' :\n'm' ,\t'messages' : [ { 'role':'user', 'content':'hi' } ] , 'seed':1, 'stop' : [ 'a' ,'b' ] } ";
    expectShared([inOrder, other, inOrder, spaced]);
    expectSharedMembers(["'x':{'a':1,'b':[{'c':2,'d':3}]}", "'x':{'b':[{'d':3,'c':2}],'a':1}"]);
  });

  it("however their numbers are spelt", () => {
    expectSharedMembers(["'temperature':1", "'temperature':1.0", "'temperature':1", "'temperature':1e0"]);
    expectSharedMembers(["'temperature':0", "'temperature':-0.0", "'temperature':0.7", "'temperature':7E-1"]);
    expectSharedMembers(["'seed':100", "'seed':1e2", "'seed':100", "'seed':100.000"]);
  });

  it("however their strings are escaped", () => {
    expectSharedMembers([
      "'stop':'a/é😀'",
      "'stop':'\\u0061\\/\\u00e9\\uD83D\\uDE00'",
      "'seed':1",
      "'s\\u0065ed':1",
    ]);
    expectShared([
      asking(user("'hi'")),
      "{'mod\\u0065l':'\\u006d','messages':[{'role':'us\\u0065r','content':'hi'}]}",
    ]);
  });

  it("whatever else does not change the answer", () => {
    const harmless = [
      "'stream':true",
      "'stream':false",
      "'stream':null",
      "'stream':true,'stream_options':{'include_usage':true}",
      "'user':'u1'",
      "'user':'u2'",
      "'metadata':{'trace':'1'}",
      "'metadata':null",
      "'safety_identifier':'s'",
      "'prompt_cache_key':'k'",
      "'prompt_cache_options':{'mode':'explicit'}",
      "'prompt_cache_retention':'24h'",
    ];
    for (let i = 0; i < harmless.length; i++) expectSharedMembers(["", harmless[i]]);
  });

  it("whether one answer is asked for in so many words", () => {
    expectSharedMembers(["", "'n':1", "", "'n':1.0", "", "'n':null", "'n':2", "'n':2e0"]);
  });

  it("whether a text stands alone or is the only part, whoever says it", () => {
    const roles = ["system", "developer", "assistant", "user", "tool"];
    for (let i = 0; i < roles.length; i++) {
      const message = "{'role':'" + roles[i] + "','content':";
      const parts = "[ {'text':'x','type':'t\\u0065xt'} ]";
      expectShared([asking(message + "'x'}," + user("'hi'")), asking(message + parts + "}," + user("'hi'"))]);
    }
    expectShared([asking(user("'hi'")), asking(user("[" + TEXT + "]"))]);
  });

  it("when all questions are asked for and only those differ", () => {
    const one = asking(user("'a'") + ",{'role':'assistant','content':'x'}," + user("'b'"));
    const two = asking(user("'c'") + ",{'role':'assistant','content':'x'}," + user("'d'"));
    expect(scopeFor(one, "c", "r", "p", KeyStrategy.AllQuestions)).toBe(
      scopeFor(two, "c", "r", "p", KeyStrategy.AllQuestions),
    );
    expect(scopeFor(one) == scopeFor(two)).toBe(false);
  });
});

describe("requests have scopes of their own", () => {
  it("for each model", () => {
    expectAllApart(
      ["m", "M", "m-2", "m "].map<string>((model) => asking(user("'hi'")).replace("'m'", "'" + model + "'")),
    );
  });

  it("for each parameter", () => {
    expectMembersApart([
      "'temperature':0",
      "'temperature':0.7",
      "'temperature':1",
      "'temperature':'1'",
      "'temperature':null",
    ]);
    expectMembersApart([
      "'top_p':0.9",
      "'top_p':0.90000000000000001",
      "'seed':1",
      "'seed':2",
      "'seed':9007199254740993",
    ]);
    expectMembersApart([
      "'seed':9007199254740992",
      "'n':2",
      "'n':3",
      "'max_tokens':10",
      "'max_completion_tokens':10",
    ]);
    expectMembersApart([
      "'stop':'a'",
      "'stop':['a']",
      "'stop':['a','b']",
      "'stop':['b','a']",
      "'stop':'ab'",
      "'stop':['ab']",
    ]);
    expectMembersApart([
      "'frequency_penalty':1",
      "'presence_penalty':1",
      "'logit_bias':{'1':-100}",
      "'logit_bias':{}",
    ]);
    expectMembersApart([
      "'logprobs':true",
      "'logprobs':false",
      "'top_logprobs':2",
      "'reasoning_effort':'low'",
    ]);
  });

  it("for each form of answer and each tool", () => {
    const tool = "{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}";
    expectMembersApart(["'response_format':{'type':'json_object'}", "'response_format':{'type':'text'}"]);
    expectMembersApart([
      "'response_format':{'type':'json_schema','json_schema':{'name':'a'}}",
      "'modalities':['text']",
    ]);
    expectMembersApart([
      "'tools':[" + tool + "]",
      "'tools':[]",
      "'tools':[" + tool.replace("'f'", "'g'") + "]",
    ]);
    expectMembersApart([
      "'tools':[" + tool + "," + tool + "]",
      "'tool_choice':'auto'",
      "'tool_choice':'none'",
      "'functions':[]",
    ]);
  });

  it("for each parameter nobody knows yet", () => {
    expectMembersApart([
      "'brand_new':1",
      "'brand_new':2",
      "'brand_new':{'a':[1]}",
      "'Stream':true",
      "'USER':'u1'",
      "'':1",
    ]);
    expectMembersApart([
      "'x':{'stream':true}",
      "'x':{'stream':false}",
      "'x':{'user':'u1'}",
      "'x':{'user':'u2'}",
      "'x':{}",
    ]);
    expectMembersApart([
      "'enable_thinking':true",
      "'web_search_options':{}",
      "'store':true",
      "'a':'1,\\'b\\':2'",
      "'a':1,'b':2",
    ]);
  });

  it("for each system prompt and each earlier turn", () => {
    const system = "{'role':'system','content':'be brief'},";
    const answer = "{'role':'assistant','content':'x'},";
    const ask = user("'hi'");
    expectAllApart([
      asking(ask),
      asking(system + ask),
      asking(system.replace("brief", "kind") + ask),
      asking(system.replace("system", "developer") + ask),
      asking(system + system + ask),
      asking(ask + "," + system.substring(0, system.length - 1)),
      asking(user("'a'") + "," + answer + ask),
      asking(user("'b'") + "," + answer + ask),
      asking(user("'a'") + "," + answer.replace("'x'", "'y'") + ask),
      asking(user("'a'") + "," + ask),
      asking(answer + ask),
      asking(answer.replace("'x'", "null,'tool_calls':[{'id':'1'}]") + ask),
      asking(ask + "," + answer.substring(0, answer.length - 1)),
      asking(system + answer + ask),
      asking(answer + system + ask),
    ]);
  });

  it("for each call of a tool and each result, before the question and behind it", () => {
    const call = "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','function':{'name':'f'}}]},";
    const result = "{'role':'tool','tool_call_id':'c1','content':'3 degrees'},";
    const warmer = result.replace("3", "9");
    const ask = user("'hi'");
    expectAllApart([
      asking(ask),
      asking(call + result + ask),
      asking(call.replace("'f'", "'g'") + result + ask),
      asking(call + warmer + ask),
      asking(ask + "," + call + result.substring(0, result.length - 1)),
      asking(ask + "," + call + warmer.substring(0, warmer.length - 1)),
      asking(ask + "," + call + result + call + result.substring(0, result.length - 1)),
      asking(ask + "," + call + result + call + warmer.substring(0, warmer.length - 1)),
    ]);
  });

  it("for all that a message has besides its text", () => {
    expectAllApart([
      asking(user("'hi'")),
      asking("{'role':'user','name':'ann','content':'hi'}"),
      asking("{'role':'user','name':'bob','content':'hi'}"),
      asking("{'role':'user','name':null,'content':'hi'}"),
      asking("{'role':'user','x':{'content':'1'},'content':'hi'}"),
      asking("{'role':'user','x':{'content':'2'},'content':'hi'}"),
    ]);
  });

  it("for each image, file and arrangement of parts", () => {
    expectAllApart([
      asking(user("'hi'")),
      asking(user("[" + TEXT + "," + TEXT + "]")),
      asking(user("[" + TEXT + "," + image("a") + "]")),
      asking(user("[" + TEXT + "," + image("b") + "]")),
      asking(user("[" + image("a") + "," + TEXT + "]")),
      asking(user("[" + image("a") + "," + image("b") + "," + TEXT + "]")),
      asking(user("[" + image("b") + "," + image("a") + "," + TEXT + "]")),
      asking(user("[" + TEXT + "," + image("a").replace("'url':", "'detail':'low','url':") + "]")),
      asking(user("[" + TEXT + ",{'type':'input_audio','input_audio':{'data':'UklG'}}]")),
      asking(user("[" + TEXT + ",{'type':'file','file':{'file_id':'f1'}}]")),
      asking(user("[" + TEXT.replace("'hi'", "'hi','cache_control':{'type':'ephemeral'}") + "]")),
      asking(user("[" + TEXT + ",{'type':'input_text','text':'a'}]")),
      asking(user("[" + TEXT + ",{'type':'input_text','text':'b'}]")),
      asking(user("[" + TEXT + ",{'text':'a'}]")),
      asking(user("[" + TEXT + ",{'text':'b'}]")),
      asking(user("[" + TEXT + ",'bare']")),
      asking(user("[" + TEXT + ",null]")),
      asking(user("[" + TEXT.replace("'hi'", "'hi','x':null") + "]")),
      asking(user("[[" + TEXT + "]," + TEXT + "]")),
      asking("{'role':'system','content':''}," + user("'hi'")),
      asking("{'role':'system','content':[]}," + user("'hi'")),
      asking("{'role':'system','content':null}," + user("'hi'")),
      asking("{'role':'system','content':[" + TEXT + "]}," + user("'hi'")),
      asking("{'role':'system','content':[" + TEXT + "," + TEXT + "]}," + user("'hi'")),
      asking("{'role':'system','content':[{'type':'text','text':1}]}," + user("'hi'")),
      asking("{'role':'system','content':1}," + user("'hi'")),
      asking("{'role':'system','content':[{'type':'refusal','text':'hi'}]}," + user("'hi'")),
      asking("{'role':'system','content':['hi']}," + user("'hi'")),
      asking("{'role':'system','content':" + TEXT + "}," + user("'hi'")),
      asking(user("[" + TEXT + "]") + "," + user("[" + TEXT + "]")),
    ]);
  });

  it("for each caller, route and prefix, which do not run into each other", () => {
    const request = asking(user("'hi'"));
    const scopes = new Set<string>();
    const names = ["", "a", "b", "ab", "aa", "é", "a\u0000"];
    for (let i = 0; i < names.length; i++) {
      for (let j = 0; j < names.length; j++) {
        for (let k = 0; k < names.length; k++) scopes.add(scopeFor(request, names[i], names[j], names[k]));
      }
    }
    expect(scopes.size).toBe(7 * 7 * 7);
  });
});

describe("a request has no scope", () => {
  it("where a name occurs twice in an object", () => {
    expectNone([
      withMembers("'model':'m'"),
      withMembers("'seed':1,'seed':2"),
      withMembers("'seed':1,'seed':1"),
    ]);
    expectNone([withMembers("'seed':1,'s\\u0065ed':2"), withMembers("'stream':true,'stream':false")]);
    expectNone([withMembers("'user':'a','user':'b'"), withMembers("'x':[{'a':{'b':1,'b':1}}]")]);
    expectNone([withMembers("'messages':[{'role':'user','content':'hi'}]"), withMembers("'':1,'':2")]);
  });

  it("where one occurs twice in a message or a part", () => {
    expectNone([
      asking("{'role':'user','role':'user','content':'hi'}"),
      asking("{'role':'user','content':'a','content':'b'}"),
    ]);
    expectNone([asking("{'role':'system','role':'user','content':'x'}," + user("'hi'"))]);
    expectNone([
      asking(user("[{'type':'text','text':'a','text':'b'}]")),
      asking(user("[{'type':'text','type':'text','text':'a'}]")),
    ]);
    expectNone([asking(user("[" + TEXT + ",{'type':'x','a':1,'a':2}]"))]);
    const parts = "{'role':'system','content':[{'type':'text','type':'text','text':'x'}]},";
    expectNone([
      asking(parts + user("'hi'")),
      asking(parts.replace("'type':'text','text'", "'text':'y','text'") + user("'hi'")),
    ]);
  });

  it("where a text is no Unicode", () => {
    expectNone([
      withMembers("'stop':'\\ud83d'"),
      withMembers("'\\ud83d':1"),
      withMembers("'stream':true,'x':['\\ude00']"),
    ]);
    expectNone([asking("{'role':'system','content':'\\ud83d'}," + user("'hi'"))]);
  });
});
