import { VerifierConfig, VerifierType } from "../config/verifier";
import { DashScopeRerank } from "./dashscope-rerank";
import { OpenAiChat } from "./openai-chat";
import { Verifier } from "./verifier";

/** The verifier that the configuration names. */
export function verifier(config: VerifierConfig): Verifier {
  switch (config.type) {
    case VerifierType.OpenAi:
      return new OpenAiChat(config);
    default:
      return new DashScopeRerank(config);
  }
}
