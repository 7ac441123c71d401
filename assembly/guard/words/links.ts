import { Link } from "../link";
import { Flag, Kind } from "../sense";
import { WordTable } from "./word-table";

/** Verbs of which who does it to whom is the matter; each row is one. */
const VERBS =
  "cause 导致 引起 造成;beat defeat 打败 击败 战胜;acquire 收购;owe 欠;contain 包含 包括;include;own 拥有;love 喜欢 爱;" +
  "hate 讨厌 恨;kill 杀死;follow 关注;hire 雇佣;invent 发明;trigger 触发;precede 先于;influence 影响;" +
  "affect;teach 教;call 调用;inherit 继承;eat 吃;attack 攻击;sue 起诉;invade 入侵;discover 发现;depend 依赖 取决于;" +
  "support 支持;produce 产生;belong 属于;fund 资助;bully 欺负;employ;lend 借给;block 拉黑;给;叫做;送给";

/** Adds the words between things whose order matters. */
export function addLinks(table: WordTable): void {
  table.add(
    "to 到 至 成 换成 换 转 转成 转为 转换成 转换为 变成 变为 改成 改为 兑 兑换 兑换成 翻译成 译成 飞 往 飞往",
    Kind.Link,
    Link.To,
    Flag.Stop,
  );
  table.add("into", Kind.Link, Link.To, Flag.Stop);
  table.add("from 从 由 自", Kind.Link, Link.From, Flag.Stop);
  table.add("than 比", Kind.Link, Link.Than, Flag.Stop);
  table.add("minus 减 减去", Kind.Link, Link.Minus);
  table.add("divided 除以", Kind.Link, Link.Divided);
  table.add("before", Kind.Link, Link.Before);
  table.add("after", Kind.Link, Link.After);
  table.add("with", Kind.Link, Link.With, Flag.Stop);
  table.addStems("replace substitute swap 取代 替代 替换", Kind.Link, Link.Replace);
  const verbs = VERBS.split(";");
  for (let i = 0; i < verbs.length; i++) table.addStems(verbs[i], Kind.Link, <u32>Link.Verb + i);
}
