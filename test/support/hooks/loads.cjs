// `--require`d before a program: writes down which files and built-in modules it loads, once it ends.
const { writeFileSync } = require('node:fs');
const Module = require('node:module');

const loaded = [];
const load = Module._load;
Module._load = function (request, parent, isMain) {
  loaded.push(Module._resolveFilename(request, parent, isMain));
  return load.apply(this, arguments);
};

process.on('exit', () => writeFileSync(process.env.AWSMFA_TEST_LOADS, JSON.stringify(loaded)));
