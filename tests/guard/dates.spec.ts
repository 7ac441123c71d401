import { expectPassed, expectRefused } from "./texts";

describe("dates", () => {
  it("differ by year, month, day, weekday and quarter", () => {
    expectRefused("dates", [
      "in 2018 | in 2022",
      "2018年 | 二零二二年",
      "in January | in March",
      "一月 | 3月",
      "on March 5 | on March 15th",
      "3月5日 | 3月6号",
      "Monday | Friday",
      "周一 | 星期五",
      "Q1 results | Q3 results",
      "the first quarter | the third quarter",
      "第一季度 | 四季度",
      "in the 1960s | in the 1990s",
      "90年代 | 60年代",
      "the 15th century | the 17th century",
      "2024-03-15 | 2024-03-16",
      "03/04/2024 | 05/06/2024",
    ]);
  });

  it("are the same however they are written", () => {
    expectPassed([
      "March 5, 2024 | 2024-03-05",
      "5 March | March 5th",
      "5th of March | March 5",
      "三月五号 | 3月5日",
      "Mondays | Monday",
      "星期天 | 周日",
      "the 90s | the 1990s",
      "25/12/2024 | 12/25/2024",
      "Dec 25 | December 25",
      "Q1 | the first quarter",
    ]);
  });

  it("are not told by everyday words", () => {
    expectPassed(["May I march | Can I go in June", "I sat down | on Monday", "the sun | on Friday"]);
    expectRefused("dates", ["in May | in June", "events of March | events of June"]);
  });

  it("differ from now on", () => {
    expectRefused("dates", [
      "my plan today | my plan tomorrow",
      "last week | next week",
      "this month | next month",
      "昨天 | 明天",
      "去年 | 今年",
      "上个月 | 下个月",
    ]);
    expectPassed(["this past week | this week", "last week | last year", "this is it | next week"]);
  });

  it("may be a number as well, where it is like a year", () => {
    expectRefused("numbers", ["the 2000 points | the 3000 points"]);
    expectPassed(["in 2018 | 3 of them"]);
  });
});

describe("times of day", () => {
  it("differ by the hour, the minute and the half of the day", () => {
    expectRefused("dates", [
      "at 6:30 | at 8:30",
      "at 5 pm | at 5 am",
      "at 5pm | at 6pm",
      "上午9点 | 下午5点",
      "早上8点 | 晚上8点",
    ]);
  });

  it("may leave the half of the day open", () => {
    expectPassed(["at 5:30 pm | at 17:30", "下午3点 | 15:00", "at 5:30 | at 17:30", "3 o'clock | 3:00 pm"]);
  });
});
