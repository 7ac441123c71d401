import { CACHE, VECTOR, expectVerdicts, reading } from "./reading";

describe("a secret", () => {
  it("is named by stars, by its type, or as empty", () => {
    expectVerdicts([
      "{" + CACHE + ",'embedding':{'type':'dashscope','cluster':'d','apiKey':'a\\n'}," + VECTOR + "}",
      "embedding.apiKey: expected a string without control characters, got '***'",
      "{" + CACHE + ",'embedding':{'type':'dashscope','cluster':'d','apiKey':['a']}," + VECTOR + "}",
      "embedding.apiKey: expected a string, got an array",
      "{" + CACHE + ",'embedding':{'type':'dashscope','cluster':'d','apiKey':''}," + VECTOR + "}",
      "embedding.apiKey: expected a string that is not empty, got ''",
      "{" + CACHE + ",'embedding':{'type':'dashscope','cluster':'d','apiKey':true}," + VECTOR + "}",
      "embedding.apiKey: expected a string, got a boolean",
    ]);
  });

  it("is in no message, whatever is wrong with it", () => {
    const shapes = ["'S3CR\\u000aET'", "'\\ud83dS3CRET'", "['S3CRET']", "{'x':'S3CRET'}", "7353", "'S3CRET"];
    const templates = [
      "{'cache':{'type':'webdis','cluster':'w','password':@}}",
      "{'cache':{'type':'upstash','cluster':'w','password':@}}",
      "{'cache':{'type':'upstash','cluster':'w','token':@,'password':@}}",
      "{'cache':{'type':'webdis','cluster':'w','token':@,'signingKey':@,'apiKey':@}}",
      "{'cache':@,'embedding':@,'vector':@,'scope':@,'controls':@,'signingKey':@}",
      "{'embedding':{'apiKey':@,'apiKey':@},'vector':{'apiKey':@}}",
      "{'embedding':{'type':'textin','textinSecretCode':@,'apiSecret':@}}",
      "{'embedding':{'type':'xfyun','textinSecretCode':@,'apiSecret':@}}",
      "{'Dash':{'dashScopeKey':@,'dashVectorKey':@},'redis':{'password':@}}",
      "{'Dash':@,'redis':@}",
      "{'cache':{'type':'webdis','cluster':'w','serviceHost':'u:S3CRET@h','password':@}}",
    ];
    for (let i = 0; i < templates.length; i++) {
      for (let j = 0; j < shapes.length; j++) {
        const result = reading(templates[i].replaceAll("@", shapes[j]));
        const said = result.faults.join("\n") + result.warnings.join("\n");
        expect(said.length).toBeGreaterThan(0, templates[i] + shapes[j]);
        expect(said.includes("S3CR") || said.includes("7353")).toBe(false, said);
      }
    }
  });

  it("does not come out with an authority", () => {
    expectVerdicts([
      "{'cache':{'type':'webdis','cluster':'w','serviceHost':'user:pw@host'}}",
      "cache.serviceHost: expected a host name without scheme, path or spaces, got '***'",
    ]);
  });
});
