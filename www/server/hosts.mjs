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

// Which generation of its pages a host shows is known to the pages.
export const CICD_HOSTS = [
  { base: 'https://acme.eu10.cicd.cloud.sap' },
  { base: 'https://acme.cicd.cfapps.eu10.hana.ondemand.com' },
];

export const tlsHostNames = [
  ...new Set(
    [...BITBUCKET_HOSTS, ...CICD_HOSTS]
      .map(({ base }) => new URL(base))
      .filter(({ protocol }) => protocol === 'https:')
      .map(({ hostname }) => hostname),
  ),
];
