/**
 * The three generations of the UI that admins meet, as one table: everything in which they differ stands here.
 *
 * Of "current" and "older" there are pictures. Of "oldest" it is only known that the pop-up showed the secret itself,
 * and that webhook addresses were those of a whole account; in everything else it is like "older" here.
 *
 * `instruction` has the source system as {0} and the link to the repository as {1}, `secretHint` the name of the
 * credential as {0}; both in the pattern language of `sap/base/strings/formatMessage`.
 */
sap.ui.define([], () => {
  const generations = {
    current: {
      columns: "46/54/0",
      upperCaseTitles: false,
      subtitle: "Repository",
      icon: "",
      webhookDataIn: "section",
      addressIsOf: "repository",
      secretRowHas: "hint",
      instruction: "Navigate to the {0} repository {1} and add webhook using the data below if not yet done. "
        + "Once the webhook is in place, builds will be triggered when new changes are pushed.",
      secretHint: "Use the secret of the webhook credential ''{0}''",
      credentialLabel: "Credential",
      cloudConnectorLabel: "Cloud Connector Credential",
      addRepositoryIn: "page",
      createCredentialTitle: "Create Credential",
      credentialNameLabel: "Name",
      secretIs: "shown",
    },
    older: {
      columns: "38/62/0",
      upperCaseTitles: true,
      subtitle: "",
      icon: "sap-icon://product",
      webhookDataIn: "popUp",
      addressIsOf: "repository",
      secretRowHas: "hint",
      instruction: "Navigate to the {0} repository {1} and add webhook manually using the data below if not yet done. "
        + "A webhook enables the repository to start builds.",
      secretHint: "Use the webhook secret of the webhook credential ''{0}''",
      credentialLabel: "Credentials",
      cloudConnectorLabel: "Cloud Connector",
      addRepositoryIn: "popUp",
      createCredentialTitle: "Create Credentials",
      credentialNameLabel: "Credentials Name",
      secretIs: "masked",
    },
  };
  generations.oldest = { ...generations.older, addressIsOf: "account", secretRowHas: "secret" };

  return {
    /**
     * `?generation=` decides; without it the host does, since newer subscriptions got newer host names.
     * @param {Location} location
     */
    ofAddress({ search, hostname }) {
      const asked = new URLSearchParams(search).get("generation");
      return generations[asked] ?? generations[hostname.endsWith(".cicd.cloud.sap") ? "current" : "older"];
    },
  };
});
