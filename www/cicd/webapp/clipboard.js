sap.ui.define(["sap/m/MessageToast"], (MessageToast) => ({
  /** @param {string} text */
  async copy(text) {
    await navigator.clipboard.writeText(text);
    MessageToast.show("Copied to clipboard");
  },
}));
