// Programs that the tests use and npm does not bring: a browser, PDF readers, qpdf, Redis, nginx and a clock that can be shifted, from Debian's packages.
import { spawnSync } from 'node:child_process';

const NEEDED = {
  chromium: 'chromium',
  pdftotext: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  qpdf: 'qpdf',
  'redis-server': 'redis-server',
  nginx: 'nginx-light',
  ...(process.platform === 'linux' && { faketime: 'faketime' }),
};

// what only root runs otherwise lies where Debian does not look for anybody else
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const missing = () => Object.keys(NEEDED).filter((program) => spawnSync('which', [program], { env }).status !== 0);

/** Installs what is missing, as root on Debian; otherwise says what to install. */
export function ensureTools() {
  const wanted = [...new Set(missing().map((program) => NEEDED[program]))];
  if (wanted.length === 0) return true;
  const isRoot = process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0;
  if (!isRoot) {
    console.error(`The tests need ${wanted.join(', ')}. On Debian or Ubuntu: sudo apt-get install ${wanted.join(' ')}`);
    return false;
  }
  console.log(`installing ${wanted.join(', ')} …`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted, 'fonts-noto-core'], options);
  return missing().length === 0;
}
