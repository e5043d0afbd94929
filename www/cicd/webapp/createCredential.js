/** The dialog "Create Credential": opened from the list of credentials, and from where a credential is to be chosen. */
sap.ui.define([
  "sap/ui/core/Fragment",
  "sap/ui/model/json/JSONModel",
  "./clipboard",
  "./credentialTypes",
  "./server",
], (Fragment, JSONModel, clipboard, credentialTypes, server) => {
  const NAME = /^[a-z0-9.-]{1,253}$/;
  const NAME_RULE = "Use lowercase letters, digits, hyphens and dots, at most 253 of them.";

  /** 32 random bytes in the alphabet of base64url: 43 characters. */
  function randomSecret() {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

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
     * @param {string} [type] the only type that will do; without it the admin chooses
     * @returns {Promise<string | undefined>} the name of the credential, undefined after Discard
     */
    async open(component, type) {
      const draft = new JSONModel({
        name: "", description: "", type: type ?? "Basic Authentication", typeIsFixed: type !== undefined,
        types: credentialTypes, username: "", password: "", secret: "", generated: false, problems: {},
      });
      const { promise, resolve } = withResolvers();

      const dialog = await Fragment.load({
        id: "createCredential",
        name: "practice.cicd.fragment.CreateCredential",
        controller: {
          onGenerate() {
            draft.setProperty("/secret", randomSecret());
            draft.setProperty("/generated", true);
          },

          onCopySecret() {
            clipboard.copy(draft.getProperty("/secret"));
          },

          onType() {
            draft.setProperty("/secret", "");
            draft.setProperty("/generated", false);
            draft.setProperty("/problems", {});
          },

          async onCreate() {
            const { name, description, type, username, password, secret } = draft.getData();
            const problems = problemsOf(draft.getData());
            draft.setProperty("/problems", problems);
            if (Object.keys(problems).length > 0) {
              return;
            }
            try {
              await server.post("credentials", { name, description, type, username, password, secret });
            } catch ({ message }) {
              draft.setProperty("/problems", { name: message });
              return;
            }
            await component.refresh();
            resolve(name);
            dialog.close();
          },

          onDiscard() {
            dialog.close();
          },

          onClosed() {
            dialog.destroy();
            resolve(undefined);
          },
        },
      });
      dialog.setModel(draft, "draft");
      dialog.addStyleClass("sapUiSizeCompact");
      dialog.open();
      return promise;
    },
  };

  /** `Promise.withResolvers()`, which not every browser in use has. */
  function withResolvers() {
    let resolve;
    const promise = new Promise((settle) => {
      resolve = settle;
    });
    return { promise, resolve };
  }
});
