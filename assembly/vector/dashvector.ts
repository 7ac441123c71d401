import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { keyHeader } from "../call/headers";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { JsonValue, Members } from "../json/value";
import { Description } from "./description";
import { Found, numberOf, textOf, writeFields, writeNames } from "./fields";
import { HttpStore } from "./http-store";
import { Match, SearchScope, VectorDocument } from "./vector-store";

const COLLECTIONS = "/v1/collections";
/** https://help.aliyun.com/document_detail/2510266.html */
const NO_COLLECTION = "-2021";

/**
 * DashVector over HTTP (https://help.aliyun.com/document_detail/2510317.html), a collection with the cosine
 * metric: its score is the distance `1 - cos`. A failure may come as HTTP 200 with a `code` other than 0.
 */
export class DashVector extends HttpStore {
  constructor(config: VectorConfig) {
    const key = keyHeader("dashvector-auth-token", config.apiKey);
    super(config, key, COLLECTIONS + "/" + config.collection.name);
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const filter = `scope = '${scope.scope.toString()}' and model = '${scope.model}' and expires_at > ${scope.now.toString()}`;
    const body = new JsonWriter();
    body.openObject().name("vector").raw(vector).name("topk").integer(this.config.topK);
    body.name("include_vector").flag(false).name("filter").string(filter);
    body.name("output_fields").openArray();
    writeNames(body, this.config.keepsEntries);
    body.closeArray().closeObject();
    return this.call("POST", "/query", body);
  }

  override readMatches(reply: Reply): Result<Match[]> {
    if (!reply.isOk) return Result.fail<Match[]>(reply.fault);
    const body = JsonValue.parse(reply.body);
    const fault = faultOf(body);
    if (fault != null) return Result.fail<Match[]>(fault);
    const output = body!.member("output");
    // An empty collection may answer with an empty list, null or no output at all.
    if (output == null || output.isNull) return Result.ok(new Array<Match>());
    return this.readList(output, "output");
  }

  protected override readMatch(document: JsonValue): Match | null {
    const found = Found.in(document, "id", "score", "fields");
    return found.at(found.score);
  }

  override upsert(document: VectorDocument): Call {
    const body = new JsonWriter();
    body.openObject().name("docs").openArray().openObject();
    body.name("id").text(document.id).name("vector").raw(document.vector).name("fields").openObject();
    writeFields(body, document, this.config.keepsEntries);
    body.closeObject().closeObject().closeArray().closeObject();
    return this.call("POST", "/docs/upsert", body);
  }

  override remove(id: Slice): Call {
    const body = new JsonWriter();
    body.openObject().name("ids").openArray().text(id).closeArray().closeObject();
    return this.call("DELETE", "/docs", body);
  }

  override removeLeading(key: Slice): Call {
    return this.removeWhere("key = '" + key.toString() + "'");
  }

  override sweep(now: i64): Call | null {
    return this.removeWhere("expires_at <= " + now.toString());
  }

  override readDone(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    return faultOf(JsonValue.parse(reply.body));
  }

  override describe(): Call | null {
    return this.send("GET", this.path, Slice.EMPTY);
  }

  override readDescription(reply: Reply): Result<Description> {
    // Not every key may ask, and not every endpoint can tell; a collection that is missing is a code.
    if (reply.status == 401 || reply.status == 403 || reply.status == 404) {
      return Result.ok(Description.HIDDEN);
    }
    if (this.isGone(reply)) return Result.ok(Description.MISSING);
    const fault = this.readDone(reply);
    if (fault != null) return Result.fail<Description>(fault);
    const output = JsonValue.parse(reply.body)!.member("output");
    // A collection that is being made takes neither documents nor searches.
    const status = textOf(output, "status");
    if (status.length > 0 && !status.equals("SERVING"))
      return Result.fail<Description>("it is not serving yet");
    const vector = vectorOf(output);
    const dimension = numberOf(vector, "dimension");
    if (!(dimension > 0)) return Result.fail<Description>("output describes no collection");
    return Result.ok(Description.of(<i32>dimension, textOf(vector, "metric").toString(), "cosine"));
  }

  override create(dimension: i32): Call[] {
    const body = new JsonWriter();
    body.openObject().name("name").string(this.config.collection.name).name("dimension").integer(dimension);
    body.name("dtype").string("FLOAT").name("metric").string("cosine").name("fields_schema").openObject();
    writeSchema(body, this.config.keepsEntries);
    body.closeObject().closeObject();
    return [this.send("POST", COLLECTIONS, body.finish())];
  }

  override isGone(reply: Reply): bool {
    return this.readDone(reply) == "code " + NO_COLLECTION;
  }

  private removeWhere(filter: string): Call {
    const body = new JsonWriter().openObject().name("filter").string(filter).closeObject();
    return this.call("DELETE", "/docs", body);
  }
}

/** What a reply says has gone wrong; null for nothing. */
function faultOf(body: JsonValue | null): string | null {
  const code: JsonValue | null = body == null ? null : body.member("code");
  if (code == null || !code.isNumber) return "the reply has no code";
  return code.raw.equals("0") ? null : "code " + code.raw.slice(0, 16).toString();
}

/** What describes the one vector of a document: the collection itself, or the only member of `vectors_schema`. */
function vectorOf(output: JsonValue | null): JsonValue | null {
  const schema: JsonValue | null = output == null ? null : output.member("vectors_schema");
  if (schema == null) return output;
  const vectors = new Members(schema);
  return vectors.next() ? vectors.value : output;
}

/** The types of our fields, for a collection that is made here. */
function writeSchema(out: JsonWriter, keepsEntries: bool): void {
  const texts = ["key", "scope", "question", "digest", "model"];
  for (let i = 0; i < texts.length; i++) out.name(texts[i]).string("STRING");
  out.name("dimension").string("INT").name("expires_at").string("INT");
  if (keepsEntries) out.name("entry").string("STRING");
}
