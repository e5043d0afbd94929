/** The handler of every button that only stands there for the looks: *Edit*, *Remove*, *Help*. */
sap.ui.define(["sap/m/MessageToast"], (MessageToast) => ({
  onLeftOut() {
    MessageToast.show("The practice copy leaves this out.");
  },
}));
