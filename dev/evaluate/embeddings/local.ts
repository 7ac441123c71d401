import { HashedEmbedder } from "../../embedding/hashed.ts";
import { MiniLm } from "../../embedding/minilm.ts";
import { PYTHON } from "../../stack/binaries.ts";
import type { Source } from "./source.ts";

/** all-MiniLM-L6-v2 on this machine: English, 384 numbers, free. */
export const minilm: Source = {
  name: "minilm",
  model: "all-MiniLM-L6-v2",
  dimension: null,
  batch: 32,
  open: () => MiniLm.start(PYTHON),
};

/** The embedding of the tests, which knows words and no meanings: to try the tool out without any model. */
export const hashed: Source = {
  name: "hashed",
  model: "words",
  dimension: null,
  batch: 256,
  open: () => Promise.resolve(new HashedEmbedder()),
};
