// html-validate, then the Nu checker, over a folder of documents as they were sent.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const config = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // How the text is laid out is the template's business, not the reader's.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    // Landmarks and inline styles matter under our policy.
    'no-inline-style': 'error',
    'require-sri': 'off',
    // Boxes of one question share its name: the server reads them as a list.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit', 'reset'] }],
  },
};

export async function validate(folder) {
  const files = readdirSync(folder).filter((f) => f.endsWith('.html')).sort().map((f) => join(folder, f));
  if (files.length === 0) throw new Error(`no document in ${folder}`);
  let bad = 0;
  const checker = new HtmlValidate(new FileSystemConfigLoader(config));
  for (const file of files) {
    for (const { messages } of (await checker.validateFile(file)).results) {
      for (const m of messages.filter((m) => m.severity === 2)) {
        console.log(`${file}:${m.line}: ${m.ruleId}: ${m.message}`);
        bad += 1;
      }
    }
  }
  console.log(`html-validate: ${files.length} documents, ${bad} wrong`);
  const jar = join(import.meta.dirname, 'node_modules/vnu-jar/build/dist/vnu.jar');
  const vnu = spawnSync('java', ['-jar', jar, '--errors-only', '--format', 'gnu', ...files], { encoding: 'utf8' });
  if (vnu.error) throw vnu.error;
  const lines = vnu.stderr.split('\n').filter(Boolean);
  for (const line of lines) console.log(line);
  console.log(`vnu: ${files.length} documents, ${lines.length} wrong`);
  return bad + (vnu.status === 0 ? 0 : Math.max(1, lines.length));
}

if (import.meta.filename === process.argv[1]) process.exit(await validate(process.argv[2]) ? 1 : 0);
