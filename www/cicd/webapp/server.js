/** The server's JSON under `/api`, and nothing else: every request of the UI goes through here. */
sap.ui.define([], () => {
  /**
   * @param {string} path below `/api/`
   * @param {RequestInit} [request]
   * @returns {Promise<any>} the answer; an Error with the server's own sentence where it refuses
   */
  async function ask(path, request) {
    const answer = await fetch(`/api/${path}`, request);
    const body = await answer.json();
    if (!answer.ok) {
      throw new Error(body.message);
    }
    return body;
  }

  return {
    /** @param {string} path */
    get: (path) => ask(path),

    /**
     * @param {string} path
     * @param {object} body
     */
    post: (path, body) => ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  };
});
