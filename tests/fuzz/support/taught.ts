import assert from "node:assert/strict";
import { asking, said, saying } from "../../v8-host/support/chat.ts";
import { type Equipment, Lab } from "./lab.ts";

const KNOWN = "What is Envoy?";
export const ANSWER = "Envoy carries traffic between services.";
/** The same in other words. */
export const ASKED = "So what is Envoy?";

/** A lab in which `KNOWN` has been answered and is a neighbour of whatever is asked. */
export class Taught {
  readonly lab: Lab;
  /** Redis key of the answer. */
  readonly key: string;

  private constructor(lab: Lab) {
    this.lab = lab;
    // The first answer may come before its collection is looked at.
    lab.teach(asking("Anything"), "x");
    lab.reset();
    lab.teach(asking(KNOWN), ANSWER);
    [this.key] = lab.redis.keys() as [string];
    const [document] = lab.written;
    if (!document) throw new Error(`no document was written:\n${lab.host.log.lines().join("\n")}`);
    lab.neighbours = [document];
    this.reset();
  }

  static async of(equipment: Equipment): Promise<Taught> {
    return new Taught(await Lab.of(equipment));
  }

  /** Asks for it in other words. Whether it was served, as it was stored; where not, the model answers what is not kept. */
  ask(): boolean {
    const stream = this.lab.ask(Buffer.from(asking(ASKED)));
    if (stream.isLocal) assert.equal(said(stream), ANSWER);
    else stream.respond({ ...saying("No."), status: 500 });
    this.lab.settle();
    return stream.isLocal;
  }

  /** As it was before the last case. */
  reset(): void {
    this.lab.reset([this.key]);
  }
}
