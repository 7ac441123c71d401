import { Service } from "../call/call";
import { FieldReader } from "./fields";
import { TLS_PORT, readService } from "./services";
import { TextRule } from "./text-rule";

/** The embedding services. */
export const enum EmbeddingType {
  DashScope,
  OpenAi,
  Ollama,
}

/** In the order of `EmbeddingType`. */
const TYPES = ["dashscope", "openai", "ollama"];

/** Vendors that Higress's plugin knows and this build does not. */
const OTHER_TYPES = ["azure", "cohere", "huggingface", "textin", "xfyun"];

export const DASHSCOPE_HOST = "dashscope.aliyuncs.com";
export const DASHSCOPE_MODEL = "text-embedding-v2";
const OLLAMA_PORT = 11434;

export class EmbeddingConfig {
  constructor(
    readonly type: EmbeddingType,
    readonly service: Service,
    /** A secret; null where the service takes none. */
    readonly apiKey: string | null,
    readonly model: string,
    /** Numbers in a vector; 0 leaves the model's own. */
    readonly dimension: i32,
    /** Longest text that is embedded, in bytes; 0 leaves the vendor's own limit. */
    readonly maxTextBytes: i32 = 0,
    /** Where requests are sent to; null for the vendor's own path. */
    readonly path: string | null = null,
    /** How long the vector of a question is kept in Redis, in seconds; 0 for not at all. */
    readonly cacheTTL: i32 = 0,
  ) {}
}

/** What a vendor takes where the configuration says nothing, and what it does not do without. */
class Vendor {
  constructor(
    /** Null for the service's own name. */
    readonly host: string | null,
    readonly port: i32,
    readonly model: string,
    readonly needsKey: bool,
  ) {}
}

function vendorOf(type: EmbeddingType): Vendor {
  switch (type) {
    case EmbeddingType.OpenAi:
      // Servers that speak OpenAI's protocol in one's own house often take no key.
      return new Vendor("api.openai.com", TLS_PORT, "text-embedding-3-small", false);
    case EmbeddingType.Ollama:
      return new Vendor("localhost", OLLAMA_PORT, "llama3.2", false);
    default:
      return new Vendor(DASHSCOPE_HOST, TLS_PORT, DASHSCOPE_MODEL, true);
  }
}

/**
 * Section `embedding`, in Higress's spelling.
 * @param hasCache whether there is a Redis that may keep vectors
 */
export function readEmbedding(fields: FieldReader, hasCache: bool): EmbeddingConfig {
  const type = <EmbeddingType>fields.requiredOneOf("type", TYPES, OTHER_TYPES);
  const vendor = vendorOf(type);
  const host = fields.optionalText("serviceHost", TextRule.Host);
  const service = readService(fields, vendor.port, host != null ? host : vendor.host);
  const apiKey = vendor.needsKey
    ? fields.requiredText("apiKey", TextRule.HeaderValue)
    : fields.optionalText("apiKey", TextRule.HeaderValue);
  let model = fields.optionalText("model", TextRule.Model);
  if (model == null) model = vendor.model;
  const dimension = fields.integer("dimension", 1, 4096, 0);
  const maxTextBytes = fields.positive("maxTextBytes", 65536, 0);
  const path = fields.optionalText("path", TextRule.RequestPath);
  if (type != EmbeddingType.OpenAi) fields.unused("path", "used with openai only");
  if (!hasCache) fields.unused("cacheTTL", "not used without a cache");
  const cacheTTL = fields.integer("cacheTTL", 0, i32.MAX_VALUE, 0);
  return new EmbeddingConfig(type, service, apiKey, model, dimension, maxTextBytes, path, cacheTTL);
}
