import { Slice } from "../../assembly/bytes/slice";
import { Backends } from "../../assembly/flow/backends";
import { CACHE, EMBEDDING, VECTOR, configOf } from "../config/reading";
import { headOf } from "../support/calls";

const RERANK = "'verifier':{'type':'dashscope','cluster':'rerank','apiKey':'k'}";
const CHAT = "'verifier':{'type':'openai','cluster':'llm','model':'small'}";

/** Whom these sections have asked about two questions: the upstream and its cluster; `nobody` where there is none. */
function asked(sections: string[]): string {
  const verifier = new Backends(configOf("{" + sections.join(",") + "}")).verifier;
  if (verifier == null) return "nobody";
  return headOf(verifier.askQuestions(Slice.of("a"), Slice.of("b"))).split(" (")[0];
}

describe("the backends of a configuration", () => {
  it("have a verifier where semantic look-ups have one", () => {
    expect(asked([CACHE, EMBEDDING, VECTOR, RERANK])).toBe("verifier at rerank");
    expect(asked([EMBEDDING, VECTOR, CHAT])).toBe("verifier at llm");
    expect(asked([CACHE, EMBEDDING, VECTOR])).toBe("nobody");
    expect(asked([CACHE, RERANK])).toBe("nobody");
  });
});
