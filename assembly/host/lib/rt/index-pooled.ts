// The runtime of the module (asc --runtime): AssemblyScript's collector above memory of our own.
import "./pool";
import "rt/itcms";
