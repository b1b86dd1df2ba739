// Builds dkfds.css and icons.svg from DKFDS and copies the fonts, icons and licences they need.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { compile } from 'sass';

const dkfds = new URL('node_modules/dkfds/', import.meta.url);
const target = new URL('../src/fremdrift/web/shared/static/fremdrift/', import.meta.url);

// Where the theme's url() paths come from inside the DKFDS package.
const sources = {
  fonts: new URL('src/fonts/IBMPlexSans/complete/woff2/', dkfds),
  icons: new URL('src/img/svg-icons/', dkfds),
};

const spriteIcons = [
  'arrow-forward', 'assignment', 'bookmark', 'calendar-month', 'check', 'chevron-down', 'chevron-left',
  'chevron-right', 'close', 'document', 'download', 'download-done', 'edit', 'email', 'error', 'help',
  'hourglass', 'info', 'language', 'lock', 'menu', 'more-vert', 'person', 'plus', 'print', 'reply', 'search',
  'send', 'share', 'smartphone', 'success', 'time', 'visibility', 'warning',
];

function buildTheme() {
  const theme = new URL('theme.scss', import.meta.url);
  const loadPaths = [new URL('node_modules/', import.meta.url).pathname];
  const { css } = compile(theme.pathname, { style: 'compressed', charset: false, loadPaths, quietDeps: true });
  // A cascade layer lets fremdrift.css win by standing outside it, without !important or long selectors.
  const { version } = JSON.parse(readFileSync(new URL('package.json', dkfds), 'utf8'));
  const banner = `/*! DKFDS ${version}, MIT, see LICENSE-dkfds.md. Built from assets/theme.scss. */`;
  writeFileSync(new URL('dkfds.css', target), `${banner}\n@layer dkfds{${css}}\n`);
  return css;
}

function copyReferences(css) {
  for (const folder of Object.keys(sources)) {
    rmSync(new URL(`${folder}/`, target), { recursive: true, force: true });
    mkdirSync(new URL(`${folder}/`, target), { recursive: true });
  }
  for (const [, folder, file] of css.matchAll(/url\("([^"/]+)\/([^"]+)"\)/g)) {
    copyFileSync(new URL(file, sources[folder]), new URL(`${folder}/${file}`, target));
  }
  copyFileSync(new URL('license.txt', sources.fonts), new URL('fonts/LICENSE-OFL.txt', target));
  copyFileSync(new URL('LICENSE.md', dkfds), new URL('LICENSE-dkfds.md', target));
}

function buildSprite() {
  const everyIcon = readFileSync(new URL('src/img/all-svg-icons.svg', dkfds), 'utf8');
  const symbols = spriteIcons.map((name) => {
    const found = everyIcon.match(new RegExp(`<symbol id="${name}" .*?</symbol>`, 's'));
    if (!found) throw new Error(`DKFDS has no icon named ${name}`);
    return found[0];
  });
  const own = readFileSync(new URL('own-icons.svg', import.meta.url), 'utf8');
  const note = 'Icons: Material Symbols by way of DKFDS, Apache-2.0, see LICENSE-dkfds.md. Shapes at the end: Fremdrift.';
  const sprite = ['<svg xmlns="http://www.w3.org/2000/svg">', `<!-- ${note} -->`, ...symbols,
    ...own.match(/<symbol .*?<\/symbol>/gs), '</svg>', ''];
  writeFileSync(new URL('icons.svg', target), sprite.join('\n'));
}

copyReferences(buildTheme());
buildSprite();
