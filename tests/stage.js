// What the tests of `page.js` put on the screen. The test runner's own output stands in the same document: it is out of
// sight while a page is looked at.

const stage = document.createElement('div');
stage.id = 'stage';
document.body.append(stage);

/**
 * Shows a page, in place of the one before.
 * @param {string} html
 */
export function show(html) {
  document.documentElement.removeAttribute('dir');
  history.replaceState(null, '', '#');
  stage.innerHTML = html;
  scrollTo(0, 0);
}

/**
 * Does something on the page, or answers a question about it.
 * @param {string} script the body of a function; `$` finds an element, `shadow` gives one a shadow tree
 */
export function run(script) {
  return new Function('$', 'shadow', script)(find, shadow);
}

/**
 * Carries out a command with nothing but the stage in sight.
 * @template T @param {string} command @param {(command: object) => Promise<T>} page
 */
export async function alone(command, page) {
  const others = [...document.body.children].filter((child) => child !== stage && !stage.contains(child));
  for (const other of others) other.style.display = 'none';
  try {
    return JSON.stringify(await page(JSON.parse(command)));
  } finally {
    for (const other of others) other.style.display = '';
  }
}

/** @param {string} selector */
function find(selector) {
  return stage.querySelector(selector);
}

/** @param {string} selector @param {string} html */
function shadow(selector, html) {
  const root = find(selector).attachShadow({ mode: 'open' });
  root.innerHTML = html;
  return root;
}
