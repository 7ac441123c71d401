import { SHIPPED_PAIRS, SHIPPED_STREAMS } from "./shipped.ts";

/** What `make evaluate` says when it is told nothing. */
export const USAGE = `make evaluate measures the built module: hits, wrong hits, and what other settings would give.

  make evaluate STREAM=log.csv      questions in their order with their answers: question,answer[,label]
  make evaluate PAIRS=pairs.jsonl   pairs of questions: {"a": "…", "b": "…", "label": 1 for the same}
  make evaluate SHIPPED=1           all sets below; also writes the README's table and docs/evaluation.svg

  EMBEDDER=minilm|dashscope|openai|hashed   MODEL=…   DIMENSION=…   keys as in the environment of \`make run\`
  BUDGET=0.02        share of the hits that may be wrong        CONFIG='{"vector":{"topK":8}}'   over the defaults
  SHUFFLE=1          seed; 0 keeps the order of the file        LIMIT=8000       questions at most
  PARAPHRASE=1       the stand-in LLM answers in varying words
  ENVOY=1            tries the best setting in a real Envoy too, question by question

Sets that are here:
${[...SHIPPED_PAIRS, ...new Set(SHIPPED_STREAMS.map(({ file }) => file))].map((file) => `  ${file}`).join("\n")}

docs/evaluation.md tells more.`;
