export default {
  entries: [
    "tests/{bytes,json,call,config,chat,key,entry,redis,embedding,vector,verifier,guard,judge,host,flow}/**/*.spec.ts",
  ],
  include: ["tests/fixtures/**/*.include.ts"],
  disclude: [/node_modules/],
  async instantiate(memory, createImports, instantiate, binary) {
    const imports = createImports({ env: { memory } });
    return instantiate(binary, imports);
  },
  outputBinary: false,
};
