// What stands around the content of Bitbucket's pages: header, sidebar, settings menu, footer. Written for this site;
// what it has of the real pages are the marks by which they are known to be Bitbucket's.
//
// Every value in these pages comes from the tables of hosts, repositories and words, so nothing has to be escaped.

import { inLanguage } from './languages.mjs';

/** @typedef {import('./store.mjs').Project} Project */
/** @typedef {import('./store.mjs').Repository} Repository */
/** @typedef {{title: string, links: string[]}[]} Menu */

/**
 * What a page is made for: this Bitbucket, in this language.
 * @typedef {import('../server/hosts.mjs').BitbucketHost & {language: import('./languages.mjs').Language}} Reader
 */
/** @typedef {(reader: Reader, repository: Repository, condition: {archived: boolean}) => string} RepositoryPage */

/** @type {Menu} */
const SIDEBAR = [
  { title: 'Actions', links: ['Clone', 'Create branch', 'Create pull request', 'Create fork', 'Compare'] },
  { title: 'Navigation', links: ['Source', 'Commits', 'Branches', 'Pull requests', 'Forks', 'Builds'] },
];

/** @type {Menu} */
const SETTINGS_MENU = [
  { title: '', links: ['Repository details', 'Search indexing'] },
  {
    title: 'Security',
    links: ['Repository permissions', 'Branch permissions', 'Access keys', 'HTTP access tokens', 'Audit log'],
  },
  { title: 'Workflow', links: ['Branches', 'Hooks', 'Webhooks', 'Jira issues'] },
  { title: 'Pull requests', links: ['Merge checks', 'Merge strategies', 'Default reviewers', 'Default tasks'] },
];

/** @type {Menu} */
const PROJECT_SETTINGS_MENU = [
  { title: '', links: ['Project details'] },
  { title: 'Security', links: ['Project permissions', 'Branch permissions', 'Access keys', 'Audit log'] },
  { title: 'Workflow', links: ['Hooks', 'Webhooks'] },
  { title: 'Pull requests', links: ['Merge checks', 'Merge strategies', 'Default reviewers'] },
];

// ---- pages of the whole server ----

/** @type {(reader: Reader, repositories: Repository[]) => string} */
export function overviewPage(reader, repositories) {
  const items = repositories.map(
    (repository) => `<li><a href="${browse(reader, repository)}">${repository.project} / ${repository.slug}</a></li>`,
  );
  return page(reader, 'Repositories', `<ul class="bb-body">${items.join('')}</ul>`);
}

/** @type {(reader: Reader) => string} */
export function notFoundPage(reader) {
  const say = inLanguage(reader.language);
  return page(reader, 'Not found', `<p class="bb-body">${say('The practice site has no such page.')}</p>`, {
    heading: 'Page not found',
  });
}

/** What a user sees who is logged in, and may not. @type {(reader: Reader) => string} */
export function notPermittedPage(reader) {
  const say = inLanguage(reader.language);
  const words = say('Only administrators may see it. Ask one of them, or log in as another user.');
  return page(reader, 'You are not permitted to view this page', `<p class="bb-body">${words}</p>`);
}

/** Its form goes to the page's own address, which says where to go on. @type {(reader: Reader) => string} */
export function loginPage(reader) {
  const say = inLanguage(reader.language);
  return page(reader, 'Log in', `
      <form method="post" class="bb-body bb-login">
        <label for="username">${say('Username')}</label>
        <input type="text" id="username" name="username" autocomplete="username">
        <label for="password">${say('Password')}</label>
        <input type="password" id="password" name="password" autocomplete="current-password">
        <p><input type="checkbox" id="remember" name="remember" checked>
          <label for="remember">${say('Keep me logged in')}</label></p>
        <button type="submit" class="bb-button">${say('Log in')}</button>
      </form>`);
}

/** @type {(reader: Reader, title: string, main: string, other?: {heading: string}) => string} */
function page(reader, title, main, { heading } = { heading: title }) {
  const say = inLanguage(reader.language);
  return document(reader, {
    title: say(title),
    content: `<section id="content" role="main"><div class="bb-main">
      <h1>${say(heading)}</h1>${main}</div></section>`,
  });
}

// ---- pages of a repository ----

/** @type {RepositoryPage} */
export function repositoryPage(reader, repository, condition) {
  const say = inLanguage(reader.language);
  const key = repository.key.toLowerCase();
  const row = (/** @type {string} */ name) => `<tr><td>${name}</td><td>${say('First version')}</td></tr>`;
  return inRepository(reader, repository, condition, 'Source', `
      <div class="bb-main">
        <h1>${say('Source')}</h1>
        <div class="bb-body">
          <p>${say('Clone')} <code>${reader.base}/scm/${key}/${repository.slug}.git</code></p>
          <table class="bb-table">
            <thead><tr><th>${say('Source')}</th><th>${say('Description')}</th></tr></thead>
            <tbody>
              ${['src', 'package.json', 'README.md'].map(row).join('\n              ')}
            </tbody>
          </table>
        </div>
      </div>`);
}

/** @type {RepositoryPage} */
export function settingsPage(reader, repository, condition) {
  const say = inLanguage(reader.language);
  return inSettings(reader, repository, condition, 'Repository details', `
        <h2>${say('Repository details')}</h2>
        <p>${say('Project')}: ${repository.project}</p>
        <p>${say('Name')}: ${repository.slug}</p>`);
}

/** @type {RepositoryPage} */
export function webhooksPage(reader, repository, condition) {
  return inSettings(reader, repository, condition, 'Webhooks', webhooksApp(condition), webhooksHead(reader));
}

/** @type {(reader: Reader, ...place: [Repository, {archived: boolean}, string, string, string?]) => string} */
function inSettings(reader, repository, condition, here, main, head) {
  const say = inLanguage(reader.language);
  const base = addressOf(reader, repository);
  /** @type {Record<string, string>} */
  const pages = { 'Repository details': `${base}/settings`, Webhooks: webhooksOf(reader, repository) };
  const menu = navigation(reader, SETTINGS_MENU, here, (link) => pages[link] ?? `${base}/settings/${inPath(link)}`);
  return inRepository(reader, repository, condition, 'Repository settings', settings(
    say('Repository settings'), menu, main,
  ), head);
}

/** @type {(reader: Reader, ...place: [Repository, {archived: boolean}, string, string, string?]) => string} */
function inRepository(reader, repository, { archived }, here, main, head) {
  const say = inLanguage(reader.language);
  const base = addressOf(reader, repository);
  const sidebar = navigation(reader, SIDEBAR, here, (link) =>
    link === 'Source' ? `${base}/browse` : `${base}/${inPath(link)}`,
  );
  const banner = say('This repository is archived. It can be read, and nothing of it can be changed.');
  return document(reader, {
    title: `${repository.project} / ${repository.slug}`,
    head,
    content: `<section id="content" role="main" data-repoSlug="${repository.slug}" data-projectKey="${repository.key}">
    ${archived ? `<p class="bb-banner">${banner}</p>` : ''}
    <div class="bb-page">
      <nav class="bb-sidebar" aria-label="${say('Repository')}">
        <p class="bb-repository"><a href="${base}">${repository.project}</a><br><strong>${repository.slug}</strong></p>
        ${sidebar}
        <a class="bb-settings-link" ${current(here === 'Repository settings')} href="${base}/settings">
          ${say('Repository settings')}</a>
      </nav>${main}
    </div>
  </section>`,
  });
}

// ---- pages of a project ----

/** @type {(reader: Reader, project: Project) => string} */
export function projectWebhooksPage(reader, project) {
  const say = inLanguage(reader.language);
  const base = `${pathOf(reader)}/projects/${project.key}`;
  const menu = navigation(reader, PROJECT_SETTINGS_MENU, 'Webhooks', (link) =>
    link === 'Webhooks' ? webhooksOf(reader, project) : `${base}/settings/${inPath(link)}`,
  );
  return document(reader, {
    title: project.project,
    head: webhooksHead(reader),
    content: `<section id="content" role="main" data-projectKey="${project.key}">
    <div class="bb-page">
      <nav class="bb-sidebar" aria-label="${say('Project')}">
        <p class="bb-repository"><strong>${project.project}</strong></p>
        <ul><li><a href="${base}">${say('Repositories')}</a></li></ul>
        <a class="bb-settings-link" aria-current="page" href="${base}/settings">${say('Project settings')}</a>
      </nav>${settings(say('Project settings'), menu, webhooksApp({ archived: false }))}
    </div>
  </section>`,
  });
}

// ---- what several pages share ----

/** The page comes empty; a script fills it a little later, as in the real one. */
const webhooksApp = (/** @type {{archived: boolean}} */ { archived }) =>
  `<div id="webhooks-app"${archived ? ' data-archived' : ''}></div>`;

/** @type {(reader: Reader) => string} */
const webhooksHead = (reader) => `
  <link rel="stylesheet" href="${pathOf(reader)}/assets/${reader.generation}.css">
  <script src="${pathOf(reader)}/assets/${reader.generation}.js" defer></script>`;

/** @type {(heading: string, menu: string, main: string) => string} */
const settings = (heading, menu, main) => `
      <div class="bb-main">
        <h1>${heading}</h1>
        <div class="bb-settings">
          <nav class="bb-settings-menu" aria-label="${heading}">${menu}</nav>
          <div class="bb-settings-content">${main}</div>
        </div>
      </div>`;

/** @type {(reader: Reader, groups: Menu, here: string, address: (link: string) => string) => string} */
function navigation({ language }, groups, here, address) {
  const say = inLanguage(language);
  return groups
    .map(({ title, links }) => {
      const heading = title && `<div class="bb-nav-title">${say(title)}</div>`;
      const items = links.map(
        (link) => `<li><a href="${address(link)}" ${current(link === here)}>${say(link)}</a></li>`,
      );
      return `${heading}<ul>${items.join('')}</ul>`;
    })
    .join('');
}

/** @type {(reader: Reader, page: {title: string, content: string, head?: string}) => string} */
function document(reader, { title, content, head = '' }) {
  const say = inLanguage(reader.language);
  return `<!doctype html>
<html lang="${reader.language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="application-name" content="Bitbucket">
  <link rel="icon" href="data:,">
  <title>${title} - Bitbucket</title>${head}
  <link rel="stylesheet" href="${pathOf(reader)}/assets/chrome.css">
</head>
<body class="bitbucket-theme">
  <header id="header" role="banner">
    <nav class="bb-header" aria-label="${say('Site')}">
      <span id="logo"><a href="${reader.base}">Bitbucket</a></span>
      <a href="${pathOf(reader)}/dashboard">${say('Your work')}</a>
      <a href="${pathOf(reader)}/projects">${say('Projects')}</a>
      <a href="${pathOf(reader)}/" aria-current="page">${say('Repositories')}</a>
      <input type="search" class="bb-search" placeholder="${say('Search')}" aria-label="${say('Search for code')}">
    </nav>
  </header>
  ${content}
  <footer id="footer" role="contentinfo">
    <p>${say('A practice site in the shape of Bitbucket')}
      <span id="product-version" data-commitid="0000000000000000000000000000000000000000">v${reader.version}</span></p>
  </footer>
</body>
</html>
`;
}

/** @type {(reader: {base: string}) => string} */
const pathOf = ({ base }) => new URL(base).pathname.replace(/\/$/, '');

/** @type {(reader: Reader, repository: Repository) => string} */
const addressOf = (reader, { key, slug }) => `${pathOf(reader)}/projects/${key}/repos/${slug}`;

/** @type {(reader: Reader, place: Project | Repository) => string} */
const webhooksOf = (reader, place) =>
  `${pathOf(reader)}/plugins/servlet/webhooks/projects/${place.key}${'slug' in place ? `/repos/${place.slug}` : ''}`;

/** @type {(reader: Reader, repository: Repository) => string} */
function browse(reader, { key, slug }) {
  const owner = key.startsWith('~') ? `users/${key.slice(1).toLowerCase()}` : `projects/${key}`;
  return `${pathOf(reader)}/${owner}/repos/${slug}/browse`;
}

/** @type {(link: string) => string} */
const inPath = (link) => link.toLowerCase().replaceAll(' ', '-');

/** @type {(here: boolean) => string} */
const current = (here) => (here ? 'aria-current="page"' : '');
