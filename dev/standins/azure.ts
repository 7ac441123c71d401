import { OpenAi, refuse } from "./openai.ts";
import type { Received } from "./received.ts";

/** The version of the API that the stand-in has. */
export const AZURE_VERSION = "2024-10-21";

/**
 * Azure OpenAI's embeddings: OpenAI's, at the path of the one deployment that there is, which the path names and the body
 * need not. https://learn.microsoft.com/azure/ai-foundry/openai/reference
 */
export class AzureOpenAi extends OpenAi {
  protected override admit(request: Received): void {
    const { apiKey, model } = this.options;
    if (request.headers["api-key"] !== apiKey) throw refuse(401, "401");
    const { pathname, searchParams } = request.url;
    const isKnown = searchParams.get("api-version") === AZURE_VERSION;
    const [, deployment] = /^\/openai\/deployments\/([^/]+)\/embeddings$/.exec(pathname) ?? [];
    if (request.method !== "POST" || !isKnown || deployment === undefined) throw refuse(404, "404");
    if (decodeURIComponent(deployment) !== model) throw refuse(404, "DeploymentNotFound");
  }
}
