import { expectPassed, expectRefused } from "./texts";

describe("numbers", () => {
  it("are refused where each text has one that the other has not", () => {
    expectRefused("numbers", ["convert 10 USD | convert 100 USD", "买3个苹果 | 买5个苹果", "pay -5 | pay 5"]);
  });

  it("may be missing on one side, or stand in another order", () => {
    expectPassed([
      "a card in two weeks | a card",
      "add 3 and 4 | add 4 and 3",
      "两周内寄到 | 多久寄到",
      "my 3 cards of 5 | my 5 cards, 3 of them lost, 7 in all",
    ]);
  });

  it("are one number in digits and in words", () => {
    expectPassed([
      "1,000 users | 1000 users",
      "2k users | two thousand users",
      "1.5 million users | 1500000 users",
      "twenty-five cards | 25 cards",
      "two hundred and five cards | two hundred 5 cards",
      "a million users | 1,000,000 users",
      "three hundred thousand users | 300000 users",
      "a dozen eggs | 12 eggs",
      "charged twice | charged 2 times",
      "１０个苹果 | 十个苹果",
      "三千五百万人 | 35000000人",
      "一亿三千万人 | 1.3亿人",
      "一百零五个 | 105个",
      "一百二十个 | 一百二十个人",
      "两千五百元 | 2500元",
      "一百五十人 | 150人",
      "World War II | World War 2",
      "z = 0,712 | z = 0.712",
    ]);
    expectRefused("numbers", [
      "two hundred thousand users | two hundred users",
      "三百万人 | 三百人",
      "一百五 人民币 | 105 人民币",
      "零下5度 | 5度",
      "World War I | World War II",
    ]);
  });

  it("are no numbers where they are other words", () => {
    expectPassed([
      "one of them | two of them",
      "one way | 2 way",
      "K-pop songs | 3 songs",
      "一下 | 两个",
      "看一看三星手机 | 看五个手机",
      "十分喜欢 | 三个喜欢",
      "三四个人 | 5个人",
      "万一 | 三个",
      "1. fast start | 2. fast start",
    ]);
  });

  it("count places in an order apart", () => {
    expectRefused("numbers", [
      "the second president | the third president",
      "the 2nd law | the 3rd law",
      "第二名 | 第三名",
    ]);
    expectPassed(["the second law | the 2nd law", "第二定律 | 第2定律", "the second one | 3 of them"]);
  });

  it("stand against parts of a hundred", () => {
    expectRefused("numbers", ["5% of it | 15 percent of it", "百分之五 | 百分之十五", "50% | 50"]);
    expectPassed(["5 percent | 5%", "百分之五 | 5%", "0.5 of it | 50% of it"]);
  });
});

describe("units", () => {
  it("are converted within what they measure", () => {
    expectPassed([
      "5 km | 5000 m",
      "1 inch | 2.54 cm",
      "2 weeks | 14 days",
      "1 month | 30 days",
      "12 months | 1 year",
      "60 minutes | one hour",
      "10 second timer | 10 s timer",
      "一公斤 | 1000克",
      "十斤 | 5公斤",
      "一米七 | 170厘米",
      "1米70 | 170cm",
    ]);
    expectRefused("numbers", [
      "5 km | 5 miles",
      "2 weeks | 2 months",
      "37 °C | 37 °F",
      "一斤 | 一公斤",
      "一米七 | 一米八",
    ]);
  });

  it("of money are apart, in signs, codes and words", () => {
    expectRefused("numbers", ["10 USD | 10 EUR", "$10 | £10", "10元 | 10美元", "10 pounds | 10 dollars"]);
    expectPassed([
      "$10 | 10 dollars",
      "USD 10 | 10 美元",
      "¥10 | 10块钱",
      "£10 | 10 pounds",
      "10 lbs | 10 pounds",
      "10元 | RMB 10",
    ]);
  });

  it("stand against each other without numbers where their names are clear", () => {
    expectRefused("numbers", ["convert it to miles | convert it to feet", "how many days | how many hours"]);
    expectPassed([
      "waiting for days | waiting for weeks",
      "pay in dollars | pay in USD",
      "3 days in hours | in hours, 3 days",
    ]);
  });

  it("of other sorts do not compare", () => {
    expectPassed(["run 5 km | run for 3 hours", "save 20 GB | save 3 hours"]);
    expectRefused("numbers", ["100 g of it | 100 ml of it"]);
  });
});
