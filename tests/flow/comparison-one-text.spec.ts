import { Call } from "../../assembly/call/call";
import { Config } from "../../assembly/config/config";
import { DashScope } from "../../assembly/embedding/dashscope";
import { Backends, Semantic } from "../../assembly/flow/backends";
import { Agreement } from "../../assembly/flow/agreement";
import { Comparison } from "../../assembly/flow/comparison";
import { configOf } from "../config/reading";
import { checkOf, entrySaying, matchOf } from "./comparing";
import { embedded, failed, redisHas, semantic } from "./texts";

/** A service that takes one text at a time. */
class OneText extends DashScope {
  override get maxTexts(): i32 {
    return 1;
  }
}

/** Backends whose embedding service takes one text at a time. */
class Slow extends Backends {
  constructor(config: Config) {
    super(config);
    const semantic = this.semantic!;
    const embedder = new OneText(config.embedding!);
    this.semantic = new Semantic(embedder, semantic.store, semantic.preparation, semantic.model);
  }
}

function textsOf(call: Call | null): string {
  if (call == null) return "nothing";
  const body = call.body.toString();
  return body.substring(body.indexOf('"texts":') + 8, body.indexOf("]") + 1);
}

/** The comparison of two answers, the neighbour's of which has been read, and what it asks for. */
function begun(first: string, second: string): Comparison {
  const config = configOf(semantic());
  const check = checkOf([matchOf("k", 0.2, "k", "Another.")]);
  const comparison = new Comparison(new Slow(config), config, check, entrySaying(first));
  comparison.start();
  expect(textsOf(comparison.onReply(redisHas(entrySaying(second).write())))).toBe('["' + first + '"]');
  return comparison;
}

describe("Two answers, where the service takes one text at a time, are compared", () => {
  it("by a vector each", () => {
    let comparison = begun("A proxy.", "It is a proxy.");
    expect(textsOf(comparison.onReply(embedded("[1,0]")))).toBe('["It is a proxy."]');
    expect(textsOf(comparison.onReply(embedded("[1,0.01]")))).toBe("nothing");
    expect(comparison.agreement).toBe(Agreement.Same);
    comparison = begun("A proxy.", "A fish.");
    comparison.onReply(embedded("[1,0]"));
    comparison.onReply(embedded("[0,1]"));
    expect(comparison.agreement).toBe(Agreement.Different);
  });

  it("not at all where one of the two cannot be had", () => {
    let comparison = begun("A proxy.", "A fish.");
    expect(textsOf(comparison.onReply(failed(500)))).toBe("nothing");
    expect(comparison.agreement).toBe(Agreement.Unknown);
    comparison = begun("A proxy.", "A fish.");
    comparison.onReply(embedded("[1,0]"));
    expect(textsOf(comparison.onReply(failed(500)))).toBe("nothing");
    expect(comparison.agreement).toBe(Agreement.Unknown);
  });
});
