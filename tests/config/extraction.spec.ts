import { CACHE, configOf, expectVerdicts } from "./reading";

const PATH = "a GJSON path of names, indexes, #, #(...), @reverse and @this";

function having(fields: string): string {
  return "{" + CACHE + "," + fields + "}";
}

describe("paths and templates", () => {
  it("are absent by default, and where they say what is done anyway", () => {
    const usual =
      "'cacheKeyFrom':'messages.@reverse.0.content','cacheValueFrom':'choices.0.message.content'," +
      "'cacheStreamValueFrom':'choices.0.delta.content','cacheToolCallsFrom':'choices.0.delta.content.tool_calls'," +
      "'responseTemplate':'','streamResponseTemplate':''";
    const configs = ["{" + CACHE + "}", having(usual), having("'cacheKeyFrom':'','cacheValueFrom':null")];
    for (let i = 0; i < configs.length; i++) {
      const config = configOf(configs[i]);
      expectVerdicts([configs[i], ""]);
      expect(config.key.question == null).toBe(true, configs[i]);
      expect(config.answer.value == null && config.answer.streamValue == null).toBe(true, configs[i]);
      expect(config.answer.toolCalls == null).toBe(true, configs[i]);
      expect(config.answer.template == null && config.answer.streamTemplate == null).toBe(true, configs[i]);
      expect(config.limits.pathSuffixes.join(" ")).toBe("/chat/completions");
    }
  });

  it("are read under their present names", () => {
    const config = configOf(
      having(
        "'cacheKeyFrom':'input.prompt','cacheValueFrom':'output.text','cacheStreamValueFrom':'o.t','cacheToolCallsFrom':'o.c'," +
          "'responseTemplate':'{\\'a\\':\\'%s\\'}','streamResponseTemplate':'data:{\\'a\\':\\'%s\\'}\\n\\ndata:[DONE]\\n\\n'",
      ).replaceAll("\\'", '\\"'),
    );
    expect(config.key.question != null).toBe(true);
    expect(config.answer.value != null && config.answer.streamValue != null).toBe(true);
    expect(config.answer.toolCalls != null).toBe(true);
    expect(config.answer.template != null && config.answer.streamTemplate != null).toBe(true);
  });

  it("are read under their former names", () => {
    const config = configOf(
      having(
        "'cacheKeyFrom':{'requestBody':'input.prompt'},'cacheValueFrom':{'responseBody':'output.text'}," +
          "'cacheStreamValueFrom':{'responseBody':'o.t'},'returnResponseTemplate':'{\\'a\\':\\'%s\\'}'," +
          "'returnStreamResponseTemplate':'data:{\\'a\\':\\'%s\\'}\\n\\n'",
      ).replaceAll("\\'", '\\"'),
    );
    expect(config.key.question != null).toBe(true);
    expect(config.answer.value != null && config.answer.streamValue != null).toBe(true);
    expect(config.answer.template != null && config.answer.streamTemplate != null).toBe(true);
    expectVerdicts([
      having("'cacheKeyFrom':{'requestBody':'messages.@reverse.0.content'}"),
      "",
      having("'cacheKeyFrom':{}"),
      "",
      having("'cacheKeyFrom':{'responseBody':'a'}"),
      "cacheKeyFrom.responseBody: unknown field, ignored",
      having("'responseTemplate':'%s','returnResponseTemplate':'%d'")
        .replace("'%s'", "'{\\'a\\':\\'%s\\'}'")
        .replaceAll("\\'", '\\"'),
      "returnResponseTemplate: not used beside responseTemplate, ignored",
    ]);
  });

  it("open all paths of the gateway to questions that are no chat's", () => {
    expect(configOf(having("'cacheKeyFrom':'input'")).limits.pathSuffixes.join(" ")).toBe("");
    const named = configOf(having("'cacheKeyFrom':'input','pathSuffixes':['/generate']"));
    expect(named.limits.pathSuffixes.join(" ")).toBe("/generate");
  });

  it("of a question have no effect with other strategies", () => {
    const config = having("'cacheKeyFrom':'input','cacheKeyStrategy':'allQuestions'");
    expectVerdicts([config, "cacheKeyFrom: not used with this cacheKeyStrategy, ignored"]);
    expect(configOf(config).key.question == null).toBe(true);
  });

  it("are refused where they are wrong", () => {
    expectVerdicts([
      having("'cacheKeyFrom':'a.*'"),
      "cacheKeyFrom: expected " + PATH + " (see character 3), got 'a.*'",
      having("'cacheKeyFrom':{'requestBody':'a..b'}"),
      "cacheKeyFrom.requestBody: expected " + PATH + " (see character 3), got 'a..b'",
      having("'cacheValueFrom':5"),
      "cacheValueFrom: expected a string, got 5",
      having("'cacheStreamValueFrom':'{a}','cacheToolCallsFrom':'@x'"),
      "cacheStreamValueFrom: expected " +
        PATH +
        " (see character 1), got '{a}'\ncacheToolCallsFrom: expected " +
        PATH +
        " (see character 1), got '@x'",
      having("'responseTemplate':'x'"),
      "responseTemplate: expected JSON with one %s within a string, got 'x'",
      having("'responseTemplate':'[%s]'"),
      "responseTemplate: expected JSON with one %s within a string, got '[%s]'",
      having("'returnResponseTemplate':'%s'"),
      "returnResponseTemplate: expected JSON with one %s within a string, got '%s'",
      having("'streamResponseTemplate':'data:%s\\n\\n'"),
      "streamResponseTemplate: expected an event stream of JSON with one %s within a string, got 'data:%s\\n\\n'",
      having("'streamResponseTemplate':'{%s}'"),
      "streamResponseTemplate: expected an event stream of JSON with one %s within a string, got '{%s}'",
      having("'streamResponseTemplate':'event: %s\\n\\n'"),
      "streamResponseTemplate: expected an event stream of JSON with one %s within a string, got 'event: %s\\n\\n'",
      having("'streamResponseTemplate':'[\\'%s\\']'").replaceAll("\\'", '\\"'),
      "streamResponseTemplate: expected an event stream of JSON with one %s within a string, got '[\\'%s\\']'",
      having("'responseTemplate':'data:[\\'%s\\']'").replaceAll("\\'", '\\"'),
      "responseTemplate: expected JSON with one %s within a string, got 'data:[\\'%s\\']'",
      having("'responseTemplate':7"),
      "responseTemplate: expected a string, got 7",
    ]);
  });
});
