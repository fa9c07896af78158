import { dirname, join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
/** The one file that is not as on disk. */
let changed = { name: '', text: '', version: 0 };

const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  // A variable that is used no more is a fault of style: only a wrong type shows that a change cannot be made.
  getCompilationSettings: () => ({
    ...options,
    allowUnreachableCode: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
  }),
  getScriptFileNames: () => fileNames,
  getScriptVersion: (name) => (name === changed.name ? String(changed.version) : '0'),
  getScriptSnapshot: (name) => {
    const text = name === changed.name ? changed.text : ts.sys.readFile(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => root,
  getDefaultLibFileName: (asked) =>
    join(dirname(ts.sys.getExecutingFilePath()), ts.getDefaultLibFileName(asked)),
});

/** Whether the compiler accepts the file with this text, as far as the file itself goes. */
export function compiles(name, text) {
  changed = { name, text, version: changed.version + 1 };
  return (
    service.getSyntacticDiagnostics(name).length === 0 &&
    service.getSemanticDiagnostics(name).length === 0
  );
}
