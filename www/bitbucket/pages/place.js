// Where in Bitbucket a page is, and where it leads to: read from its own address.

/** @typedef {'list' | 'create' | 'details' | 'edit'} View */
/** @typedef {ReturnType<typeof readPlace>} Place */

const SERVLET = /^(?<context>.*)\/plugins\/servlet\/webhooks\/(?<scope>projects\/[^/]+(\/repos\/[^/]+)?)(?<rest>.*)$/;

/**
 * @param {{pathname: string}} address
 * @param {import('../../server/hosts.mjs').FormGeneration} generation
 */
export function readPlace({ pathname }, generation) {
  const { context, scope, rest } = /** @type {Record<string, string>} */ (SERVLET.exec(pathname)?.groups);
  const [, view = 'list', id] = rest.split('/');
  const [project, isOfRepository] = scope.split('/repos/');
  const servlet = `${context}/plugins/servlet/webhooks`;
  const list = `${servlet}/${scope}`;
  return {
    view: /** @type {View} */ (view || 'list'),
    id: Number(id),
    rest: `${context}/rest/api/latest/${scope}/webhooks`,
    canInherit: Boolean(isOfRepository) && generation === 'current',
    listOfProject: `${servlet}/${project}`,
    list,
    create: `${list}/create`,
    /** @param {number} id */
    details: (id) => `${list}/details/${id}`,
    /** @param {number} id */
    edit: (id) => `${list}/edit/${id}`,
  };
}
