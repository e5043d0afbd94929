/** The types of credential that can be created, and the fields beside name and description that each wants filled. */
sap.ui.define([], () => [
  { name: "Basic Authentication", wants: ["username", "password"] },
  { name: "Secret Text", wants: ["secret"] },
  { name: "Webhook Secret", wants: ["secret"] },
]);
