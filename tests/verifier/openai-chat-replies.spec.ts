import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { USELESS_BODIES, okJson } from "../support/calls";
import { json } from "../support/json";
import { KEY, chat, opinion } from "./verifiers";

const NO_TEXT = "fault no text at choices.0.message.content";

/** What a reply with this content (JSON) is taken for. */
function withContent(content: string, finish: string = "'stop'"): string {
  const message = "{'role':'assistant','content':" + content + "}";
  return opinion(
    chat(),
    okJson("{'choices':[{'index':0,'message':" + message + ",'finish_reason':" + finish + "}]}"),
  );
}

describe("a chat model answers", () => {
  it("as in OpenAI's documentation", () => {
    // Its example of a chat completion, with another content.
    const reply =
      "{'id':'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT','object':'chat.completion','created':1741569952," +
      "'model':'gpt-4.1-2025-04-14','choices':[{'index':0,'message':{'role':'assistant','content':'Yes'," +
      "'refusal':null,'annotations':[]},'logprobs':null,'finish_reason':'stop'}],'usage':{'prompt_tokens':19," +
      "'completion_tokens':10,'total_tokens':29},'service_tier':'default'}";
    expect(opinion(chat(), okJson(reply))).toBe("same");
  });

  it("yes or no, in any letter case, with punctuation and white space around it", () => {
    const yes = [
      "yes",
      "Yes",
      "YES",
      "yEs.",
      " yes\\n",
      "**Yes**",
      '\\"yes\\"',
      "`yes`",
      "\\t\\u0027yes\\u0027!",
      "\\r\\nyes.\\n",
    ];
    for (let i = 0; i < yes.length; i++) {
      expect(withContent('"' + yes[i] + '"')).toBe("same", yes[i]);
      const no = yes[i].toLowerCase().replace("yes", "No");
      expect(withContent('"' + no + '"')).toBe("different", no);
    }
  });

  it("something else, and that is doubt", () => {
    const texts = [
      "",
      " ",
      ".",
      "yes?",
      "no?",
      "y",
      "n",
      "yes no",
      "yes, no",
      "yes\\nno",
      "yes, but",
      "Yes. The questions are the same.",
      "not the same",
      "nope",
      "yess",
      "yesno",
      "ye s",
      "unsure",
      "true",
      "1",
      "是",
      "The answer is yes",
      "<think>",
      '{\\"answer\\":\\"yes\\"}',
      "-yes",
      "ｙｅｓ",
    ];
    for (let i = 0; i < texts.length; i++) expect(withContent('"' + texts[i] + '"')).toBe("unsure", texts[i]);
  });

  it("with a yes that was cut off or filtered, and that is doubt", () => {
    const reasons = ["'length'", "'content_filter'", "'tool_calls'", "null", "'STOP'", "0", "['stop']"];
    for (let i = 0; i < reasons.length; i++) {
      expect(withContent("'yes'", reasons[i])).toBe("unsure", reasons[i]);
      expect(withContent("'no'", reasons[i])).toBe("unsure", reasons[i]);
    }
    const without = okJson("{'choices':[{'message':{'content':'yes'}}]}");
    expect(opinion(chat(), without)).toBe("unsure");
  });

  it("with no text", () => {
    const contents = ["null", "true", "1", "['yes']", "{'text':'yes'}", "[{'type':'text','text':'yes'}]"];
    for (let i = 0; i < contents.length; i++) expect(withContent(contents[i])).toBe(NO_TEXT, contents[i]);
    const bodies = [
      "{'choices':null}",
      "{'choices':[]}",
      "{'choices':[null]}",
      "{'choices':{'0':{'finish_reason':'stop'}}}",
      "{'choices':[{'message':null,'finish_reason':'stop'}]}",
      "{'choices':[{'delta':{'content':'yes'},'finish_reason':'stop'}]}",
      "{'choices':[{'text':'yes','finish_reason':'stop'}]}",
      "{'choices':[{'message':{'content':'yes'},'finish_reason':'stop'}]",
      "{'choices':[{'message':{'content':'yes','content':'no'},'finish_reason':'stop'}]}",
    ];
    for (let i = 0; i < bodies.length; i++)
      expect(opinion(chat(), okJson(bodies[i]))).toBe(NO_TEXT, bodies[i]);
    for (let i = 0; i < USELESS_BODIES.length; i++) {
      expect(opinion(chat(), new Reply(200, Slice.of(USELESS_BODIES[i])))).toBe(NO_TEXT, USELESS_BODIES[i]);
    }
    expect(withContent('"\\ud83dyes"')).toBe(NO_TEXT, "half a character");
  });

  it("with an error, of which the code is told and never the message", () => {
    const body = json(
      "{'error':{'message':'key " + KEY + "','type':'t','param':null,'code':'invalid_api_key'}}",
    );
    expect(opinion(chat(), new Reply(401, body))).toBe("fault HTTP status 401 (invalid_api_key)");
    expect(opinion(chat(), new Reply(200, body))).toBe(NO_TEXT + " (invalid_api_key)");
    const plain = json("{'error':{'message':'m','code':null}}");
    expect(opinion(chat(), new Reply(404, plain))).toBe("fault HTTP status 404");
    expect(opinion(chat(), new Reply(400, json("{'error':'key " + KEY + "'}")))).toBe(
      "fault HTTP status 400",
    );
    expect(opinion(chat(), new Reply(502, Slice.of("<html>")))).toBe("fault HTTP status 502");
    expect(opinion(chat(), new Reply(503, Slice.EMPTY))).toBe("fault HTTP status 503");
  });

  it("with a yes in an error, and it counts for nothing", () => {
    const body = json("{'choices':[{'message':{'content':'yes'},'finish_reason':'stop'}]}");
    const statuses = [201, 400, 429, 500];
    for (let i = 0; i < statuses.length; i++) {
      const fault = "fault HTTP status " + statuses[i].toString();
      expect(opinion(chat(), new Reply(statuses[i], body))).toBe(fault);
    }
    expect(opinion(chat(), new Reply(0, body))).toBe("fault no reply");
    expect(opinion(chat(), Reply.refusal()).startsWith("fault the proxy refused the call")).toBe(true);
  });
});
