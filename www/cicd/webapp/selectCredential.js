/** The dialog "Select Credential": the value help of every field that names a credential. */
sap.ui.define([
  "sap/ui/core/Fragment",
  "sap/ui/model/Filter",
  "sap/ui/model/FilterOperator",
  "./createCredential",
], (Fragment, Filter, FilterOperator, createCredential) => ({
  /**
   * @param {sap.ui.core.UIComponent} component
   * @param {string} type the only type that will do
   * @param {(name: string) => void} onSelected
   */
  async open(component, type, onSelected) {
    const dialog = await Fragment.load({
      id: "selectCredential",
      name: "practice.cicd.fragment.SelectCredential",
      controller: {
        onSearch(event) {
          show(event.getParameter("newValue"));
        },

        onSelect(event) {
          select(event.getParameter("listItem").getTitle());
        },

        onAdd() {
          createCredential.open(component, { type, onCreated: select });
        },

        onCancel() {
          dialog.close();
        },

        onClosed() {
          dialog.destroy();
        },
      },
    });

    function show(wanted) {
      const list = Fragment.byId("selectCredential", "list");
      list.getBinding("items").filter([
        new Filter("type", FilterOperator.EQ, type),
        new Filter("name", FilterOperator.Contains, wanted),
      ]);
    }

    function select(name) {
      onSelected(name);
      dialog.close();
    }

    dialog.setModel(component.getModel());
    dialog.addStyleClass("sapUiSizeCompact");
    show("");
    dialog.open();
  },
}));
