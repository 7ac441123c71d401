import { Asking, Flag, Kind } from "../sense";
import { WordTable } from "./word-table";

/** Words that say nothing of the matter by themselves, and the words around a request. */
const STOP =
  "的 了 着 吗 呢 啊 吧 呀 嘛 哦 啦 是 我 我们 咱 咱们 你 你们 您 他 她 它 他们 她们 它们 这 这个 这些 那 那个 那些 " +
  "在 有 就 都 也 还 还是 要 想 会 能 能否 可否 是否 可以 能够 可 请 请问 请教 帮 帮我 帮忙 一下 一下子 告诉 知道 " +
  "应该 应当 方法 办法 步骤 教程 方式 把 被 让 使 对 对于 关于 中 里 里面 个 一个 种 一种 些 一些 么 得 地 之 其 很 " +
  "非常 比较 太 才 又 再 已 已经 过 起来 来 为 为了 因为 所以 如果 的话 时候 时 当 具体 到底 究竟 一直 总是 一定 总 总会 " +
  "我的 你的 自己 进行 麻烦 您好 你好 谢谢 现在 目前 呗 咋办 怎么办 如何是好 呢吗 是不是 会不会 能不能 可不可以 有没有 " +
  "有无 要不要 用 使用 通过 利用 去 吗呢 即 则 而 且 以 所 并 并且 和 与 及 以及 跟 同 或 或者";

const NEGATIONS = "不 没 未 无 无法 非 别 勿 并非 从不 从未 尚未 无需 无须 不曾";

/** Words with a character of negation in them that deny nothing. */
const NOT_DENYING =
  "不过 不仅 不但 不管 不断 不久 不错 不少 差不多 对不起 不好意思 不如 不锈钢 不动产 不等式 不丹 来不及 不论 不只 不止 " +
  "要不然 不然 不禁 不愧 不由 不妨 了不起 不一定 不知不觉 大不了 不倒翁 不明飞行物 不幸 不粘锅 不孕 不孕不育 " +
  "不知道 不知 不明白 不清楚 不懂 不太懂 不太清楚 不了解 不确定 不太明白 搞不懂 弄不懂 弄不清 不记得 忘记 " +
  "没关系 没问题 没事 沉没 埋没 淹没 没落 出没 没想到 未来 未婚夫 未婚妻 未知数 " +
  "无线 无锡 无人机 无论 无聊 无穷 无所谓 无数 无非 无情 无形 无缝 无人 无花果 无双 无敌 无奈 无为 无极 " +
  "非洲 非凡 非得 非遗 非典 是非 除非 莫非 南非 北非 非诚勿扰 " +
  "别人 别的 特别 区别 分别 级别 性别 类别 识别 告别 个别 差别 别名 别墅 鉴别 辨别 别克 判别 派别 离别 别针 别称";

/** Words with a numeral in them that count nothing. */
const NOT_COUNTING =
  "一样 一起 一般 统一 唯一 一切 一共 之一 一旦 一致 一点 一点儿 一部分 一方面 一会儿 一律 一边 一次性 一带一路 万一 " +
  "千万 千里马 十分 百度 百货 百合 百科 百家姓 三星 三亚 三明治 三国 三国演义 三文鱼 三峡 四川 四大 五一 五官 五行 " +
  "五笔 六安 七夕 八卦 八达岭 八哥 九寨沟 九龙 九阳 零售 零食 零件 零钱 零花钱 二手 二手车 二手房 二维码 二胡 二次元 " +
  "双十一 两者 两边 两岸 亿万 万科 万达 万能 万物 万圣节 千禧 千金 百姓 百年 一线 二线 三线 一流 一级 一旁 一面 " +
  "星期 三角 三角形 三角函数 十字路口 四合院 五花肉 三七 九九乘法表 一元一次方程 二元一次方程 一元二次方程 一卡通 一体 " +
  "一体化 一键 一楼 一点通 一生 一代 一直以来 二叉树 三体 一家 一个人 一辈子 两栖 一心 一路 一来 一看 一对一";

/** After a numeral: of what there are so many. */
const MEASURES =
  "个 位 名 只 条 张 本 家 台 部 辆 次 遍 件 种 类 项 款 层 楼 栋 间 人 岁 分 角 行 列 页 章 节 集 期 届 代 级 号线 " +
  "日游 步 门 口 支 枝 首 篇 封 份 套 双 对 把 架 艘 颗 粒 棵 朵 块钱 片 段 句 字 元素 倍 折 胎 等奖 等 线 环 路 座 所 " +
  "颗星 寸 批 组 人份 字母 边形 阶 维 轮 杯 瓶 碗 盒 包 袋 箱 桶 根 头 匹 尾 场 届 卷 册 幅 版 星级 天内 国 省 市 科 档";

/** Words whose beginning would be read with the negation before them: 不过期 is 不 and 过期, not 不过 and 期. */
const WHOLE = "过期 管理 断网 断电 错过 定期 少于 如实 论文 得到 收费 收益 妨碍 幸福 知情";

/** Adds the Chinese words that are neither units nor dates nor opposites. */
export function addChinese(table: WordTable): void {
  table.add(NOT_DENYING + " " + NOT_COUNTING + " " + WHOLE, Kind.Word, 1);
  table.add("取消 解除 停止 避免 防止 不再", Kind.Undoing);
  table.add(
    "知道 不知道 不知 不清楚 不懂 不太懂 不太清楚 不明白 不了解 不太明白 一点",
    Kind.Word,
    1,
    Flag.Stop,
  );
  table.add(STOP, Kind.Word, 1, Flag.Stop);
  table.add(NEGATIONS, Kind.Negation, 0, Flag.Stop);
  addQuestions(table);
  addNumerals(table);
  table.add(MEASURES, Kind.Measure);
  table.add("个 位 种 些", Kind.Measure, 0, Flag.Stop);
  table.add("版本 版本号", Kind.VersionWord, 0, Flag.Stop);
}

function addQuestions(table: WordTable): void {
  table.add("如何 怎样 怎么样 咋样 怎么才能", Kind.Question, Asking.How, Flag.Stop);
  table.add("怎么 咋", Kind.Question, Asking.How | Asking.Why, Flag.Stop);
  table.add("为什么 为何 为啥 为什么会 怎么会", Kind.Question, Asking.Why, Flag.Stop);
  table.add("什么 哪些 哪个 哪种 啥 哪款", Kind.Question, Asking.What, Flag.Stop);
  table.add("什么时候 何时 啥时候 多久 几时 几点", Kind.Question, Asking.When, Flag.Stop);
  table.add("哪里 哪儿 在哪 哪 何处 什么地方", Kind.Question, Asking.Where, Flag.Stop);
  table.add("谁 哪位", Kind.Question, Asking.Who, Flag.Stop);
  table.add("必须 必需 需要 一定要", Kind.Question, Asking.Must, Flag.Stop);
  table.add("多少 几", Kind.Question, Asking.Amount, Flag.Stop);
}

function addNumerals(table: WordTable): void {
  table.addInOrder("零 一 二 三 四 五 六 七 八 九", Kind.HanDigit, 0, 1);
  table.add("〇", Kind.HanDigit, 0);
  table.add("两 俩", Kind.HanDigit, 2);
  table.add("壹", Kind.HanDigit, 1);
  table.add("十", Kind.Scale, 1);
  table.add("百", Kind.Scale, 2);
  table.add("千", Kind.Scale, 3);
  table.add("万", Kind.Scale, 4);
  table.add("亿", Kind.Scale, 8);
  table.add("第", Kind.OrdinalMark);
  table.add("百分之", Kind.PercentMark);
  table.add("分之", Kind.FractionMark);
}
