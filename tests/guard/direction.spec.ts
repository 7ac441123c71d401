import { expectPassed, expectRefused } from "./texts";

describe("a direction", () => {
  it("is refused where two things have changed places", () => {
    expectRefused("direction", [
      "from London to New York | from New York to London",
      "convert Celsius to Fahrenheit | convert Fahrenheit to Celsius",
      "PDF -> Word | Word → PDF",
      "is Java faster than Python | is Python faster than Java",
      "is A larger than B | is B larger than A",
      "replace tabs with spaces | replace spaces with tabs",
      "12 minus 5 | 5 minus 12",
      "does stress cause insomnia | does insomnia cause stress",
      "从北京到上海 | 从上海到北京",
      "猫比狗聪明 | 狗比猫聪明",
      "从余额转到银行卡 | 从银行卡转到余额",
      "savings account to checking account | checking account to savings account",
    ]);
  });

  it("is refused where the link is turned", () => {
    expectRefused("direction", [
      "money to my account | money from my account",
      "from savings to checking | to savings from checking",
    ]);
    expectPassed(["money to my account with a card | cash from my account"]);
  });

  it("is the same the other way round with the opposite word", () => {
    expectPassed([
      "is A larger than B | is B smaller than A",
      "pay before shipping | shipping after pay",
      "does stress cause insomnia | is insomnia caused by stress",
      "A比B大 | B比A小",
      "from London to Paris | to Paris from London",
    ]);
  });

  it("is none between equals, nor after a wish", () => {
    expectPassed([
      "difference between cats and dogs | difference between dogs and cats",
      "Java vs Python | Python vs Java",
      "combine red with blue | combine blue with red",
      "I got married and need to change | change to my married name",
      "from one bank account to another | to my account from another bank",
    ]);
  });
});
