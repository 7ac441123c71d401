import { isVolatile } from "../../assembly/key/volatile";
import { Slice } from "../../assembly/bytes/slice";
import { CACHE, configOf } from "../config/reading";

/** Whether the words of a configuration tell that a question is about now. */
function isNow(question: string, fields: string = ""): bool {
  return isVolatile(Slice.of(question), configOf("{" + CACHE + fields + "}").volatile!.words);
}

function expectNow(questions: string[]): void {
  for (let i = 0; i < questions.length; i++) expect(isNow(questions[i])).toBe(true, questions[i]);
}

function expectAnyTime(questions: string[]): void {
  for (let i = 0; i < questions.length; i++) expect(isNow(questions[i])).toBe(false, questions[i]);
}

describe("a question about now", () => {
  it("is told in English", () => {
    expectNow([
      "What's the weather today?",
      "TODAY",
      "who is the president now?",
      "now",
      "Do you know what it costs now?",
      "What is today's date?",
      "What is the latest version of Envoy?",
      "What is currently on TV",
      "the most recent release",
      "What time is it in Tokyo?",
      "stock price (real-time)",
      "Where do we go this weekend?",
      "What is the current exchange rate?",
    ]);
  });

  it("is told in Chinese, wherever the word stands", () => {
    expectNow([
      "今天天气怎么样？",
      "美国现任总统现在是谁",
      "最新的版本",
      "请问目前的汇率",
      "几点了",
      "NBA今日赛程",
      "iPhone最近的价格",
    ]);
  });

  it("is not told by words that are in others", () => {
    expectAnyTime([
      "What do you know?",
      "Where is nowhere?",
      "concurrently",
      "the currents of the ocean",
      "renowned",
      "nowadays2",
      "What is Envoy?",
      "How do I enable 2FA?",
      "snow",
      "",
    ]);
  });

  it("is not told in Chinese by what is always so", () => {
    expectAnyTime([
      "什么是代理？",
      "如何打开蓝牙",
      "北京的人口",
      "天空为什么是蓝色的",
      "唐朝是哪一年建立的",
      "时间复杂度是什么",
    ]);
  });

  it("is told by words of one's own too", () => {
    expect(isNow("What is on Air?")).toBe(false);
    expect(isNow("What is on Air?", ",'volatileWords':['On air','直播']")).toBe(true);
    expect(isNow("谁在直播", ",'volatileWords':['On air','直播']")).toBe(true);
    expect(isNow("What today?", ",'volatileWords':['on air']")).toBe(true);
  });

  it("knows letters next to a word of another script", () => {
    expect(isNow("CPU现在GPU")).toBe(true);
    expect(isNow("查today天气")).toBe(true);
  });
});
