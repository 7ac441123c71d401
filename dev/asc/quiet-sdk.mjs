import { Transform } from "assemblyscript/transform";
import { CommonFlags, Node, NodeKind } from "assemblyscript";

const SDK = "~lib/@solo-io/proxy-runtime/assembly/";
const COLLECTOR = "~lib/rt/itcms";
const MEMORY = "~lib/rt/tlsf";
/** Nodes of the largest function that moves to the one place where it is called; the compiler's own limit is 80. */
const LARGEST_MOVED = 900;
/** What assembly/host/collector.ts needs of it. */
const EXPORTED = ["total", "state", "step"];

/**
 * Drops the SDK's `log(LogLevelValues.debug, …)` statements. They build strings on every call, one of them
 * from the ids of all live contexts on each new stream, whether or not anyone reads them.
 *
 * And lets it know every root context by the empty name: it would ask the proxy for `plugin_root_id` and trap on a
 * name that is not registered, or where the proxy has no such property (Higress's test host).
 *
 * And leaves it to assembly/host/collector.ts when to collect: between hooks, when no object is held by the stack
 * alone. So the compiler need not keep a second stack for the collector, which was 44 % of the module. The memory of
 * its objects is given out by assembly/host/lib/rt/pool.ts.
 *
 * And moves functions that are called in one place there, where the compiler would move small ones only.
 */
export default class QuietSdk extends Transform {
  afterParse(parser) {
    keepNoStack(this.program);
    moveLargeFunctions(this.program);
    for (const source of parser.sources) {
      if (source.internalPath.startsWith(SDK)) {
        dropDebugLogs(source);
        forgetRootIds(source);
      }
      if (source.internalPath === COLLECTOR) tameCollector(source);
      if (source.internalPath === MEMORY) hideMemory(source);
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

function forgetRootIds(source) {
  for (const statement of source.statements) {
    if (statement.kind !== NodeKind.FunctionDeclaration || statement.name.text !== "get_plugin_root_id")
      continue;
    const { range } = statement;
    const name = Node.createStringLiteralExpression("", range);
    statement.body.statements = [Node.createReturnStatement(name, range)];
  }
}

function keepNoStack({ options, module }) {
  if (!("stackSize" in options && "useShadowStack" in module))
    throw new Error("the compiler keeps its stack otherwise now");
  options.stackSize = 0;
  module.useShadowStack = false;
}

function moveLargeFunctions({ module }) {
  if (!("setOneCallerInlineMaxSize" in module)) throw new Error("the compiler inlines otherwise now");
  const set = module.setOneCallerInlineMaxSize.bind(module);
  module.setOneCallerInlineMaxSize = () => set(LARGEST_MOVED);
}

function tameCollector({ statements }) {
  const declarations = statements.flatMap((statement) => statement.declarations ?? [statement]);
  const find = (name) => declarations.find((declaration) => declaration.name?.text === name);
  const { body } = find("__new");
  const kept = body.statements.filter((statement) => !isInterrupt(statement));
  const fill = kept.find(({ expression }) => expression?.expression?.property?.text === "fill");
  if (kept.length === body.statements.length || !fill)
    throw new Error("the collector allocates otherwise now");
  body.statements = kept;
  fill.expression.expression = Node.createIdentifierExpression("__clear", fill.range);
  for (const name of EXPORTED) find(name).flags |= CommonFlags.Export;
}

function hideMemory({ statements }) {
  const isGlobal = ({ name }) => name.text === "global";
  for (const statement of statements)
    if (statement.decorators?.some(isGlobal))
      statement.decorators = statement.decorators.filter((decorator) => !isGlobal(decorator));
}

function isInterrupt(statement) {
  return statement.kind === NodeKind.If && statement.ifTrue.expression?.expression?.text === "interrupt";
}

function isDebugLog(node) {
  if (node?.kind !== NodeKind.Expression || node.expression.kind !== NodeKind.Call) return false;
  const { expression: callee, args } = node.expression;
  return callee.text === "log" && args[0]?.property?.text === "debug";
}
