// The addresses that the form's links to the documentation lead to.

const DOCUMENTATION = 'https://docs.atlassian.com/bitbucketserver';

export const HELP = {
  webhooks: `${DOCUMENTATION}/Manage+webhooks`,
  variables: `${DOCUMENTATION}/Manage+webhooks#Managewebhooks-variables`,
  secrets: `${DOCUMENTATION}/Manage+webhooks#Managewebhooks-webhooksecrets`,
  /** @param {string} group */
  payloads: (group) => `${DOCUMENTATION}/Event+payload#${group}`,
};
