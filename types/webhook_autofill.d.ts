// What `extension/popup.js` and `extension/options.js` import; the build puts the module that wasm-bindgen makes beside
// them.

export default function init(): Promise<unknown>;
export function start(
  tab: Promise<import('../extension/tabs.js').Tab>,
  loading: Promise<unknown>,
  looking: Promise<unknown>,
  reached: Promise<boolean>,
): void;
export function options(load: () => Promise<unknown>): void;
