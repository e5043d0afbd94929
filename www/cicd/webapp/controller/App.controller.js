sap.ui.define(["sap/ui/core/mvc/Controller"], (Controller) => Controller.extend("practice.cicd.controller.App", {
  onInit() {
    this.getOwnerComponent().getRouter().attachBeforeRouteMatched((event) => {
      this.getView().getModel("layout").setProperty("/columns", event.getParameter("config").layout);
    });
  },
}));
