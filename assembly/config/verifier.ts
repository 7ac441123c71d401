import { Service } from "../call/call";
import { DASHSCOPE_HOST } from "./embedding";
import { FieldReader } from "./fields";
import { TLS_PORT, readService } from "./services";
import { TextRule } from "./text-rule";

export const enum VerifierType {
  DashScope,
  OpenAi,
}

export class VerifierConfig {
  constructor(
    readonly type: VerifierType,
    readonly service: Service,
    /** A secret; null where the service takes none. */
    readonly apiKey: string | null,
    readonly model: string,
    /** Where a chat model is asked; null for the usual path. */
    readonly path: string | null,
    /** The score, from 0 to 1, from which two texts count as the same; for a reranker. */
    readonly threshold: f64,
    /** Longest text that is asked about, in bytes. */
    readonly maxTextBytes: i32,
  ) {}
}

/** In the order of `VerifierType`. */
const TYPES = ["dashscope", "openai"];

const RERANK_MODEL = "qwen3-rerank";
/** In the vendor's own example a passage that fits has a score of 0.93, one that is merely near 0.34. */
const THRESHOLD = 0.9;
/** Milliseconds. */
const TIMEOUT = 500;
/** DashScope cuts texts after 4,000 tokens without a word; a token is a byte at least. */
const MAX_TEXT_BYTES = 4000;
const MOST_TEXT_BYTES = 65536;

/**
 * Section `verifier`; null where it is absent, or without effect.
 * @param isSemantic whether questions in other words are looked for, which alone are verified
 */
export function readVerifier(root: FieldReader, isSemantic: bool): VerifierConfig | null {
  const fields = root.section("verifier");
  if (fields == null) return null;
  if (!isSemantic) root.unused("verifier", "not used without semantic look-ups");
  const config = read(fields);
  fields.finish();
  return isSemantic ? config : null;
}

function read(fields: FieldReader): VerifierConfig {
  const type = <VerifierType>fields.requiredOneOf("type", TYPES);
  const isChat = type == VerifierType.OpenAi;
  const host = fields.optionalText("serviceHost", TextRule.Host);
  const service = readService(fields, TLS_PORT, host != null || isChat ? host : DASHSCOPE_HOST, TIMEOUT);
  // Models that run in one's own house often take no key.
  const apiKey = isChat
    ? fields.optionalText("apiKey", TextRule.HeaderValue)
    : fields.requiredText("apiKey", TextRule.HeaderValue);
  const model = isChat ? fields.requiredText("model", TextRule.Model) : readRerankModel(fields);
  const path = fields.optionalText("path", TextRule.RequestPath);
  const threshold = fields.number("threshold", 0, 1, THRESHOLD);
  if (isChat) fields.unused("threshold", "not used with openai");
  else fields.unused("path", "not used with dashscope");
  const maxTextBytes = fields.positive("maxTextBytes", MOST_TEXT_BYTES, MAX_TEXT_BYTES);
  return new VerifierConfig(type, service, apiKey, model, path, threshold, maxTextBytes);
}

function readRerankModel(fields: FieldReader): string {
  const model = fields.optionalText("model", TextRule.Model);
  return model != null ? model : RERANK_MODEL;
}
