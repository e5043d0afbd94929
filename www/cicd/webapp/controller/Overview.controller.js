/** The left column: three tabs, each with its list. */
sap.ui.define([
  "sap/ui/core/mvc/Controller",
  "sap/ui/model/Filter",
  "sap/ui/model/FilterOperator",
  "../addRepositoryDialog",
  "../createCredential",
], (
  Controller, Filter, FilterOperator, addRepositoryDialog, createCredential,
) => Controller.extend("practice.cicd.controller.Overview", {
  onInit() {
    this.router().attachRouteMatched((event) => {
      const route = event.getParameter("name");
      this.byId("tabs").setSelectedKey(["jobs", "credentials"].includes(route) ? route : "repositories");
      this.mark(event.getParameter("arguments").name);
    });
  },

  onTab(event) {
    this.router().navTo(event.getParameter("key"));
  },

  onRepository(event) {
    const row = event.getParameter("listItem") ?? event.getSource();
    this.router().navTo("repository", { name: row.getBindingContext().getProperty("name") });
  },

  onAddRepository() {
    if (this.getView().getModel("generation").getProperty("/addRepositoryIn") === "popUp") {
      addRepositoryDialog.open(this.getOwnerComponent());
    } else {
      this.router().navTo("addRepository");
    }
  },

  onCreateCredential() {
    createCredential.open(this.getOwnerComponent());
  },

  onRefresh() {
    this.getOwnerComponent().refresh();
  },

  /** Each search field stands in the toolbar of the table that it searches. */
  onSearch(event) {
    const table = event.getSource().getParent().getParent();
    table.getBinding("items").filter(new Filter("name", FilterOperator.Contains, event.getParameter("newValue")));
  },

  /** Shows the row of the repository that the right column is about as the chosen one. */
  mark(name) {
    const table = this.byId("repositories");
    table.removeSelections(true);
    const row = table.getItems().find((item) => item.getBindingContext().getProperty("name") === name);
    if (row) {
      table.setSelectedItem(row);
    }
  },

  router() {
    return this.getOwnerComponent().getRouter();
  },
}));
