// Every address that the practice site answers to, in one place.
//
// The names are the ones the real products use, so that nothing in the extension needs a back door for local addresses.

/** @typedef {'current' | 'classic'} FormGeneration which form Bitbucket's webhook settings show */
/** @typedef {{base: string, generation: FormGeneration, version: string}} BitbucketHost */

/** @type {BitbucketHost[]} */
export const BITBUCKET_HOSTS = [
  { base: 'https://bitbucket.example.com', generation: 'current', version: '9.4.2' },
  { base: 'https://classic.example.com/bitbucket', generation: 'classic', version: '7.21.4' },
  { base: 'http://bitbucket.example.com:7990', generation: 'current', version: '9.4.2' },
];

/**
 * Servers of somebody else with the same pages, at addresses that one may take for the first Bitbucket's.
 * @type {BitbucketHost[]}
 */
export const LOOK_ALIKES = [
  { base: 'https://bitbucket.example.com.evil.test', generation: 'current', version: '9.4.2' },
  { base: 'https://evil.test/bitbucket.example.com', generation: 'current', version: '9.4.2' },
  { base: 'https://bitbucket.example.com:8443', generation: 'current', version: '9.4.2' },
  { base: 'https://evil.example.com', generation: 'current', version: '9.4.2' },
  { base: 'https://xn--bitbuket-jch.example.com', generation: 'current', version: '9.4.2' },
];

/** @typedef {import('./cicd.mjs').Subaccount} Subaccount whose data a host of the CI/CD service shows */
/** @typedef {{base: string, subaccount: Subaccount}} CicdHost which generation of its pages is known to the pages */

/** @type {CicdHost[]} */
export const CICD_HOSTS = [
  { base: 'https://acme.eu10.cicd.cloud.sap', subaccount: 'acme' },
  { base: 'https://acme.cicd.cfapps.eu10.hana.ondemand.com', subaccount: 'acme' },
  { base: 'https://beta.eu10.cicd.cloud.sap', subaccount: 'beta' },
  // Not one of SAP's, but with the same pages: a company's own name for them, or somebody's copy.
  { base: 'https://cicd.internal.example.com', subaccount: 'acme' },
];

export const tlsHostNames = [
  ...new Set(
    [...BITBUCKET_HOSTS, ...LOOK_ALIKES, ...CICD_HOSTS]
      .map(({ base }) => new URL(base))
      .filter(({ protocol }) => protocol === 'https:')
      .map(({ hostname }) => hostname),
  ),
];
