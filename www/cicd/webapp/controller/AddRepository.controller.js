/** The form for a new repository as the current generation shows it: where the detail view will be. */
sap.ui.define([
  "sap/ui/core/mvc/Controller",
  "sap/ui/model/json/JSONModel",
  "../newRepository",
], (Controller, JSONModel, newRepository) => Controller.extend("practice.cicd.controller.AddRepository", {
  ...newRepository.handlers,

  onInit() {
    this.component = this.getOwnerComponent();
    this.draft = new JSONModel(newRepository.blank());
    this.getView().setModel(this.draft, "draft");
    const route = this.component.getRouter().getRoute("addRepository");
    route.attachPatternMatched(() => this.draft.setData(newRepository.blank()));
  },

  leave(name) {
    this.component.getRouter().navTo(name ? "repository" : "repositories", { name });
  },
}));
