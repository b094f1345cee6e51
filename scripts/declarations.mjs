/**
 * Writes the type declarations of what package.json exports: those of the entry and of the files that they name. Each is
 * made from its own source alone, which is why what is exported states its types.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');
const ENTRIES = ['testing/testing.ts'];
const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, strict: true };

function declare(source) {
  const options = { fileName: source, compilerOptions, reportDiagnostics: true };
  const { outputText, diagnostics } = ts.transpileDeclaration(readFileSync(source, 'utf8'), options);
  for (const { messageText, start, file } of diagnostics) {
    const line = file.getLineAndCharacterOfPosition(start).line + 1;
    throw new Error(
      `${relative(ROOT, source)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  }
  return outputText;
}

/** @throws when a declaration names a package: a consumer would need its types too */
function neighboursOf(source, declaration) {
  return ts.preProcessFile(declaration).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.'))
      throw new Error(`The declarations of ${relative(ROOT, source)} name ${fileName}`);
    return resolve(dirname(source), fileName.replace(/\.js$/, '.ts'));
  });
}

/** @param dist the folder to write to */
export function writeDeclarations(dist) {
  const wanted = ENTRIES.map((entry) => join(SRC, entry));
  for (const source of wanted) {
    const declaration = declare(source);
    const file = join(dist, relative(SRC, source)).replace(/\.ts$/, '.d.ts');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, declaration);
    for (const next of neighboursOf(source, declaration)) if (!wanted.includes(next)) wanted.push(next);
  }
}
