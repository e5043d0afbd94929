// The events that a webhook can listen to, as both generations of the form and the REST API know them.

/** @typedef {{key: string, label: string, help: string, only?: import('../server/hosts.mjs').FormGeneration}} Event */
/** @typedef {{title: string, payloads: string, events: Event[]}} EventGroup */

/** @type {EventGroup[]} */
export const EVENT_GROUPS = [
  {
    title: 'Repository',
    payloads: 'Eventpayload-repositoryevents',
    events: [
      { key: 'repo:refs_changed', label: 'Push', help: 'Commits are pushed, or a branch or tag comes or goes' },
      { key: 'repo:modified', label: 'Modified', help: 'The repository gets another name or place.' },
      { key: 'repo:forked', label: 'Forked', help: 'Somebody forks the repository.' },
      { key: 'repo:comment:added', label: 'Comment added', help: 'Somebody comments on a commit.' },
      { key: 'repo:comment:edited', label: 'Comment edited', help: 'A comment on a commit is changed.' },
      { key: 'repo:comment:deleted', label: 'Comment deleted', help: 'A comment on a commit is removed.' },
      { key: 'mirror:repo_synchronized', label: 'Mirror synchronized', help: 'A mirror has caught up.' },
      { key: 'repo:secret_detected', label: 'Secret detected', help: 'A push contains a secret.', only: 'current' },
    ],
  },
  {
    title: 'Pull request',
    payloads: 'Eventpayload-pullrequest',
    events: [
      { key: 'pr:opened', label: 'Opened', help: 'A pull request is opened, or opened again.' },
      { key: 'pr:from_ref_updated', label: 'Source branch updated', help: 'Its source branch gets new commits.' },
      { key: 'pr:modified', label: 'Modified', help: 'Its title, text or target branch is changed.' },
      { key: 'pr:reviewer:updated', label: 'Reviewers updated', help: 'Reviewers are added or removed.' },
      { key: 'pr:reviewer:approved', label: 'Approved', help: 'A reviewer approves it.' },
      { key: 'pr:reviewer:unapproved', label: 'Unapproved', help: 'A reviewer takes the approval back.' },
      { key: 'pr:reviewer:needs_work', label: 'Needs work', help: 'A reviewer wants changes.', only: 'classic' },
      { key: 'pr:reviewer:needs_work', label: 'Changes requested', help: 'A reviewer wants changes.', only: 'current' },
      { key: 'pr:merged', label: 'Merged', help: 'The pull request is merged.' },
      { key: 'pr:declined', label: 'Declined', help: 'The pull request is declined.' },
      { key: 'pr:deleted', label: 'Deleted', help: 'The pull request is deleted.' },
      { key: 'pr:comment:added', label: 'Comment added', help: 'Somebody comments on it.' },
      { key: 'pr:comment:edited', label: 'Comment edited', help: 'A comment on it is changed.' },
      { key: 'pr:comment:deleted', label: 'Comment deleted', help: 'A comment on it is removed.' },
    ],
  },
];

export const PUSH = 'repo:refs_changed';

/** @type {(generation: import('../server/hosts.mjs').FormGeneration) => EventGroup[]} */
export function eventGroups(generation) {
  return EVENT_GROUPS.map((group) => ({
    ...group,
    events: group.events.filter(({ only }) => !only || only === generation),
  }));
}
