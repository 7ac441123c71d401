import { Slice } from "../../assembly/bytes/slice";
import { VectorDocument } from "../../assembly/vector/vector-store";
import { headOf, wholeOf } from "../support/calls";
import { shown } from "../support/json";
import { dashvector, scopeOf } from "./stores";

const AT = "vector at dashvector (vrs-cn.example)\n";
const HEADERS = "\ndashvector-auth-token: dv-1\ncontent-type: application/json";

describe("DashVector is asked", () => {
  it("for the nearest of the same scope and model that have not expired", () => {
    const call = dashvector(3).search(Slice.of("[0.1, -2E-1]"), scopeOf("5c0be", "m-1/512", 1700000000));
    expect(headOf(call)).toBe(AT + "POST /v1/collections/qa1/query" + HEADERS);
    expect(call.body.toString()).toBe(
      '{"vector":[0.1, -2E-1],"topk":3,"include_vector":false,' +
        "\"filter\":\"scope = '5c0be' and model = 'm-1/512' and expires_at > 1700000000\"," +
        '"output_fields":["key","digest","scope","model","expires_at","question"]}',
    );
  });

  it("to keep a document, or to replace it", () => {
    const document = new VectorDocument(
      Slice.of("1d"),
      Slice.of("[1,\n2]"),
      Slice.of("ke7"),
      Slice.of("5c0be"),
      Slice.of('say "über"\n中'),
      Slice.of("d19e57"),
      "m-1/2",
      2,
      2147483647,
      Slice.of("{'v':1}"),
    );
    const call = dashvector().upsert(document);
    expect(headOf(call)).toBe(AT + "POST /v1/collections/qa1/docs/upsert" + HEADERS);
    expect(shown(call.body)).toBe(
      "{'docs':[{'id':'1d','vector':[1,\n2],'fields':{'key':'ke7','scope':'5c0be'," +
        "'question':'say \\'über\\'\\n中','digest':'d19e57','model':'m-1/2','dimension':2," +
        "'expires_at':2147483647}}]}",
    );
  });

  it("to keep the entry in the document, and to give it back, where there is no cache", () => {
    const text = Slice.of("x");
    const entry = Slice.of('{"v":1,"a":"\\n"}');
    const document = new VectorDocument(text, Slice.of("[1]"), text, text, text, text, "m/1", 1, 5, entry);
    expect(
      dashvector(5, true)
        .upsert(document)
        .body.toString()
        .includes('"expires_at":5,"entry":"{\\"v\\":1,\\"a\\":\\"\\\\n\\"}"}'),
    ).toBe(true);
    const search = dashvector(5, true).search(Slice.of("[1]"), scopeOf("s", "m/1", 1));
    expect(search.body.toString().endsWith('"question","entry"]}')).toBe(true);
  });

  it("to remove one document", () => {
    expect(wholeOf(dashvector().remove(Slice.of("1d")))).toBe(
      AT + "DELETE /v1/collections/qa1/docs" + HEADERS + '\n\n{"ids":["1d"]}',
    );
  });

  it("to remove all that have expired", () => {
    expect(wholeOf(dashvector().sweep(1700000000)!)).toBe(
      AT + "DELETE /v1/collections/qa1/docs" + HEADERS + '\n\n{"filter":"expires_at <= 1700000000"}',
    );
  });
});
