/**
 * What the form for a new repository does, on the page of the current generation and in the pop-up of the older one.
 * Handlers for either: whoever takes them in has `draft`, a model of `blank()`, `component`, and `leave(name?)`.
 */
sap.ui.define(["./leftOut", "./selectCredential", "./server", "./sourceSystems"], (
  leftOut, selectCredential, server, sourceSystems,
) => {
  const blank = () => ({
    name: "", cloneUrl: "", cloneCredential: "", cloudConnectorCredential: "",
    hasReceiver: false, type: "Bitbucket Server", credential: "", isOn: true,
    systems: sourceSystems, problems: {},
  });

  /** @returns {Record<string, string>} what is wrong, by field */
  function problemsOf(draft) {
    const wanted = ["name", "cloneUrl", ...(draft.hasReceiver ? ["credential"] : [])];
    return Object.fromEntries(wanted.filter((field) => draft[field] === "").map((field) => [field, "Enter a value."]));
  }

  /** What the server is told of a draft. */
  function repositoryOf({ name, cloneUrl, cloneCredential, cloudConnectorCredential, ...receiver }) {
    const { hasReceiver, type, credential, isOn } = receiver;
    return {
      name, cloneUrl, cloneCredential, cloudConnectorCredential,
      ...(hasReceiver ? { type, credential } : { type: "", credential: "" }),
      state: isOn ? "ON" : "OFF",
    };
  }

  const handlers = {
    ...leftOut,

    onReceiver() {
      this.draft.setProperty("/hasReceiver", !this.draft.getProperty("/hasReceiver"));
    },

    onSelectCredential(type, path) {
      selectCredential.open(this.component, type, (name) => this.draft.setProperty(path, name));
    },

    async onAdd() {
      const draft = this.draft.getData();
      const problems = problemsOf(draft);
      this.draft.setProperty("/problems", problems);
      if (Object.keys(problems).length > 0) {
        return;
      }
      try {
        await server.post("repositories", repositoryOf(draft));
      } catch ({ message }) {
        this.draft.setProperty("/problems", { name: message });
        return;
      }
      await this.component.refresh();
      this.leave(draft.name);
    },

    onDiscard() {
      this.leave();
    },
  };

  return { blank, handlers };
});
