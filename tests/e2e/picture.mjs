// A picture of what a person sees: the page, and over it the popup where one is open. Browsers without a window draw
// the two apart, so they are put together here.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';

const MARGIN = 12;
const EDGE = [0x8a, 0x8a, 0x8a, 0xff];

/** @param {import('./browser.mjs').Browser} browser @param {string} file */
export async function takePicture(browser, file) {
  await browser.page.settled();
  await browser.page.screenshot(file);
  if ((await browser.popup.state()) === undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'popup-'));
  try {
    const popupFile = join(folder, 'popup.png');
    await browser.popup.screenshot(popupFile);
    const page = PNG.sync.read(await readFile(file));
    const popup = withEdge(PNG.sync.read(await readFile(popupFile)));
    const height = Math.min(popup.height, page.height - MARGIN);
    PNG.bitblt(popup, page, 0, 0, popup.width, height, page.width - popup.width - MARGIN, 0);
    await writeFile(file, PNG.sync.write(page));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {PNG} picture */
function withEdge(picture) {
  const framed = new PNG({ width: picture.width + 2, height: picture.height + 2 });
  for (let at = 0; at < framed.data.length; at += 4) framed.data.set(EDGE, at);
  PNG.bitblt(picture, framed, 0, 0, picture.width, picture.height, 1, 1);
  return framed;
}
