/** The detail view of one repository. */
sap.ui.define([
  "sap/ui/core/mvc/Controller",
  "sap/ui/model/json/JSONModel",
  "sap/m/MessageToast",
  "../clipboard",
  "../leftOut",
  "../server",
  "../webhookData",
], (Controller, JSONModel, MessageToast, clipboard, leftOut, server, webhookData) => Controller.extend(
  "practice.cicd.controller.Repository",
  {
    ...leftOut,

    onInit() {
      this.getView().setModel(new JSONModel({ timedTriggers: [] }), "repository");
      this.router().getRoute("repository").attachPatternMatched((event) => {
        this.show(event.getParameter("arguments").name);
      });
    },

    async show(name) {
      try {
        const repository = await server.get(`repositories/${encodeURIComponent(name)}`);
        const generation = this.getView().getModel("generation").getData();
        this.getView().getModel("repository").setData(webhookData.describe(repository, generation));
      } catch ({ message }) {
        MessageToast.show(message);
        this.router().navTo("repositories");
      }
    },

    async onWebhookData() {
      await this.loadSecret();
      this.webhookCreation ??= this.loadFragment({ name: "practice.cicd.fragment.WebhookCreation" });
      (await this.webhookCreation).open();
    },

    /** Only the oldest generation has a place for it. */
    async loadSecret() {
      if (this.getView().getModel("generation").getProperty("/secretRowHas") !== "secret") {
        return;
      }
      const repository = this.getView().getModel("repository");
      const name = encodeURIComponent(repository.getProperty("/credential"));
      const { secret } = await server.get(`credentials/${name}/secret`);
      repository.setProperty("/secret", secret);
    },

    onCloseWebhookCreation() {
      this.byId("webhookCreation").close();
    },

    onCopyUrl() {
      clipboard.copy(this.getView().getModel("repository").getProperty("/webhookUrl"));
    },

    onCopySecret() {
      clipboard.copy(this.getView().getModel("repository").getProperty("/secret"));
    },

    onFullScreen() {
      const layout = this.getView().getModel("layout");
      const full = layout.getProperty("/columns") === "MidColumnFullScreen";
      layout.setProperty("/columns", full ? "TwoColumnsMidExpanded" : "MidColumnFullScreen");
    },

    onClose() {
      this.router().navTo("repositories");
    },

    onRefresh() {
      this.show(this.getView().getModel("repository").getProperty("/name"));
    },

    router() {
      return this.getOwnerComponent().getRouter();
    },
  },
));
