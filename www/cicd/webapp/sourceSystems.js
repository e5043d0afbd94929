/** The source systems that a repository can be of, and what the webhook data calls its rows for each. */
sap.ui.define([], () => [
  { name: "Azure Repos", addressLabel: "URL", contentType: "" },
  { name: "Bitbucket Cloud", addressLabel: "URL", contentType: "" },
  { name: "Bitbucket Server", addressLabel: "URL", contentType: "" },
  { name: "GitHub", addressLabel: "Payload URL", contentType: "application/json" },
  { name: "GitLab", addressLabel: "URL", contentType: "" },
]);
