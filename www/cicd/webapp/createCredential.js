/** The dialog "Create Credential": opened from the list of credentials, and from where a credential is to be chosen. */
sap.ui.define([
  "sap/ui/core/Fragment",
  "sap/ui/model/json/JSONModel",
  "./clipboard",
  "./credentialTypes",
  "./leftOut",
  "./server",
], (Fragment, JSONModel, clipboard, credentialTypes, leftOut, server) => {
  const NAME = /^[a-z0-9.-]{1,253}$/;
  const NAME_RULE = "Use lowercase letters, digits, hyphens and dots, at most 253 of them.";

  /** 32 random bytes in the alphabet of base64url: 43 characters. */
  function randomSecret() {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  const blank = (type) => ({
    name: "", description: "", type: type ?? "Basic Authentication", username: "", password: "", secret: "",
    types: credentialTypes, typeIsFixed: type !== undefined, wasGenerated: false, isShown: false, problems: {},
  });

  /**
   * @param {Record<string, string>} draft
   * @returns {Record<string, string>} what is wrong, by field
   */
  function problemsOf(draft) {
    const { wants } = credentialTypes.find(({ name }) => name === draft.type);
    const empty = wants.filter((field) => draft[field] === "").map((field) => [field, "Enter a value."]);
    return { ...Object.fromEntries(empty), ...(NAME.test(draft.name) ? {} : { name: NAME_RULE }) };
  }

  return {
    /**
     * @param {sap.ui.core.UIComponent} component
     * @param {object} [options]
     * @param {string} [options.type] the only type that will do; without it the admin chooses
     * @param {(name: string) => void} [options.onCreated]
     */
    async open(component, { type, onCreated } = {}) {
      const draft = new JSONModel(blank(type));

      const dialog = await Fragment.load({
        id: "createCredential",
        name: "practice.cicd.fragment.CreateCredential",
        controller: {
          ...leftOut,

          onGenerate() {
            draft.setProperty("/secret", randomSecret());
            draft.setProperty("/wasGenerated", true);
          },

          onShow() {
            draft.setProperty("/isShown", !draft.getProperty("/isShown"));
          },

          onCopySecret() {
            clipboard.copy(draft.getProperty("/secret"));
          },

          onType() {
            const { name, description, type: chosen } = draft.getData();
            draft.setData({ ...blank(), name, description, type: chosen });
          },

          async onCreate() {
            const { name, description, type: chosen, username, password, secret } = draft.getData();
            const problems = problemsOf(draft.getData());
            draft.setProperty("/problems", problems);
            if (Object.keys(problems).length > 0) {
              return;
            }
            try {
              await server.post("credentials", { name, description, type: chosen, username, password, secret });
            } catch ({ message }) {
              draft.setProperty("/problems", { name: message });
              return;
            }
            await component.refresh();
            dialog.close();
            onCreated?.(name);
          },

          onDiscard() {
            dialog.close();
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
  };
});
