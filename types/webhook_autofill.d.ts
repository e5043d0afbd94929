// What `extension/popup.js` and `extension/options.js` import; the build puts the module that wasm-bindgen makes beside
// them.

export default function init(): Promise<unknown>;
export function start(): void;
export function options(): void;
