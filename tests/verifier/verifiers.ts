import { Slice } from "../../assembly/bytes/slice";
import { Service } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { VerifierConfig, VerifierType } from "../../assembly/config/verifier";
import { verifier } from "../../assembly/verifier/factory";
import { Verifier } from "../../assembly/verifier/verifier";

export const KEY = "sk-secret-1";

/** A reranker with a threshold of 0.9. */
export function reranker(model: string = "qwen3-rerank"): Verifier {
  const service = new Service("dashscope", "dashscope.aliyuncs.com", 500);
  const type = VerifierType.DashScope;
  return verifier(new VerifierConfig(type, service, KEY, model, null, 0.9, 4000));
}

/** A chat model. */
export function chat(apiKey: string | null = KEY, path: string | null = null): Verifier {
  const service = new Service("llm", "llm.example", 500);
  return verifier(new VerifierConfig(VerifierType.OpenAi, service, apiKey, "small", path, 0.9, 4000));
}

/** What a reply is taken for: an opinion's name, or `fault F`. */
export function opinion(verifier: Verifier, reply: Reply): string {
  const result = verifier.readOpinion(reply);
  const value = result.value;
  const fault = result.fault;
  if (value != null) return fault == null ? value.name : "both";
  return fault == null ? "neither" : "fault " + fault;
}

export const A: Slice = Slice.of("How do I reset it?");
export const B: Slice = Slice.of("Reset it, how?");
