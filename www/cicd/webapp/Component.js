/**
 * A practice copy of SAP's Continuous Integration and Delivery UI: real OpenUI5, our own pages.
 *
 * Models that every view sees:
 * - the default one: what the server holds, `{repositories, credentials, jobs}`, filled by `refresh()`;
 * - `generation`: one column of the table in `generations.js`;
 * - `layout`: how the two columns share the window.
 */
sap.ui.define([
  "sap/ui/core/UIComponent",
  "sap/ui/model/json/JSONModel",
  "sap/base/security/URLListValidator",
  "./generations",
  "./server",
], (UIComponent, JSONModel, URLListValidator, generations, server) => UIComponent.extend("practice.cicd.Component", {
  metadata: {
    manifest: "json",
    interfaces: ["sap.ui.core.IAsyncContentCreation"],
  },

  init() {
    UIComponent.prototype.init.call(this);
    // Clone addresses may be ssh ones, and OpenUI5 takes the href off a link with a scheme that is not listed.
    for (const scheme of ["https", "http", "ssh"]) {
      URLListValidator.add(scheme);
    }
    this.setModel(new JSONModel({ repositories: [], credentials: [], jobs: [] }));
    this.setModel(new JSONModel(generations.ofAddress(window.location)), "generation");
    this.setModel(new JSONModel({ columns: "OneColumn" }), "layout");
    this.refresh().then(() => this.getRouter().initialize());
  },

  /** Reads the lists anew. @returns {Promise<void>} */
  async refresh() {
    const [repositories, credentials] = await Promise.all([server.get("repositories"), server.get("credentials")]);
    const jobs = repositories.flatMap(({ name, jobs }) => jobs.map((job) => ({ ...job, repository: name })));
    this.getModel().setData({ repositories, credentials, jobs });
  },
}));
