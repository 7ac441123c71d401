import OpenAI from "openai";

/** The official client, at the gateway; what fails, fails at once. */
export function openAi(at: { url: string }, apiKey = "sk-client"): OpenAI {
  return new OpenAI({ baseURL: `${at.url}/v1`, apiKey, maxRetries: 0 });
}
