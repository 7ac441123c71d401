// A filter that does nothing: what any AssemblyScript filter of this SDK costs.
export * from "../../../assembly/host/exports";
import { Context, RootContext, registerRootContext } from "@solo-io/proxy-runtime/assembly";

export function proxy_abi_version_0_2_1(): void {}

class EmptyRoot extends RootContext {
  createContext(id: u32): Context {
    return new EmptyStream(id, this);
  }
}

class EmptyStream extends Context {
  constructor(id: u32, root: RootContext) {
    super(id, root);
  }
}

registerRootContext((id: u32): RootContext => new EmptyRoot(id), "");
