import { ChatRequest } from "../chat/request";
import { ScopeConfig, ScopePart } from "../config/scope";

/**
 * Members of a request that never change the answer. `safety_identifier` and `prompt_cache_key` are what OpenAI
 * split `user` into.
 */
// prettier-ignore
const HARMLESS: StaticArray<string> = [
  "stream", "stream_options", "user", "metadata", "safety_identifier",
  "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention",
];

/**
 * Parameters of sampling and effort: those of OpenAI (https://platform.openai.com/docs/api-reference/chat/create),
 * then of DashScope (https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-chat-completions) and of
 * vLLM (https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html). Not those that change what is read
 * (`truncate_prompt_tokens`) or how the answer looks (`logprobs`, `modalities`, `skip_special_tokens`).
 */
// prettier-ignore
const PARAMETERS: StaticArray<string> = [
  "temperature", "top_p", "frequency_penalty", "presence_penalty", "logit_bias", "seed", "stop", "max_tokens",
  "max_completion_tokens", "reasoning_effort", "verbosity", "service_tier",
  "top_k", "repetition_penalty", "enable_thinking", "thinking_budget",
  "min_p", "length_penalty", "use_beam_search", "min_tokens", "stop_token_ids", "ignore_eos", "bad_words",
  "allowed_token_ids", "thinking_token_budget",
];

/** The last two are what the first two were called. */
// prettier-ignore
const TOOLS: StaticArray<string> = [
  "tools", "tool_choice", "parallel_tool_calls", "functions", "function_call",
];

/** The members of a request that are no part of its scope. */
export function membersLeftOut(request: ChatRequest, scope: ScopeConfig): string[] {
  const names = new Array<string>();
  add(names, HARMLESS);
  if (!scope.has(ScopePart.Model)) names.push("model");
  if (!scope.has(ScopePart.Parameters)) add(names, PARAMETERS);
  if (!scope.has(ScopePart.Tools)) add(names, TOOLS);
  if (!scope.has(ScopePart.ResponseFormat)) names.push("response_format");
  // To ask for one answer is to ask for what comes anyway. No other default is the same everywhere.
  const isDefault = request.isConversation && request.choices == 1;
  if (isDefault || !scope.has(ScopePart.N)) names.push("n");
  return names;
}

function add(names: string[], more: StaticArray<string>): void {
  for (let i = 0; i < more.length; i++) names.push(more[i]);
}
