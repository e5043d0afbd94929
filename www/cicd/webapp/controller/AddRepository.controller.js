sap.ui.define(["sap/ui/core/mvc/Controller"], (Controller) => Controller.extend(
  "practice.cicd.controller.AddRepository", {}));
