import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Upstream } from "../call/call";
import { errorCode } from "../call/error-code";
import { Reply } from "../call/reply";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Opinion } from "./opinion";
import { Verifier } from "./verifier";

const PATH = "/api/v1/services/rerank/text-rerank/text-rerank";
const RESULTS: StaticArray<string> = ["output", "results"];

/** What makes a model of the Qwen family compare meanings; by default it looks for passages that answer the query. */
const INSTRUCTION = "Retrieve semantically similar text.";

/**
 * DashScope's text rerank in its native form (https://help.aliyun.com/zh/model-studio/text-rerank-api): one text is
 * the query, the other the only document, and the score of that decides. It is from 0 to 1, and relative to one
 * request by the vendor's own words: where the same begins is to be measured.
 */
export class DashScopeRerank extends Verifier {
  override askQuestions(a: Slice, b: Slice): Call {
    const body = new JsonWriter();
    body.openObject().name("model").string(this.config.model);
    body.name("input").openObject().name("query").text(a);
    body.name("documents").openArray().text(b).closeArray().closeObject();
    body.name("parameters").openObject().name("return_documents").flag(false);
    if (this.config.model.startsWith("qwen")) body.name("instruct").string(INSTRUCTION);
    body.closeObject().closeObject();
    return new Call(Upstream.Verifier, this.config.service, "POST", PATH, this.headers, body.finish());
  }

  /** The question is left out: in both texts it would only make them more alike. */
  override askAnswers(_question: Slice, a: Slice, b: Slice): Call {
    return this.askQuestions(a, b);
  }

  override readOpinion(reply: Reply): Result<Opinion> {
    const body = this.bodyOf(reply);
    const code = errorCode(body == null ? null : body.member("code"));
    if (!reply.isOk) return Result.fail<Opinion>(reply.fault + code);
    const score = readScore(body == null ? null : body.at(RESULTS));
    if (!(score >= 0 && score <= 1)) {
      return Result.fail<Opinion>("output.results is not one document with a score from 0 to 1" + code);
    }
    return Result.ok<Opinion>(score >= this.config.threshold ? Opinion.SAME : Opinion.DIFFERENT);
  }
}

/** The score of the one document that was sent; NaN where the results are not of that one alone. */
function readScore(results: JsonValue | null): f64 {
  const result: JsonValue | null = results == null ? null : results.element(0);
  if (result == null || results!.element(1) != null) return NaN;
  const index = result.member("index");
  const score = result.member("relevance_score");
  return index == null || score == null || index.number() != 0 ? NaN : score.number();
}
