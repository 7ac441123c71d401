import { Slice } from "../bytes/slice";
import { Upstream, upstreamName } from "../call/call";
import { Reply } from "../call/reply";
import { Config } from "../config/config";
import { Backends, Semantic } from "./backends";
import { Judging } from "./judging";
import { QuestionVector } from "./question-vector";
import { Sought } from "./sought";
import { Step } from "./step";

/**
 * Looks for the same question in other words: finds the question's vector, and has its neighbours judged. The second half of
 * a look-up, and a machine like it.
 */
export class SemanticLookup {
  /** What was wrong with the last reply, for the log; null when nothing was. */
  fault: string | null = null;
  /** Why no neighbour was accepted, or none looked for, as a label; empty otherwise. */
  refusal: string = "";
  /** What is found and thought of the neighbours; null before the vector is known. */
  judging: Judging | null = null;
  private readonly question: QuestionVector;

  constructor(
    private readonly backends: Backends,
    private readonly config: Config,
    semantic: Semantic,
    private readonly sought: Sought,
  ) {
    this.question = new QuestionVector(semantic, sought.key.question, sought.now);
  }

  start(): Step {
    return this.located(this.question.start());
  }

  /** Takes the reply it waits for. */
  onReply(reply: Reply): Step {
    const judging = this.judging;
    return judging == null ? this.onVector(reply) : this.judged(judging, judging.onReply(reply));
  }

  /** Time is up. */
  onTimeout(): Step {
    const judging = this.judging;
    if (judging == null) return Step.fail(upstreamName(this.upstream));
    return this.judged(judging, judging.onTimeout());
  }

  /** Takes the vector that came after time was up. */
  onLateVector(reply: Reply): void {
    this.question.onLate(reply);
  }

  /** The question's vector; null before it is known. */
  get vector(): Slice | null {
    return this.question.value;
  }

  /** Whether it is the vector that is waited for. */
  get awaitsVector(): bool {
    return this.judging == null;
  }

  /** Whether that is to come from the embedding service. */
  get isEmbedding(): bool {
    return this.awaitsVector && this.question.isEmbedding;
  }

  /** Who is being waited for. */
  get upstream(): Upstream {
    const judging = this.judging;
    return judging == null ? this.question.upstream : judging.upstream;
  }

  private onVector(reply: Reply): Step {
    const step = this.question.onReply(reply);
    if (step != null) return this.located(step);
    const judging = new Judging(this.backends, this.config, this.sought);
    this.judging = judging;
    return this.judged(judging, judging.start(this.question.value!));
  }

  /** What finding the vector wants done next, once what it has said is noted. */
  private located(step: Step): Step {
    this.fault = this.question.fault;
    this.refusal = this.question.refusal;
    return step;
  }

  /** What the judging of neighbours wants done next, once what it has said is noted. */
  private judged(judging: Judging, step: Step): Step {
    this.fault = judging.fault;
    this.refusal = judging.refusal;
    return step;
  }
}
