import { Service } from "../call/call";
import { AccountConfig, NO_ACCOUNT, readAccount, readDimension } from "./account";
import { FieldReader } from "./fields";
import { TLS_PORT, readService } from "./services";
import { TextRule } from "./text-rule";

/** The embedding services. */
export const enum EmbeddingType {
  DashScope,
  OpenAi,
  Ollama,
  Azure,
  Cohere,
  HuggingFace,
  Tei,
  TextIn,
  Xfyun,
}

/** In the order of `EmbeddingType`. */
const TYPES = ["dashscope", "openai", "ollama", "azure", "cohere", "huggingface", "tei", "textin", "xfyun"];

export const DASHSCOPE_HOST = "dashscope.aliyuncs.com";
export const DASHSCOPE_MODEL = "text-embedding-v2";
const OLLAMA_PORT = 11434;
/** Of the container that Text Embeddings Inference comes in. */
const TEI_PORT = 80;

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
    readonly account: AccountConfig = NO_ACCOUNT,
    /** How long the vector of a question is kept in Redis, in seconds; 0 for not at all. */
    readonly cacheTTL: i32 = 0,
  ) {}

  /** Where requests are sent to. */
  pathOr(own: string): string {
    const path = this.path;
    return path != null ? path : own;
  }
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
    case EmbeddingType.Azure:
      return new Vendor(null, TLS_PORT, "text-embedding-ada-002", true);
    case EmbeddingType.Cohere:
      return new Vendor("api.cohere.com", TLS_PORT, "embed-v4.0", true);
    case EmbeddingType.HuggingFace:
      return new Vendor("router.huggingface.co", TLS_PORT, "sentence-transformers/all-MiniLM-L6-v2", true);
    case EmbeddingType.Tei:
      return new Vendor(null, TEI_PORT, "tei", false);
    case EmbeddingType.TextIn:
      return new Vendor("api.textin.com", TLS_PORT, "acge-text-embedding", false);
    case EmbeddingType.Xfyun:
      return new Vendor("emb-cn-huabei-1.xf-yun.com", TLS_PORT, "llm-embedding", true);
    default:
      return new Vendor(DASHSCOPE_HOST, TLS_PORT, DASHSCOPE_MODEL, true);
  }
}

/**
 * Section `embedding`, in Higress's spelling.
 * @param hasCache whether there is a Redis that may keep vectors
 */
export function readEmbedding(fields: FieldReader, hasCache: bool): EmbeddingConfig {
  const type = <EmbeddingType>fields.requiredOneOf("type", TYPES);
  const vendor = vendorOf(type);
  // A resource of Azure is its host.
  const host =
    type == EmbeddingType.Azure
      ? fields.requiredText("serviceHost", TextRule.Host)
      : fields.optionalText("serviceHost", TextRule.Host);
  const service = readService(fields, vendor.port, host != null ? host : vendor.host);
  const apiKey = vendor.needsKey
    ? fields.requiredText("apiKey", TextRule.HeaderValue)
    : fields.optionalText("apiKey", TextRule.HeaderValue);
  if (type == EmbeddingType.TextIn) fields.unused("apiKey", "not used with textin");
  let model = fields.optionalText("model", TextRule.Model);
  if (model == null) model = vendor.model;
  const dimension = readDimension(fields, type == EmbeddingType.TextIn);
  const maxTextBytes = fields.positive("maxTextBytes", 65536, 0);
  const path = readPath(fields, type);
  const account = readAccount(fields, TYPES[type]);
  if (!hasCache) fields.unused("cacheTTL", "not used without a cache");
  const cacheTTL = fields.integer("cacheTTL", 0, i32.MAX_VALUE, 0);
  return new EmbeddingConfig(type, service, apiKey, model, dimension, maxTextBytes, path, account, cacheTTL);
}

function readPath(fields: FieldReader, type: EmbeddingType): string | null {
  const hasPath =
    type == EmbeddingType.OpenAi || type == EmbeddingType.HuggingFace || type == EmbeddingType.Tei;
  if (!hasPath) fields.unused("path", "used with openai, huggingface and tei only");
  return fields.optionalText("path", TextRule.RequestPath);
}
