import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { LOOKUP_MS, World } from "../support/world.ts";
import { HUGE, LEAVING, type Row } from "./faults.ts";
import { Outage } from "./outage.ts";
import { type Place, Scene } from "./scene.ts";

const JUDGE = { verifier: { type: "openai", cluster: "judge", model: "small", timeout: 250 } };
/** What a few requests may take, with room for what the allocator leaves between them. */
const MOST_BYTES = 4 * 1024 * 1024;
const HURRIED = { storeTimeout: LOOKUP_MS, cache: { timeout: LOOKUP_MS } };

/** What comes of `row` at `place`, as the page tells it; null where there is no such thing. */
export async function trial(t: TestContext, place: Place, row: Row): Promise<string | null> {
  // Whoever stores has answered the client before.
  if (row.name === LEAVING && place.phase === "store") return null;
  const fault = row.fault(place.upstream, place.backend.dialect);
  if (fault === null) return null;
  const judges = place.upstream === "verifier";
  // What trips a breaker is seen in a column of its own; elsewhere each call is to meet the fault.
  const breaker = place.phase === "before" ? undefined : false;
  const world = await World.of(t, place.backend, { ...HURRIED, ...(judges ? JUDGE : {}), breaker });
  const outcome = played(new Scene(world, place, fault, row.name === LEAVING));
  assert.deepEqual([world.host.violations, world.host.ineffective], [[], []]);
  assert.equal(world.plugin.openStreams, 0, "a stream stays open");
  // The model's answer comes in one piece here, which the proxy has the module hold while it looks at it.
  const most = MOST_BYTES + (place.upstream === "llm" ? HUGE : 0);
  assert.ok(world.host.memoryBytes <= most, `${world.host.memoryBytes} bytes of memory`);
  return outcome;
}

function played(scene: Scene): string {
  const { phase, upstream } = scene.place;
  if (phase === "before") return new Outage(scene).outcome();
  if (upstream === "llm") return scene.answer();
  return phase === "store" ? scene.store() : scene.lookUp();
}
