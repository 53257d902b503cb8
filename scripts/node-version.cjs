/* Preloaded by every command of package.json (node -r), so it is written in the oldest JavaScript: an old Node must be able to read it. */

/* Next's and vitest's own packages require modules of the new kind, which Node does from these versions on. */
var oldest = { 20: 19, 22: 12 };

/** Says in one line what is wrong with this version of Node and what to do, or nothing where it is recent enough. */
function nodeProblem(version) {
  var parts = version.split('.').map(Number);
  if (parts[0] > 22 || parts[1] >= oldest[parts[0]]) return undefined;
  return 'Node ' + version + ' is too old: Breakable needs Node 20.19, 22.12 or newer. Install one from https://nodejs.org and run the command again.';
}

var problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}

module.exports = { nodeProblem: nodeProblem };
