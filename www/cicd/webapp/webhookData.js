/** What the UI says about a repository's webhook: the server's data in the words of a generation. */
sap.ui.define([
  "sap/base/security/encodeXML",
  "sap/base/strings/formatMessage",
  "./sourceSystems",
], (encodeXML, formatMessage, sourceSystems) => ({
  /**
   * @param {object} repository as the server gives it
   * @param {object} generation one column of the table in `generations.js`
   */
  describe(repository, generation) {
    const system = sourceSystems.find(({ name }) => name === repository.type);
    if (!system) {
      return repository;
    }
    const { addressLabel, contentType } = system;
    const { name, cloneUrl, credential, webhookUrl, accountUrl } = repository;
    const link = `<a href="${encodeXML(cloneUrl)}" target="_blank">${encodeXML(name)}</a>`;
    return {
      ...repository,
      webhookUrl: generation.addressIsOf === "account" ? accountUrl : webhookUrl,
      addressLabel,
      contentType,
      instruction: formatMessage(generation.instruction, [system.name, link]),
      secretHint: formatMessage(generation.secretHint, [credential]),
    };
  },
}));
