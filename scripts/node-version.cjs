/* Preloaded by every command of package.json (node -r), so it is written in the oldest JavaScript: an old Node must be able to read it. */

var oldest = [20, 9];

/** Says in one line what is wrong with this version of Node and what to do, or nothing where it is recent enough. */
function nodeProblem(version) {
  var parts = version.split('.').map(Number);
  if (parts[0] > oldest[0] || (parts[0] === oldest[0] && parts[1] >= oldest[1])) return undefined;
  return 'Node ' + version + ' is too old: Breakable needs Node ' + oldest.join('.') + ' or newer. Install one from https://nodejs.org and run the command again.';
}

var problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}

module.exports = { nodeProblem: nodeProblem, oldest: oldest };
