import { Slice } from "../../assembly/bytes/slice";
import { Service } from "../../assembly/call/call";
import { AccountConfig } from "../../assembly/config/account";
import { EmbeddingConfig, EmbeddingType } from "../../assembly/config/embedding";
import { Embedder } from "../../assembly/embedding/embedder";
import { embedder } from "../../assembly/embedding/factory";
import { okJson } from "../support/calls";

function xfyun(dimension: i32 = 0): Embedder {
  const service = new Service("xf", "emb-cn-huabei-1.xf-yun.com", 500);
  const account = new AccountConfig("", "app", "secret");
  const type = EmbeddingType.Xfyun;
  return embedder(new EmbeddingConfig(type, service, "key", "m", dimension, 0, null, account));
}

/** What `text` is as a vector in a reply. */
function read(text: string, dimension: i32 = 0): string {
  const reply = okJson("{'header':{'code':0},'payload':{'feature':{'text':" + text + "}}}");
  const result = xfyun(dimension).readVectors(reply, 1);
  const vectors = result.value;
  return vectors == null ? result.fault! : vectors[0].toString();
}

describe("XFyun", () => {
  it("is asked with another signature at another time", () => {
    const path = xfyun().embed(Slice.of("hi"), 1700000000).path;
    expect(xfyun().embed(Slice.of("hi"), 1700000000).path).toBe(path);
    const later = xfyun().embed(Slice.of("hi"), 1704067199).path;
    expect(later.includes("&date=Sun%2C%2031%20Dec%202023%2023%3A59%3A59%20GMT&")).toBe(true, later);
    expect(later.split("&")[0] == path.split("&")[0]).toBe(false);
  });

  it("answers with numbers of 32 bits, the lowest byte first, in base64", () => {
    expect(read("'AACAPwAAAL8AAAAA'")).toBe("[1,-5e-1,0]");
    expect(read("'AACAPwAAAL8AAAAA'", 3)).toBe("[1,-5e-1,0]");
  });

  it("answers with what is no such thing, and it is a fault", () => {
    const fault = "payload.feature.text is not a vector of the configured dimension";
    // Another dimension, no base64, half a number, one number, none, a number that is not finite.
    expect(read("'AACAPwAAAL8AAAAA'", 4)).toBe(fault);
    const texts = ["'?'", "'AACAPwAA'", "'AACAPw=='", "''", "'AACAfwAAgD8='"];
    for (let i = 0; i < texts.length; i++) expect(read(texts[i])).toBe(fault, texts[i]);
    expect(read("5")).toBe("no payload.feature.text");
    expect(read("null")).toBe("no payload.feature.text");
  });
});
