import { storeName } from "../../assembly/flow/store-name";
import { configOf } from "../config/reading";

/** The name of a configuration that keeps its entries in a vector store alone. */
function nameOf(vector: string): string {
  const embedding = "'embedding':{'type':'openai','cluster':'e'}";
  const config = "{" + embedding + ",'vector':{'cluster':'v','collectionID':'qa1'," + vector + "}}";
  return storeName(configOf(config)).toString();
}

describe("the name of a store", () => {
  it("is the same for the same collection", () => {
    expect(nameOf("'type':'milvus'")).toBe(nameOf("'type':'milvus','topK':3"));
  });

  it("is another for another collection, and for one of the same name in another database", () => {
    const names = [
      nameOf("'type':'milvus'"),
      nameOf("'type':'milvus','database':'one'"),
      nameOf("'type':'milvus','database':'two'"),
      nameOf("'type':'chroma'"),
      nameOf("'type':'chroma','database':'one'"),
      nameOf("'type':'chroma','tenant':'one'"),
      nameOf("'type':'qdrant'"),
    ];
    for (let i = 0; i < names.length; i++) expect(names.indexOf(names[i])).toBe(i, i.toString());
  });
});
