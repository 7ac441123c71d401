import { Frame } from "../../assembly/chat/frame";
import { StreamedChoice } from "../../assembly/chat/streamed-choice";
import { JsonWriter } from "../../assembly/json/json-writer";
import { Twins } from "../../assembly/json/twins";
import { parsed, shown } from "../support/json";

/** A choice to which these elements of `choices` were added (quotes as in `json`). */
function choiceOf(elements: string[], index: i32 = 0): StreamedChoice {
  const frame = new Frame();
  const choice = new StreamedChoice(index, new Twins(), frame);
  for (let i = 0; i < elements.length; i++) {
    const element = parsed(elements[i]);
    frame.begin(element.within);
    choice.add(element);
  }
  return choice;
}

function written(choice: StreamedChoice): string {
  const out = new JsonWriter();
  choice.write(out);
  return shown(out.finish());
}

function refusal(element: string): string {
  const refusal = choiceOf([element]).refusal;
  return refusal == null ? "none" : refusal;
}

describe("a choice that comes in deltas", () => {
  it("is written as a completion has it", () => {
    const choice = choiceOf(
      [
        "{'index':3,'delta':{'role':'assistant','content':''},'logprobs':null,'finish_reason':null}",
        "{'index':3,'delta':{'content':'a\\ud83d'}}",
        "{'index':3,'delta':{'content':'\\ude00'},'finish_reason':'stop'}",
      ],
      3,
    );
    expect(written(choice)).toBe(
      "{'index':3,'message':{'role':'assistant','content':'a\\ud83d\\ude00'},'logprobs':null,'finish_reason':'stop'}",
    );
  });

  it("has a null for each thing that never came, and the role of an assistant", () => {
    const nothing =
      "{'index':0,'message':{'role':'assistant','content':null},'logprobs':null,'finish_reason':null}";
    expect(written(choiceOf([]))).toBe(nothing);
    expect(
      written(
        choiceOf(["{}", "{'delta':null}", "{'delta':{}}", "{'delta':{'content':null,'role':null}}", "1"]),
      ),
    ).toBe(nothing);
  });

  it("takes an empty finish reason for none", () => {
    const choice = choiceOf(["{'finish_reason':''}", "{'finish_reason':'stop'}", "{'finish_reason':''}"]);
    expect(written(choice).endsWith("'finish_reason':'stop'}")).toBe(true);
  });

  it("keeps another role", () => {
    expect(written(choiceOf(["{'delta':{'role':'model','content':'a'}}"])).includes("'role':'model'")).toBe(
      true,
    );
  });

  it("keeps the texts in the order in which they first came", () => {
    const choice = choiceOf([
      "{'delta':{'b':'1','content':'2'}}",
      "{'delta':{'content':'3','b':'4','c':'5'}}",
    ]);
    expect(written(choice).includes("'b':'14','content':'23','c':'5'}")).toBe(true);
    expect(choice.size).toBe(5);
  });

  it("may have names that need escapes", () => {
    expect(
      written(choiceOf(["{'delta':{'a\\n\\u00e9':'x'}}", "{'delta':{'\\u0061\\né':'y'}}"])).includes(
        "'a\\né':'xy'",
      ),
    ).toBe(true);
  });

  it("is refused for what cannot be joined", () => {
    expect(refusal("{'delta':{'tool_calls':[{'index':0}]}}")).toBe("tool_calls");
    expect(refusal("{'delta':{'function_call':{}}}")).toBe("tool_calls");
    expect(refusal("{'delta':{'audio':{}}}")).toBe("unknown_delta");
    expect(refusal("{'delta':{'content':'a'},'logprobs':{'content':[]}}")).toBe("logprobs");
    expect(refusal("{'delta':{'content':'a','tool_calls':[]},'logprobs':null,'x':1}")).toBe("none");
  });

  it("stays refused", () => {
    const choice = choiceOf([
      "{'delta':{'tool_calls':[{}]}}",
      "{'delta':{'content':'a'},'finish_reason':'stop'}",
    ]);
    expect(choice.refusal!).toBe("tool_calls");
  });
});
