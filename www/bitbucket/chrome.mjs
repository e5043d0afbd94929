// What stands around the content of Bitbucket's pages: header, sidebar, settings menu, footer. Written for this site;
// what it has of the real pages are the marks by which they are known to be Bitbucket's.
//
// Every value in these pages comes from the tables of hosts and repositories, so nothing has to be escaped.

/** @typedef {import('../server/hosts.mjs').BitbucketHost} Host */
/** @typedef {import('./store.mjs').Repository} Repository */
/** @typedef {(host: Host, repository: Repository) => string} RepositoryPage */

const SIDEBAR = [
  { title: 'Actions', links: ['Clone', 'Create branch', 'Create pull request', 'Create fork', 'Compare'] },
  { title: 'Navigation', links: ['Source', 'Commits', 'Branches', 'Pull requests', 'Forks', 'Builds'] },
];

const SETTINGS_MENU = [
  { title: '', links: ['Repository details', 'Search indexing'] },
  {
    title: 'Security',
    links: ['Repository permissions', 'Branch permissions', 'Access keys', 'HTTP access tokens', 'Audit log'],
  },
  { title: 'Workflow', links: ['Branches', 'Hooks', 'Webhooks', 'Jira issues'] },
  { title: 'Pull requests', links: ['Merge checks', 'Merge strategies', 'Default reviewers', 'Default tasks'] },
];

/** @type {(host: Host, repositories: Repository[]) => string} */
export function overviewPage(host, repositories) {
  const items = repositories.map(
    (repository) => `<li><a href="${browse(host, repository)}">${repository.project} / ${repository.slug}</a></li>`,
  );
  return document(host, {
    title: 'Repositories',
    content: `<section id="content" role="main"><div class="bb-main">
      <h1>Repositories</h1><ul class="bb-body">${items.join('')}</ul></div></section>`,
  });
}

/** @type {(host: Host) => string} */
export function notFoundPage(host) {
  return document(host, {
    title: 'Not found',
    content: `<section id="content" role="main"><div class="bb-main">
      <h1>Page not found</h1><p class="bb-body">The practice site has no such page.</p></div></section>`,
  });
}

/** @type {RepositoryPage} */
export function repositoryPage(host, repository) {
  const key = repository.key.toLowerCase();
  return inRepository(host, repository, 'Source', `
      <div class="bb-main">
        <h1>Source</h1>
        <div class="bb-body">
          <p>Clone <code>${host.base}/scm/${key}/${repository.slug}.git</code></p>
          <table class="bb-table">
            <thead><tr><th>Source</th><th>Description</th></tr></thead>
            <tbody>
              <tr><td>src</td><td>First version</td></tr>
              <tr><td>package.json</td><td>First version</td></tr>
              <tr><td>README.md</td><td>First version</td></tr>
            </tbody>
          </table>
        </div>
      </div>`);
}

/** @type {RepositoryPage} */
export function settingsPage(host, repository) {
  return inSettings(host, repository, 'Repository details', `
        <h2>Repository details</h2>
        <p>Project: ${repository.project}</p>
        <p>Name: ${repository.slug}</p>`);
}

/** @type {RepositoryPage} */
export function webhooksPage(host, repository) {
  const assets = `${pathOf(host)}/assets`;
  // The page comes empty; a script fills it a little later, as in the real one.
  return inSettings(host, repository, 'Webhooks', '<div id="webhooks-app"></div>', `
  <link rel="stylesheet" href="${assets}/${host.generation}.css">
  <script src="${assets}/${host.generation}.js" defer></script>`);
}

/** @type {(host: Host, repository: Repository, here: string, main: string, head?: string) => string} */
function inSettings(host, repository, here, main, head) {
  const base = `${pathOf(host)}/projects/${repository.key}/repos/${repository.slug}`;
  /** @type {Record<string, string>} */
  const pages = {
    'Repository details': `${base}/settings`,
    Webhooks: `${pathOf(host)}/plugins/servlet/webhooks/projects/${repository.key}/repos/${repository.slug}`,
  };
  const menu = navigation(SETTINGS_MENU, here, (link) => pages[link] ?? `${base}/settings/${nameInPath(link)}`);
  return inRepository(host, repository, 'Repository settings', `
      <div class="bb-main">
        <h1>Repository settings</h1>
        <div class="bb-settings">
          <nav class="bb-settings-menu" aria-label="Repository settings">${menu}</nav>
          <div class="bb-settings-content">${main}</div>
        </div>
      </div>`, head);
}

/** @type {(host: Host, repository: Repository, here: string, main: string, head?: string) => string} */
function inRepository(host, repository, here, main, head) {
  const base = `${pathOf(host)}/projects/${repository.key}/repos/${repository.slug}`;
  const sidebar = navigation(SIDEBAR, here, (link) =>
    link === 'Source' ? `${base}/browse` : `${base}/${nameInPath(link)}`,
  );
  return document(host, {
    title: `${repository.project} / ${repository.slug}`,
    head,
    content: `<section id="content" role="main" data-repoSlug="${repository.slug}" data-projectKey="${repository.key}">
    <div class="bb-page">
      <nav class="bb-sidebar" aria-label="Repository">
        <p class="bb-repository"><a href="${base}">${repository.project}</a><br><strong>${repository.slug}</strong></p>
        ${sidebar}
        <a class="bb-settings-link" ${current(here === 'Repository settings')} href="${base}/settings">
          Repository settings</a>
      </nav>${main}
    </div>
  </section>`,
  });
}

/** @type {(groups: {title: string, links: string[]}[], here: string, address: (link: string) => string) => string} */
function navigation(groups, here, address) {
  return groups
    .map(({ title, links }) => {
      const heading = title && `<div class="bb-nav-title">${title}</div>`;
      const items = links.map(
        (link) => `<li><a href="${address(link)}" ${current(link === here)}>${link}</a></li>`,
      );
      return `${heading}<ul>${items.join('')}</ul>`;
    })
    .join('');
}

/** @type {(host: Host, page: {title: string, content: string, head?: string}) => string} */
function document(host, { title, content, head = '' }) {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="application-name" content="Bitbucket">
  <link rel="icon" href="data:,">
  <title>${title} - Bitbucket</title>${head}
  <link rel="stylesheet" href="${pathOf(host)}/assets/chrome.css">
</head>
<body class="bitbucket-theme">
  <header id="header" role="banner">
    <nav class="bb-header" aria-label="Site">
      <span id="logo"><a href="${host.base}">Bitbucket</a></span>
      <a href="${pathOf(host)}/dashboard">Your work</a>
      <a href="${pathOf(host)}/projects">Projects</a>
      <a href="${pathOf(host)}/" aria-current="page">Repositories</a>
      <input type="search" class="bb-search" placeholder="Search" aria-label="Search for code">
    </nav>
  </header>
  ${content}
  <footer id="footer" role="contentinfo">
    <p>A practice site in the shape of Bitbucket
      <span id="product-version" data-commitid="0000000000000000000000000000000000000000">v${host.version}</span></p>
  </footer>
</body>
</html>
`;
}

/** @type {(host: Host) => string} */
const pathOf = ({ base }) => new URL(base).pathname.replace(/\/$/, '');

/** @type {(host: Host, repository: Repository) => string} */
function browse(host, { key, slug }) {
  const owner = key.startsWith('~') ? `users/${key.slice(1).toLowerCase()}` : `projects/${key}`;
  return `${pathOf(host)}/${owner}/repos/${slug}/browse`;
}

/** @type {(link: string) => string} */
const nameInPath = (link) => link.toLowerCase().replaceAll(' ', '-');

/** @type {(here: boolean) => string} */
const current = (here) => (here ? 'aria-current="page"' : '');
