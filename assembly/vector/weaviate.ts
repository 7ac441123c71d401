import { ByteWriter } from "../bytes/byte-writer";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { bearer } from "../call/headers";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { dimensionOf } from "../json/numbers";
import { Description } from "./description";
import { FIELDS, numberOf, scored, textOf, writeFields } from "./fields";
import { HttpStore } from "./http-store";
import { uuidOf } from "./uuid";
import { Match, SearchScope, VectorDocument } from "./vector-store";
import { writeProperties } from "./weaviate-schema";

const DISTANCE = "cosine";
const METRIC: StaticArray<string> = ["vectorIndexConfig", "distance"];
const FIRST_VECTOR: StaticArray<string> = ["0", "_additional", "vector"];
const FIRST_STATUS: StaticArray<string> = ["0", "result", "status"];
const FAILED: StaticArray<string> = ["results", "failed"];
const FIRST_MESSAGE: StaticArray<string> = ["errors", "0", "message"];
/**
 * Weaviate over HTTP (https://docs.weaviate.io/weaviate/api). Searches are GraphQL, which answers errors with status 200.
 * Ids are UUIDs; a document's own id is its property `document`. A class tells its metric and not its dimension, so that a
 * vector of one document has to tell that.
 */
export class Weaviate extends HttpStore {
  /** Names of classes begin with a capital: the server makes it one. */
  private readonly className: string;
  /** Whether the class has been described, and one of its vectors is asked for. */
  private isSampling: bool = false;

  constructor(config: VectorConfig) {
    super(config, bearer(config.apiKey), "/v1");
    const name = config.collection.name;
    const first = name.charCodeAt(0);
    this.className = String.fromCharCode(first >= 0x61 ? first - 0x20 : first) + name.substring(1);
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const query = this.openGet(`limit:${this.config.topK} nearVector:{vector:`, vector.length).slice(vector);
    query
      .text('} where:{operator:And operands:[{path:["scope"] operator:Equal valueText:"')
      .slice(scope.scope);
    query.text('"},{path:["model"] operator:Equal valueText:"').text(scope.model);
    query.text('"},{path:["expires_at"] operator:GreaterThan valueNumber:').integer(scope.now).text("}]}){");
    for (let i = 0; i < FIELDS.length; i++) query.text(FIELDS[i]).byte(0x20);
    if (this.config.keepsEntries) query.text("entry ");
    return this.graphql(query.text("document _additional{id distance}}}}"));
  }

  override readMatches(reply: Reply): Result<Match[]> {
    if (!reply.isOk) return Result.fail<Match[]>(reply.fault);
    return this.readList(this.objectsOf(JsonValue.parse(reply.body)), "data.Get");
  }

  protected override readMatch(document: JsonValue): Match | null {
    const additional = document.member("_additional");
    const own = textOf(document, "document");
    const id = own.length > 0 ? own : textOf(additional, "id");
    return scored(id, numberOf(additional, "distance"), document);
  }

  override upsert(document: VectorDocument): Call {
    const body = new JsonWriter().openObject().name("objects").openArray().openObject();
    body.name("class").string(this.className).name("id").text(uuidOf(document.id));
    body.name("vector").raw(document.vector).name("properties").openObject();
    writeFields(body, document, this.config.keepsEntries);
    body.name("document").text(document.id);
    body.closeObject().closeObject().closeArray().closeObject();
    // Alone among the calls that write, a batch replaces what has the id already.
    return this.call("POST", "/batch/objects", body);
  }

  override remove(id: Slice): Call {
    const body = this.openRemoval("id", "Equal").name("valueText").text(uuidOf(id));
    return this.removeWhere(body);
  }

  override removeLeading(key: Slice): Call {
    return this.removeWhere(this.openRemoval("key", "Equal").name("valueText").text(key));
  }

  override sweep(now: i64): Call | null {
    return this.removeWhere(this.openRemoval("expires_at", "LessThanEqual").name("valueNumber").integer(now));
  }

  override readDone(reply: Reply): string | null {
    if (!reply.isSuccess) return reply.fault;
    const body = JsonValue.parse(reply.body);
    if (body == null) return "the reply is not JSON";
    if (body.isArray) {
      const status = body.at(FIRST_STATUS);
      return status != null && status.isString("SUCCESS") ? null : "the document was not taken";
    }
    const failed = body.at(FAILED);
    return failed != null && failed.number() != 0 ? "some documents stay" : null;
  }

  override describe(): Call | null {
    if (!this.isSampling) return this.send("GET", "/v1/schema/" + this.className, Slice.EMPTY);
    return this.graphql(this.openGet("limit:1", 0).text("){_additional{vector}}}}"));
  }

  override readDescription(reply: Reply): Result<Description> {
    if (this.isSampling) return this.readSample(reply);
    if (reply.status == 404) return Result.ok(Description.MISSING);
    if (reply.status == 401 || reply.status == 403) return Result.ok(Description.HIDDEN);
    if (!reply.isOk) return Result.fail<Description>(reply.fault);
    const body = JsonValue.parse(reply.body);
    if (textOf(body, "class").length == 0) return Result.fail<Description>("no class is described");
    const metric: JsonValue | null = body!.at(METRIC);
    const distance: Slice | null = metric == null ? null : metric.text();
    if (distance == null) return Result.ok(Description.of(0, "none, as its vectors have names", DISTANCE));
    if (!distance.equals(DISTANCE)) return Result.ok(Description.of(0, distance.toString(), DISTANCE));
    this.isSampling = true;
    return Result.ok(Description.PART);
  }

  override create(_dimension: i32): Call[] {
    const body = new JsonWriter().openObject().name("class").string(this.className);
    body.name("vectorizer").string("none").name("vectorIndexConfig").openObject();
    body.name("distance").string(DISTANCE).closeObject().name("properties").openArray();
    writeProperties(body, this.config.keepsEntries);
    return [this.call("POST", "/schema", body.closeArray().closeObject())];
  }

  override isGone(reply: Reply): bool {
    // So it is while there is no class at all.
    if (reply.status == 422) return true;
    if (!reply.isOk) return false;
    const body = JsonValue.parse(reply.body);
    const value: JsonValue | null = body == null ? null : body.at(FIRST_MESSAGE);
    const message: Slice | null = value == null ? null : value.text();
    return message != null && message.startsWith('Cannot query field "' + this.className + '"');
  }

  private readSample(reply: Reply): Result<Description> {
    this.isSampling = false;
    if (!reply.isOk) return Result.fail<Description>(reply.fault);
    const objects = this.objectsOf(JsonValue.parse(reply.body));
    if (objects == null || !objects.isArray) return Result.fail<Description>("no vector could be looked at");
    const vector = objects.at(FIRST_VECTOR);
    const dimension = vector == null || !vector.isArray ? 0 : dimensionOf(vector.raw);
    return Result.ok(Description.of(dimension, DISTANCE, DISTANCE));
  }

  /** The list that GraphQL has answered with; null where there are errors. */
  private objectsOf(body: JsonValue | null): JsonValue | null {
    if (body == null || body.member("errors") != null) return null;
    const data = body.member("data");
    const get: JsonValue | null = data == null ? null : data.member("Get");
    return get == null ? null : get.member(this.className);
  }

  private openGet(parameters: string, size: i32): ByteWriter {
    return new ByteWriter(size + 512).text("{Get{" + this.className + "(" + parameters);
  }

  private graphql(query: ByteWriter): Call {
    const body = new JsonWriter().openObject().name("query").text(query.finish()).closeObject();
    return this.call("POST", "/graphql", body);
  }

  private openRemoval(property: string, operator: string): JsonWriter {
    const body = new JsonWriter().openObject().name("match").openObject();
    body.name("class").string(this.className).name("where").openObject();
    body.name("path").openArray().string(property).closeArray();
    return body.name("operator").string(operator);
  }

  private removeWhere(body: JsonWriter): Call {
    body.closeObject().closeObject().name("output").string("minimal").closeObject();
    return this.call("DELETE", "/batch/objects", body);
  }
}
