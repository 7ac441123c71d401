import { Flag, Kind } from "../sense";
import { WordTable } from "./word-table";

/** Things whose number is a version: `Python 3.10` is not `Python 3.1`, and `Python 3` may be `Python 3.11`. */
const PRODUCTS =
  "python java javascript node nodejs php ruby golang rust kotlin swift scala perl typescript lua julia ios ipados " +
  "android windows macos ubuntu debian centos fedora rhel linux kernel gpt chatgpt claude gemini llama qwen deepseek " +
  "react vue angular svelte next nuxt django flask spring springboot laravel rails flutter dotnet mysql mariadb " +
  "postgres postgresql mongodb redis elasticsearch kafka sqlite oracle kubernetes k8s docker helm envoy istio higress " +
  "nginx apache tomcat http https tls ssl usb bluetooth html css es ecmascript openssl tensorflow pytorch cuda keras " +
  "numpy pandas unity unreal minecraft gradle maven npm pip webpack vite eslint bootstrap jquery wordpress office " +
  "excel photoshop chrome firefox safari opencv hadoop spark flink ipv vscode qt gcc clang cmake jdk jre junit " +
  "安卓 鸿蒙 微信 系统";

const LANGUAGES =
  "english|英语 英文;chinese mandarin|中文 汉语 普通话 国语;cantonese|粤语 广东话;french|法语 法文;german|德语 德文;" +
  "spanish|西班牙语 西语 西班牙文;portuguese|葡萄牙语 葡语;italian|意大利语 意大利文;russian|俄语 俄文;" +
  "japanese|日语 日文;korean|韩语 韩文;arabic|阿拉伯语 阿拉伯文;hindi|印地语;turkish|土耳其语;dutch|荷兰语;" +
  "polish|波兰语;swedish|瑞典语;vietnamese|越南语 越南文;thai|泰语 泰文;latin|拉丁语 拉丁文;greek|希腊语;" +
  "hebrew|希伯来语;indonesian|印尼语;ukrainian|乌克兰语;danish|丹麦语;norwegian|挪威语;finnish|芬兰语;" +
  "czech|捷克语;hungarian|匈牙利语;persian farsi|波斯语;bengali|孟加拉语;urdu|乌尔都语;swahili|斯瓦希里语;" +
  "python|;java|;javascript js|;typescript ts|;c++ cpp|;c#|;golang|;rust|;ruby|;php|;swift|;kotlin|;scala|;perl|;" +
  "matlab|;haskell|;lua|;julia|;bash|;powershell|";

/** Adds languages and things that have versions. */
export function addNames(table: WordTable): void {
  table.add(PRODUCTS, Kind.Product);
  const languages = LANGUAGES.split(";");
  for (let i = 0; i < languages.length; i++) {
    const names = languages[i].split("|");
    // A programming language is both: the reader of versions takes a language for a product.
    table.add(names[0], Kind.Language, i + 1);
    table.add(names[1], Kind.Language, i + 1);
  }
  table.add("polish", Kind.Language, 20, Flag.Ambiguous);
}
