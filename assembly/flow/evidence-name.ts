import { blake2s } from "../bytes/blake2s";
import { ByteWriter } from "../bytes/byte-writer";
import { toHex } from "../bytes/hex";
import { Slice } from "../bytes/slice";
import { Config } from "../config/config";
import { VerifierConfig } from "../config/verifier";
import { EmbeddingConfig } from "../config/embedding";
import { VectorConfig } from "../config/vector";
import { writeCollection } from "./store-name";

/** Changes when what is shared, or what it says, is another: older and newer filters of a proxy then gather apart. */
const VERSION = "1";

/**
 * The name under which workers share what they have seen: the same for configurations whose questions meet the same
 * neighbours, and who judge these and compare answers in the same way. A wider name would let one configuration follow
 * what is true of another only. That a threshold, a rate or a budget changes makes no difference to what was seen.
 */
export function evidenceName(config: Config, vector: VectorConfig): string {
  const out = new ByteWriter();
  writeNeighbours(out, config, vector, config.embedding!);
  writeJudgement(out, config, vector);
  const verifier = config.verifier;
  if (verifier != null) writeVerifier(out, verifier);
  return `ai-cache/evidence/${VERSION}/` + toHex(blake2s(out.finish())).toString();
}

/** What the entries of two configurations, and the distances of their questions, depend on. */
function writeNeighbours(
  out: ByteWriter,
  config: Config,
  vector: VectorConfig,
  embedding: EmbeddingConfig,
): void {
  out.part(Slice.of(vector.service.authority));
  writeCollection(out, vector);
  out.part(Slice.of(embedding.model)).part(Slice.of(embedding.dimension.toString()));
  out.part(Slice.of(config.entry.keyPrefix));
  const key = config.key;
  const scope = key.scope;
  out.part(Slice.of(key.generation)).part(Slice.of(scope.off.toString()));
  out.part(Slice.of(scope.caller.toString())).part(Slice.of(scope.callerName));
  const form = `${key.strategy} ${key.foldCase} ${key.question != null}`;
  out.part(Slice.of(form));
}

/** What makes a neighbour the nearest, its lead, and an answer the same as another. */
function writeJudgement(out: ByteWriter, config: Config, vector: VectorConfig): void {
  const judged = `${vector.topK} ${bitsOf(vector.policy.fade)} ${config.guards.mask} ${bitsOf(config.link.distance)}`;
  out.part(Slice.of(judged));
}

function writeVerifier(out: ByteWriter, verifier: VerifierConfig): void {
  out.part(Slice.of(verifier.service.authority)).part(Slice.of(verifier.model));
  out.part(Slice.of(`${verifier.type} ${bitsOf(verifier.threshold)}`));
}

/** A number as no other is written; its digits would take a part of the library that nothing else needs. */
function bitsOf(number: f64): i64 {
  return reinterpret<i64>(number);
}
