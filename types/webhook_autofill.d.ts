// What `extension/popup.js` imports; the build puts the module that wasm-bindgen makes beside it.

export default function init(): Promise<unknown>;
export function start(): Promise<void>;
