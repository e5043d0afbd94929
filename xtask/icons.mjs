// Draws extension/icons/*.png from icon.svg. Run by hand when the drawing changes: node xtask/icons.mjs
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

const SIZES = [16, 24, 32, 48, 64, 128];
const folder = new URL('../extension/icons/', import.meta.url);

const svg = await readFile(new URL('icon.svg', folder), 'utf8');
const args = ['--no-sandbox', '--disable-gpu'];
const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args });
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(new URL(`${size}.png`, folder)), omitBackground: true });
}
await browser.close();
