import { expectPassed, expectRefused } from "./texts";

describe("a negation", () => {
  it("is refused where the rest is the same", () => {
    expectRefused("negation", [
      "Is it safe to eat? | Is it not safe to eat?",
      "Why can I log in? | Why can't I log in?",
      "Why can I log in? | Why can’t I log in?",
      "Which foods contain gluten? | Which food doesn't contain gluten?",
      "能退款吗 | 不能退款吗",
      "为什么天是蓝的 | 为什么天不是蓝的",
      "不同意退款 | 同意退款",
      "优惠券过期了 | 优惠券不过期",
    ]);
  });

  it("passes where other words differ", () => {
    expectPassed([
      "my card is not working | my card is broken",
      "I haven't received my card | I am waiting for my card",
      "没收到货 | 什么时候发货",
    ]);
  });

  it("passes where something else is asked", () => {
    expectPassed([
      "Why can't I log in? | How do I log in?",
      "I would like to activate my card | I can't activate my card",
      "Is it okay to not wear a helmet? | Do I have to wear a helmet?",
      "为什么不能登录 | 怎样登录",
      "不戴头盔可以吗 | 必须戴头盔吗",
    ]);
  });

  it("counts in pairs", () => {
    expectPassed([
      "I am unable to log in | I cannot log in",
      "it can't not work | it works",
      "不得不付款 | 得付款",
      "能不能退款 | 可以退款吗",
      "喜欢不喜欢音乐 | 喜欢音乐吗",
      "收到货了没有 | 收到货了吗",
      "收到货了没 | 收到货了吗",
    ]);
  });

  it("is none in idioms", () => {
    expectPassed([
      "I don't know how to pay | how to pay",
      "Is it safe or not? | Is it safe?",
      "Isn't there a way to pay? | Is there a way to pay?",
      "It is safe, isn't it? | Is it safe?",
      "No, is it safe? | Is it safe?",
      "It should not have charged me | It charged me",
      "不知道怎么付款 | 怎么付款",
      "特别好吃的面 | 好吃的面",
      "无线耳机推荐 | 推荐无线耳机",
    ]);
    expectRefused("negation", ["I am yet to pay the bill | I pay the bill"]);
  });

  it("passes in a phrase of its own", () => {
    expectPassed(["I don't have a virtual card - how do I get one? | how to get a virtual card"]);
  });
});
