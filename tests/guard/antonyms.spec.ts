import { expectPassed, expectRefused } from "./texts";

describe("opposites", () => {
  it("are refused in any inflection", () => {
    expectRefused("antonyms", [
      "enable dark mode | disable dark mode",
      "enabling dark mode | disables dark mode",
      "Is it safe? | Is it unsafe?",
      "married people | unmarried people",
      "打开蓝牙 | 关闭蓝牙",
      "左手麻木 | 右手麻木",
    ]);
  });

  it("pass where both are on one side", () => {
    expectPassed([
      "the pros and cons of it | the cons of it",
      "enable or disable dark mode | disable dark mode",
      "advantages and disadvantages | pros and cons",
      "优点和缺点 | 缺点",
    ]);
  });

  it("pass where a negation makes up for it", () => {
    expectPassed([
      "it is not safe to eat | it is unsafe to eat",
      "make it not illegal to park | make it legal to park",
      "don't forget the keys | remember the keys",
      "won't my card be accepted | my card was declined",
      "stop importing contacts | exporting contacts",
      "取消绑定银行卡 | 解绑银行卡",
      "不安全的行为 | 危险的行为",
    ]);
  });

  it("pass where most of the rest differs", () => {
    expectPassed(["increase running speed by training | reduce the hours of work in an office"]);
  });

  it("of everyday words need the same rest", () => {
    expectRefused("antonyms", [
      "turn on the light | turn the light off",
      "grow with eggs | grow without eggs",
      "多吃糖 | 少吃糖",
    ]);
    expectPassed(["my card on the table | the light turned off", "吃多少糖好 | 怎样少吃盐"]);
  });

  it("of two sides of one matter need the same neighbours", () => {
    expectRefused("antonyms", ["where to buy used books | where to sell used books", "哪里买书 | 哪里卖书"]);
    expectPassed([
      "Do you sell gift cards? | Can I buy gift cards from you?",
      "receive money from a friend | a friend sends me money",
      "你们卖书吗 | 我能买书吗",
    ]);
  });

  it("pass where one is a state and the other its remedy", () => {
    expectPassed([
      "my PIN is blocked | unblock my PIN",
      "账户被冻结 | 解冻账户",
      "is there a limit | is it unlimited",
    ]);
    expectRefused("antonyms", ["how to block my PIN | how to unblock my PIN", "冻结账户 | 解冻账户"]);
  });
});
