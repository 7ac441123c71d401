import { expectPassed, expectRefused } from "./texts";

describe("a language", () => {
  it("is refused where the texts are in other scripts", () => {
    expectRefused("language", [
      "What is machine learning? | 什么是机器学习？",
      "機械学習とは何ですか | 机器学习是什么",
      "Что такое машина | What is a machine",
      "기계 학습이란 무엇 | 机器学习是什么",
      "ما هو التعلم | מהי למידה",
    ]);
    expectPassed(["Python怎么读CSV | 怎么用Python读取CSV文件", "OK | 好"]);
  });

  it("is refused where another is asked for", () => {
    expectRefused("language", [
      "say hello in French | say hello in Spanish",
      "quicksort in Python | quicksort in C++",
      "quicksort in C# | quicksort in C++",
      "翻译成法语 | 翻译成西班牙语",
    ]);
    expectPassed([
      "say hello in French | say hello",
      "英文怎么说 | 英语怎么说",
      "polish my text | polish my English text",
    ]);
  });
});
