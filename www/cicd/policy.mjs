/**
 * The Content-Security-Policy under which the CI/CD UI runs. OpenUI5 needs neither eval nor inline script or style when
 * everything is loaded asynchronously from one bundle of modules (`specVersion` 4.0 in `ui5.yaml` refuses the ones that
 * would have to be bundled as text and evaluated). Trusted Types are out of reach: its jQuery assigns innerHTML.
 */
const SOURCES = {
  'default-src': "'none'",
  'script-src': "'self'", // the bundle
  'style-src': "'self'", // the theme; OpenUI5 sets single styles through the DOM, which is not inline style
  'font-src': "'self'", // the theme's text and icon fonts
  'img-src': 'data:', // the theme's few small pictures, and the page's empty icon
  'connect-src': "'self'", // message bundles, and the data under /api
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

export const policy = Object.entries(SOURCES).map(([name, source]) => `${name} ${source}`).join('; ');
