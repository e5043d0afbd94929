// Where in Bitbucket a page is, and where it leads to: read from its own address.

/** @typedef {'list' | 'create' | 'details' | 'edit'} View */
/** @typedef {ReturnType<typeof readPlace>} Place */

const SERVLET = /^(?<context>.*)\/plugins\/servlet\/webhooks\/(?<scope>projects\/[^/]+(\/repos\/[^/]+)?)(?<rest>.*)$/;

/** @param {{pathname: string}} address */
export function readPlace({ pathname }) {
  const { context, scope, rest } = /** @type {Record<string, string>} */ (SERVLET.exec(pathname)?.groups);
  const [, view = 'list', id] = rest.split('/');
  const list = `${context}/plugins/servlet/webhooks/${scope}`;
  return {
    view: /** @type {View} */ (view || 'list'),
    id: Number(id),
    rest: `${context}/rest/api/latest/${scope}/webhooks`,
    list,
    create: `${list}/create`,
    /** @param {number} id */
    details: (id) => `${list}/details/${id}`,
    /** @param {number} id */
    edit: (id) => `${list}/edit/${id}`,
  };
}
