import { Transform } from "assemblyscript/transform";
import { NodeKind } from "assemblyscript";

const SDK = "~lib/@solo-io/proxy-runtime/assembly/";

/**
 * Drops the SDK's `log(LogLevelValues.debug, …)` statements. They build strings on every call, one of them
 * from the ids of all live contexts on each new stream, whether or not anyone reads them.
 */
export default class QuietSdk extends Transform {
  afterParse(parser) {
    for (const source of parser.sources) {
      if (source.internalPath.startsWith(SDK)) dropDebugLogs(source);
    }
  }
}

function dropDebugLogs(node, seen = new Set()) {
  if (node === null || typeof node !== "object" || seen.has(node)) return;
  seen.add(node);
  for (const [name, child] of Object.entries(node)) {
    if (name === "range" || name === "parent" || name === "source") continue;
    if (Array.isArray(child)) {
      const kept = child.filter((item) => !isDebugLog(item));
      if (kept.length < child.length) node[name] = kept;
      for (const item of kept) dropDebugLogs(item, seen);
    } else {
      dropDebugLogs(child, seen);
    }
  }
}

function isDebugLog(node) {
  if (node?.kind !== NodeKind.Expression || node.expression.kind !== NodeKind.Call) return false;
  const { expression: callee, args } = node.expression;
  return callee.text === "log" && args[0]?.property?.text === "debug";
}
