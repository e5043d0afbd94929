/** The form for a new repository as the older generation shows it: a pop-up over the list. */
sap.ui.define(["sap/ui/core/Fragment", "sap/ui/model/json/JSONModel", "./newRepository"], (
  Fragment, JSONModel, newRepository,
) => ({
  /** @param {sap.ui.core.UIComponent} component */
  async open(component) {
    const draft = new JSONModel(newRepository.blank());
    const dialog = await Fragment.load({
      id: "addRepository",
      name: "practice.cicd.fragment.AddRepository",
      controller: {
        ...newRepository.handlers,
        component,
        draft,

        leave(name) {
          dialog.close();
          if (name) {
            component.getRouter().navTo("repository", { name });
          }
        },

        onClosed() {
          dialog.destroy();
        },
      },
    });
    dialog.setModel(draft, "draft");
    dialog.setModel(component.getModel("generation"), "generation");
    dialog.addStyleClass("sapUiSizeCompact");
    dialog.open();
  },
}));
