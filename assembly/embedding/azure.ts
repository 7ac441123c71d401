import { keyHeader } from "../call/headers";
import { EmbeddingConfig } from "../config/embedding";
import { OpenAi } from "./openai";

/**
 * Azure OpenAI (https://learn.microsoft.com/azure/ai-foundry/openai/reference): OpenAI's protocol at the path of a
 * deployment, which `model` names, under a header of its own.
 */
export class Azure extends OpenAi {
  constructor(config: EmbeddingConfig) {
    const path = `/openai/deployments/${config.model}/embeddings?api-version=${config.account.apiVersion}`;
    super(config, path, keyHeader("api-key", config.apiKey));
  }
}
