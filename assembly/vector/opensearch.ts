import { Slice } from "../bytes/slice";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Description } from "./description";
import { numberOf, textOf } from "./fields";
import { SearchEngine, writeFilter } from "./search-engine";
import { SearchScope } from "./vector-store";

const TYPE = "knn_vector";
const SPACE = "cosinesimil";

/**
 * OpenSearch with its k-NN plugin, version 2.4 or later (https://docs.opensearch.org/latest/vector-search/). The engine is
 * Lucene: it filters while it searches, and is the one that scores the cosine as Elasticsearch does in every version.
 */
export class OpenSearch extends SearchEngine {
  constructor(config: VectorConfig) {
    super(config, "Bearer");
  }

  protected override writeNearest(out: JsonWriter, vector: Slice, scope: SearchScope): void {
    out.name("query").openObject().name("knn").openObject().name("vector").openObject();
    out.name("vector").raw(vector).name("k").integer(this.config.topK);
    writeFilter(out, scope);
    out.closeObject().closeObject().closeObject();
  }

  protected override writeSettings(out: JsonWriter): void {
    out.name("settings").openObject().name("index").openObject().name("knn").flag(true).closeObject();
    out.closeObject();
  }

  protected override writeVectorField(out: JsonWriter, dimension: i32): void {
    out.name("type").string(TYPE).name("dimension").integer(dimension).name("method").openObject();
    out.name("name").string("hnsw").name("engine").string("lucene").name("space_type").string(SPACE);
    out.closeObject();
  }

  protected override describeField(field: JsonValue | null): Description {
    const dimension = numberOf(field, "dimension");
    if (!textOf(field, "type").equals(TYPE) || !(dimension > 0)) {
      return Description.of(0, "none, as vector is no " + TYPE, SPACE);
    }
    const method = field!.member("method");
    let space = textOf(method, "space_type");
    if (space.length == 0) space = textOf(field, "space_type");
    // Without a word of it the server measures by the Euclidean distance.
    const metric = space.length == 0 ? "l2" : space.toString();
    // Which scores by another formula.
    const isOther = textOf(method, "engine").equals("nmslib");
    return Description.of(<i32>dimension, isOther ? metric + " of nmslib" : metric, SPACE);
  }
}
