import { expectPassed, expectRefused } from "./texts";

describe("code", () => {
  it("is refused where each text names other", () => {
    expectRefused("quotes", [
      "run `git rebase` | run `git merge`",
      "open config.yaml | open config.json",
      "see /etc/hosts | see /etc/passwd",
      "mail a@x.com | write to b@y.com",
      "get https://a.com/x | get https://a.com/y",
      "call get_user | call set_mail",
      "error 0xdeadbeef | error 0xcafebabe",
      "call toString() | call parse()",
      "use --force | use --hard",
      "use getElementById | use querySelector",
      "```a = x\nb``` does what | ```a = y\nb``` does what",
    ]);
  });

  it("may be unmarked, a part, or on one side only", () => {
    expectPassed([
      "run `git rebase` | run git rebase",
      "open src/main.py | open main.py",
      "open Config.yaml | open config.yaml.",
      "open a.yaml | open the file",
      "an iPhone | an eBook",
    ]);
  });
});

describe("a quotation", () => {
  it("is refused where the words around it are the same", () => {
    expectRefused("quotes", [
      'what does "ubiquitous" mean | what does "ambiguous" mean',
      "what does 'ubiquitous' mean | what does “ambiguous” mean",
      "《红楼梦》的作者 | 《西游记》的作者",
      "「破釜沉舟」的意思 | 「卧薪尝胆」的意思",
      'fix "connection refused" | fix "connection reset"',
    ]);
  });

  it("passes where it is translated, reworded or not marked", () => {
    expectPassed([
      'what does "ubiquitous" mean | what does ubiquitous mean',
      "他写了《Dream》 | 他写了《梦》",
      "他说“她拥有巨大的潜力” | 他说“她拥有非常巨大的潜力”",
      'I wrote "Tiger Rose" as a play | they filmed "Rose of Tigers" in Rome',
      '"Is it safe to eat" | "Can one eat it"',
      "it's mine and it's yours | it's yours and it's mine",
    ]);
  });
});
