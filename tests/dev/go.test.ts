import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeGo } from "../../dev/go.ts";

test("a Go that can fetch the version it needs will do", () => {
  for (const version of ["go1.21.0\n", "go1.26.8\n", "go2.0", "devel go1.27-abc"]) {
    assert.equal(judgeGo(version), null, version);
  }
});

test("no Go, and one that is too old, are told apart", () => {
  assert.match(judgeGo(null)!, /not on PATH/);
  assert.match(judgeGo("go1.19.8\n")!, /1\.21 or newer is needed, not go1\.19\.8$/);
});
