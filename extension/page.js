/**
 * The web page read aloud, and told what to do.
 *
 * `page` is handed to `scripting.executeScript`, which serialises this one function: everything it needs is inside it,
 * what it takes and answers is plain data. It runs in the extension's isolated world, where the prototypes are clean
 * but the DOM is the page's own: an `<input name="parentNode">` shadows its form's property of that name. So the
 * steps from node to node are a tree walker's, or go through the prototype. Where a page shadows anything else, it is
 * read poorly or not at all, but nothing is written that would not have been.
 *
 * It knows elements, not products, and decides nothing: it says what a person would see, writes what it is told to
 * write as a person would, and reports what came of it. No value of a field leaves it but by `read`.
 *
 * @typedef {{href: string, scheme: string, host: string, path: string, port?: number, fragment?: string,
 *   user?: true}} Address
 * @typedef {{handle: number, kind: string, role?: string, labels?: string[], group?: string[],
 *   required?: true, empty?: true, checked?: true, disabled?: true, readOnly?: true, hidden?: true}} Field
 * @typedef {{heading?: {text: string}, label?: {text: string, handle?: number},
 *   text?: {text: string, cut?: true, address?: Address}, link?: {text: string, address: Address},
 *   button?: {text: string}, field?: Field}} Item  One of these.
 * @typedef {{kind: 'dialog' | 'page', behind?: true, title?: string, items: Item[]}} Region
 * @typedef {{nonce: string, document: string, address: Address, top: boolean, dropped?: number,
 *   visited: number, regions: Region[]}} Snapshot
 *   `nonce` names this look, `document` what it looked at; `dropped` counts what the bound left out.
 *
 * @typedef {{text?: string, check?: boolean}} Write  One of these.
 * @typedef {{handle: number, write: Write, keep?: boolean}} Step  `keep`: a text that is there already stays.
 * @typedef {{nonce: string, address?: string}} Looked  Which look the handles are from, and where the page must be.
 * @typedef {Looked & {conditions: Problem[], steps: Step[]}} Plan  What must be true of no control, and what to write.
 * @typedef {{look: {}} | {read: Looked & {handles: number[]}} | {act: Plan} | {check: Looked & {steps: Step[]}}
 *   | {undo: Looked}} Command
 * @typedef {'gone' | 'hidden' | 'covered' | 'disabled' | 'readOnly' | 'tooLong' | 'refused'} Problem
 * @typedef {{handle: number, outcome: 'filled' | 'right' | 'kept' | 'restored'}} Outcome
 * @typedef {'changed' | 'tooLarge' | {step: {handle: number, problem: Problem, restored: boolean}}
 *   | {failed: string}} PageError
 * @typedef {Snapshot | {values: {handle: number, value: string}[]} | {outcomes: Outcome[]}} Ok
 * @typedef {{ok: Ok} | {error: PageError}} Answer
 *
 * @typedef {HTMLInputElement} Control  What can be written; a text area is alike enough.
 * @typedef {string | boolean} Value
 * @typedef {{handle: number, el: Control, before: Value}} Written
 * @typedef {{nonce: string, document: string, handles: Map<Element, number>, written: Written[]}} Memory
 *   What is kept in the isolated world from one call to the next.
 * @typedef {{handle: number, problem: Problem, restored?: boolean}} Trouble  What is thrown if a step cannot be taken.
 *
 * @typedef {{kind: 'dialog' | 'page', title?: string, rank: number, modal?: boolean, behind?: boolean, words: string,
 *   items: Item[]}} Part  A region while it is read; `words` is what was heard since its last item.
 * @typedef {{words: string, outer: Ear | null}} Ear  An item that still listens for its own text.
 * @typedef {{el: Element, outer: Place, part: Part, groups: string[], ear: Ear | null, mute: boolean,
 *   leave: (el: Element) => void}} Place
 *   Where the walk is: an element that says something of itself, and what it takes over from the one around it.
 */

/**
 * @template T @typedef {{[K in keyof T]?: T[K] extends boolean ? true : Exclude<T[K], '' | 0 | null | false>}} Brief
 */

/**
 * @param {Command} command
 * @returns {Promise<Answer>}
 */
export async function page(command) {
  const ITEMS = 5000;
  const CHARACTERS = 2000;
  const DISABLED = ':disabled, [aria-disabled=true]';
  /** Tags and roles of elements that say something of themselves. */
  const SAYS =
    /^(a|br|button|fieldset|h[1-6]|heading|input|label|legend|s(elect|lot|vg)|textarea|(alert)?dialog|(radio)?group)$/;

  /** What the last look left. A symbol, since an element's id would shadow a name. */
  const MEMORY = Symbol.for('webhook-autofill');
  const world = /** @type {Record<symbol, Memory>} */ (/** @type {unknown} */ (globalThis));
  const memory = world[MEMORY];

  // A small vocabulary.

  const tidy = (/** @type {string | null | undefined} */ words) => words?.replace(/\s+/g, ' ').trim() ?? '';
  const cut = (/** @type {string} */ text) => text.slice(0, CHARACTERS);
  /** Leaves out what is false, empty or absent. @type {<T extends Record<string, any>>(parts: T) => Brief<T>} */
  const brief = (parts) => {
    const said = /** @type {Record<string, unknown>} */ ({});
    for (const key in parts) if (parts[key] && String(parts[key])) said[key] = parts[key];
    return /** @type {Brief<typeof parts>} */ (said);
  };

  /**
   * From node to node past whatever shadows it: an `<input name="parentNode">` must not lead astray. The getter is
   * taken once: with it a step takes a twelfth of the time of a `Reflect.get` in Firefox.
   */
  const { get: parentNode } = /** @type {any} */ (Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode'));
  const parentOf = (/** @type {Node} */ node) => parentNode.call(node);

  /** What is known to be clipped, or not to be. */
  const clipped = new Map([[/** @type {any} */ (document), false]]);
  const styleOf = getComputedStyle;
  const isVisible = (/** @type {Element} */ el) =>
    el.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const isTick = (/** @type {Element} */ el) => /^(checkbox|radio)$/.test(kindOf(el));
  /** @type {(el: Control) => Value} */
  const valueOf = (el) => (isTick(el) ? el.checked : el.value);
  const referred = (/** @type {Element} */ el) => [...el.ariaLabelledByElements ?? []];
  const nameOf = (/** @type {Element} */ el) => cut(tidy(referred(el).map(wordsOf).join(' ') || el.ariaLabel));
  const addressOf = (/** @type {string} */ text) => {
    const url = /^(https?|ssh):\/\/\S{1,1990}$/i.test(text) && URL.parse(text);
    return url && partsOf(url);
  };

  /** Frameworks that render late do so before the next task. */
  const settled = () => new Promise((done) => setTimeout(done));

  try {
    if ('look' in command) return look();
    const [{ nonce, address }] = Object.values(command);
    if (nonce !== memory?.nonce || (address ?? location.href) !== location.href) return { error: 'changed' };
    if ('read' in command) return read(command.read.handles);
    if ('check' in command) return check(command.check.steps);
    return await ('act' in command ? act(command.act.steps) : undo());
  } catch (/** @type {any} */ cause) {
    if (cause.problem) return { error: { step: { restored: true, ...cause } } };
    return { error: { failed: cause.name } };
  }

  // ---- look ---------------------------------------------------------------------------------------------------------

  /** @returns {Answer} */
  function look() {
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const id = memory?.document ?? nonce;
    /** @type {Map<Element, number>} */
    const handles = new Map();
    const { parts, visited, missed } = listen(handles);
    // Dialogs, the top-most first, then the page; what a modal one keeps from the hand is behind.
    parts.reverse().sort((a, b) => b.rank - a.rank);
    parts.forEach((part, i) => (part.behind = parts.slice(0, i).some(({ modal }) => modal)));
    const excess = parts.flatMap(({ items }) => items).length - ITEMS;
    // What may be left out, the last first: texts and links behind, then those in front that follow no label.
    const spare = parts.flatMap(({ items, behind }) =>
      items.filter((item, i) => (item.text ?? item.link) && (behind || !items[i - 1]?.label)));
    if (excess > spare.length) return { error: 'tooLarge' };
    const out = new Set(spare.slice(spare.length - excess));
    world[MEMORY] = { nonce, document: id, handles, written: [] };
    return {
      ok: {
        nonce,
        document: id,
        address: partsOf(location),
        top: self === top,
        ...brief({ dropped: missed + out.size }),
        visited,
        regions: parts.map(({ kind, title, behind, items }) => ({
          kind, ...brief({ title, behind }), items: items.filter((item) => !out.has(item)),
        })),
      },
    };
  }

  /**
   * Walks what is rendered in reading order, each node once.
   * @param {Map<Element, number>} handles
   */
  function listen(handles) {
    /** @type {Part[]} */
    const parts = [{ kind: 'page', rank: -Infinity, words: '', items: [] }];
    /** By control, since the browser would go through the whole page for `control.labels`. */
    const labels = /** @type {Map<Element | null, [Element, {text: string}][]>} */ (new Map());
    let visited = 0;
    let missed = 0;
    /** Whether a text was heard since the last pause. */
    let isFresh = false;
    let place = /** @type {Place} */ (/** @type {Partial<Place>} */ ({ part: parts[0], groups: [] }));

    walk(document);
    for (const item of parts.flatMap(({ items }) => items)) {
      if (item.field) item.field = fieldOf(/** @type {any} */ (item.field));
    }
    return { parts, visited, missed };

    /**
     * Goes through all that is in a node, and through the node itself if that is not what is around. Most elements say
     * nothing of themselves: as little is asked of them as can be. Only the others are entered by recursion, since
     * pages can be deep.
     * @param {Node} root @param {any} around
     */
    function walk(root, around = root) {
      // Elements and texts.
      const walker = document.createTreeWalker(root, 5);
      let node = /** @type {any} */ (root === around ? walker.nextNode() : root);
      let last = around;
      for (;;) {
        // What does not hold the next node ends here.
        const next = node ? parentOf(node) : around;
        for (; isFresh && last !== next; last = parentOf(last)) pause(last);
        // So many are too many, whatever is left out.
        if (!node || place.part.items.length > 3 * ITEMS) return;
        visited += 1;
        // So that it never has far to go up.
        if (visited % 1000 === 0) isClipped(outerOf(node));
        last = next;
        if (node.nodeType === 3) hear(node);
        else {
          pause(node);
          last = node;
          if (SAYS.test(node.localName) || SAYS.test(node.role) || node.shadowRoot || node.ariaChecked
            || node.contentEditable !== 'inherit') {
            enter(node);
            // On to what is no longer in it.
            while (!(node = walker.nextSibling()) && walker.parentNode());
            continue;
          }
        }
        node = walker.nextNode();
      }
    }

    /** @param {Element} el */
    function enter(el) {
      const { localName: tag, shadowRoot } = el;
      if (tag === 'svg') return;
      place = { ...place, el, outer: place, leave: pause };
      describe(el, tag);
      // The children as they are rendered: the nodes that a slot was given, a host's shadow tree.
      const given = tag === 'slot' ? /** @type {HTMLSlotElement} */ (el).assignedNodes() : [];
      for (const node of given) walk(node, parentOf(node));
      if (!given[0]) walk(shadowRoot instanceof ShadowRoot ? shadowRoot : el);
      place.leave(el);
      place = place.outer;
    }

    /** Says what this element itself is. @param {any} el @param {string} tag */
    function describe(el, tag) {
      const { role } = el;
      const address = tag === 'a' && !isFull() && addressOf(el.href);
      if (/^(alert)?dialog$/.test(role || tag) && isShown(el)) openPart(el);
      if (kindOf(el)) {
        handleOf(el);
        // What there is to say of it is said when all labels are known.
        add({ field: /** @type {any} */ (place) });
        place.mute ||= el.matches('select, textarea, [contenteditable]');
      } else if (/^h[1-6]$/.test(tag) || role === 'heading') collect('heading');
      else if (/^(input|button)$/.test(tag) || role === 'button') collect('button');
      else if (/^(label|legend)$/.test(tag)) {
        const { control } = el;
        const label = collect('label', { handle: control && kindOf(control) && handleOf(control) });
        labels.set(control, [...labels.get(control) ?? [], [el, label]]);
        if (tag === 'legend') place.outer.groups = [...place.groups, wordsOf(el)];
      } else if (address) collect('link', { address });
      else if (tag === 'br') say(' ');
      else if (/^(radio)?group$/.test(role)) place.groups = [...place.groups, nameOf(el)];
    }

    /** @param {Element} el */
    function openPart(el) {
      flush();
      /** @type {Part} */
      const part = { kind: 'dialog', title: nameOf(el), rank: rankOf(el), modal: isModal(el), words: '', items: [] };
      parts.push(part);
      Object.assign(place, { part, ear: null, groups: [], leave: flush });
    }

    /**
     * Lists an item now, and its text when its element ends: what is seen in it, or else the name that it has.
     * @param {'button' | 'heading' | 'label' | 'link'} kind @param {object} [more]
     */
    function collect(kind, more = {}) {
      const said = { text: '', ...brief(more) };
      const item = add({ [kind]: said });
      const heard = (place.ear = { words: '', outer: place.ear });
      place.leave = (el) => {
        const { items } = place.part;
        const words = tidy(heard.words);
        const { value, title } = /** @type {Control} */ (el);
        if (words || isShown(el)) {
          said.text = cut((kind === 'button' && nameOf(el)) || words || nameOf(el) || value || title || '');
        }
        if (!said.text && kind !== 'link') items.splice(items.lastIndexOf(item), 1);
      };
      return said;
    }

    /** @param {Text} text */
    function hear(text) {
      const around = outerOf(text);
      if (!/\S/.test(text.data)) say(' ');
      else if (!place.ear && isFull()) missed += 1;
      else if (!place.mute && isShown(around) && !around.hidden) {
        say(text.data);
        isFresh = true;
      }
    }

    /** @param {string} words */
    function say(words) {
      for (let at = /** @type {any} */ (place.ear ?? place.part); at; at = at.outer) at.words += words;
    }

    /** A box of its own ends a text, and parts the words within an item. @param {Element} el */
    function pause(el) {
      if (!isFresh || place.mute || /^(none|inline|contents)$/.test(styleOf(el).display)) return;
      if (place.ear) say(' ');
      else flush();
      isFresh = false;
    }

    function flush() {
      const { part } = place;
      const text = tidy(part.words);
      part.words = '';
      isFresh = false;
      if (text) part.items.push({
        text: { text: cut(text), ...brief({ cut: text.length > CHARACTERS, address: addressOf(text) }) },
      });
    }

    /** @param {Item} item */
    function add(item) {
      flush();
      place.part.items.push(item);
      return item;
    }

    /** Whether a text or link here would surely be left out in the end: then it need not be looked at. */
    function isFull() {
      const { items } = place.part;
      return items.length >= ITEMS && !items.at(-1)?.label;
    }

    /** @param {Element} el */
    function handleOf(el) {
      return handles.get(el) ?? handles.set(el, handles.size + 1).size;
    }

    /** @param {{el: any, groups: string[]}} place @returns {Field} */
    function fieldOf({ el, groups }) {
      const own = labels.get(el) ?? [];
      const names = [
        ...own.map(([label, { text }]) => text || wordsOf(label)), el.ariaLabel, ...referred(el).map(wordsOf),
      ];
      return {
        handle: handleOf(el),
        kind: kindOf(el),
        ...brief({
          role: el.role,
          labels: [...new Set(names.map(tidy))].filter(Boolean),
          group: groups.filter(Boolean),
          required: el.required,
          empty: !isTick(el) && !(el.value ?? tidy(el.textContent)),
          checked: el.matches(':checked, [aria-checked=true]'),
          disabled: el.matches(DISABLED),
          readOnly: el.readOnly,
          hidden: !facesOf(el, own.map(([label]) => label)).some(isDrawn) || isClipped(outerOf(el)),
        }),
      };
    }
  }

  /** What lies open at its centre comes before what does not, then z-index counts. @param {Element} el */
  function rankOf(el) {
    const { x, y, width, height } = el.getBoundingClientRect();
    const layer = el.matches(':modal') ? 2 ** 32
      : Math.max(...lineage(el).map((at) => Number(styleOf(at).zIndex) || 0));
    return layer + (hit(x + width / 2, y + height / 2).some((at) => at === el) ? 2 ** 33 : 0);
  }

  /** By its word, or by a sheet over the whole window with nothing but the dialog on it. @param {Element} dialog */
  function isModal(dialog) {
    if (dialog.matches(':modal, [aria-modal=true]')) return true;
    // A scroll bar is not under the sheet.
    const [[sheet], [end]] = [hit(1, 1), hit(innerWidth - 20, innerHeight - 20)];
    return sheet && sheet === end && styleOf(sheet).position === 'fixed'
      && (sheet.contains(dialog) || !tidy(sheet.textContent));
  }

  // ---- what is shown ------------------------------------------------------------------------------------------------

  /** The element around a node as it is rendered: a slot, a shadow tree's host. @param {any} node */
  function outerOf(node) {
    const outer = node.assignedSlot ?? parentOf(node);
    // A shadow root, by its number.
    return outer?.nodeType === 11 ? outer.host : outer;
  }

  /**
   * Whether a text in this element is to be seen, wherever the page is scrolled to. One without a box of its own, as
   * a slot, shows its texts in the box around it.
   * @param {Element} el @returns {boolean}
   */
  function isShown(el) {
    return (isVisible(el) || (styleOf(el).display === 'contents' && isShown(outerOf(el)))) && !isClipped(el);
  }

  /**
   * Whether it or an element around it is clipped to nothing, as texts for screen readers and folded panels are.
   * @param {any} el @returns {any}
   */
  function isClipped(el) {
    if (!clipped.has(el)) {
      const style = styleOf(el);
      clipped.set(el, (isClipped(outerOf(el)) && !/absolute|fixed/.test(style.position)) || style.clip !== 'auto'
        || (style.overflowX !== 'visible' && (el.offsetHeight < 3 || el.offsetWidth < 3)));
    }
    return clipped.get(el);
  }

  /** Whether a person can see it: a smaller box shows nothing. @param {Element} el */
  function isDrawn(el) {
    const { width, height } = el.getBoundingClientRect();
    return isVisible(el) && Math.min(width, height) >= 3;
  }

  /** An element and all around it, out of shadow trees too, one after the other. @param {Element | null} el */
  function* lineage(el) {
    for (let at = el; at instanceof Element; at = outerOf(at)) yield at;
  }

  /** The lineage of what lies uppermost at a point. @param {number} x @param {number} y */
  function hit(x, y) {
    let found = document.elementFromPoint(x, y);
    let inner;
    while ((inner = found?.shadowRoot?.elementFromPoint(x, y)) && inner !== found) found = inner;
    return lineage(found);
  }

  // ---- fields -------------------------------------------------------------------------------------------------------

  /** @param {Element} el @returns {string} what kind of field it is; nothing if it is none */
  function kindOf(el) {
    const { localName, type, contentEditable } = /** @type {Control} */ (el);
    if (/^(textarea|select)$/.test(localName)) return localName;
    if (localName === 'input') return /^(hidden|button|submit|reset|image)$/.test(type) ? '' : type;
    return /^(true|plain)/.test(contentEditable) || el.ariaChecked ? 'other' : '';
  }

  /**
   * What a person sees of a field. A check box may be hidden behind a drawing: then its labels stand for it, or the
   * small box that is drawn after or around it.
   * @param {Element} el @param {Element[]} labels
   */
  function facesOf(el, labels) {
    if (!isTick(el)) return [el];
    const drawn = /** @type {HTMLElement[]} */ ([el.nextElementSibling, el.parentElement]);
    return [el, ...labels, ...drawn.filter((face) => face?.offsetWidth <= 100 && face.offsetHeight <= 60)];
  }

  // ---- read, act, undo ----------------------------------------------------------------------------------------------

  /** @param {number} handle */
  function controlOf(handle) {
    const el = [...memory.handles.keys()][handle - 1];
    if (!el?.isConnected) throw { handle, problem: 'gone' };
    return /** @type {Control} */ (el);
  }

  /** @param {number[]} handles @returns {Answer} */
  function read(handles) {
    return {
      ok: {
        values: handles.map((handle) => {
          const el = controlOf(handle);
          return { handle, value: String(valueOf(el) ?? tidy(el.textContent)) };
        }),
      },
    };
  }

  /** @param {Step[]} steps @returns {Promise<Answer>} */
  async function act(steps) {
    /** @type {Outcome[]} */
    const outcomes = [];
    steps.forEach(demand);
    try {
      for (const step of steps) {
        const { el, handle, wanted, outcome } = demand(step);
        outcomes.push({ handle, outcome });
        if (outcome !== 'filled') continue;
        memory.written.push({ handle, el, before: valueOf(el) });
        set(el, wanted);
      }
      await settled();
      check(steps);
    } catch (/** @type {any} */ cause) {
      throw Object.assign(cause, { restored: !(await putBack()).lost });
    }
    memory.written[0]?.el.scrollIntoView({ block: 'nearest' });
    return { ok: { outcomes } };
  }

  /** Throws which control does not hold what it was given. @param {Step[]} steps @returns {Answer} */
  function check(steps) {
    const lost = steps.map(taskOf).find(({ outcome }) => outcome === 'filled');
    if (lost) throw { handle: lost.handle, problem: 'refused' };
    return { ok: { outcomes: [] } };
  }

  /** @returns {Promise<Answer>} */
  async function undo() {
    const { lost, outcomes } = await putBack();
    if (lost) throw { handle: lost.handle, problem: 'refused', restored: false };
    return { ok: { outcomes } };
  }

  /** Puts the former values back, the last one first; `lost` is one that does not hold it then. */
  async function putBack() {
    const written = memory.written.splice(0).reverse();
    for (const { el, before } of written) set(el, before);
    await settled();
    const lost = written.find(({ el, before }) => !el.isConnected || valueOf(el) !== before);
    return { lost, outcomes: written.map(({ handle }) => (/** @type {Outcome} */ ({ handle, outcome: 'restored' }))) };
  }

  /** @param {Step} step */
  function taskOf({ handle, write, keep }) {
    const el = controlOf(handle);
    const wanted = /** @type {Value} */ (write.text ?? write.check);
    const held = valueOf(el);
    /** @type {Outcome['outcome']} */
    const outcome = held === wanted ? 'right' : keep && held ? 'kept' : 'filled';
    return { handle, el, wanted, outcome };
  }

  /** Throws which of the plan's conditions keeps this step from being taken. @param {Step} step */
  function demand(step) {
    const task = taskOf(step);
    const { handle, el, wanted, outcome } = task;
    const labels = [...el.labels ?? []];
    const faces = facesOf(el, labels).filter((face) => isDrawn(face)
      && lineage(face).reduce((opacity, at) => opacity * Number(styleOf(at).opacity), 1) > 0.1);
    const obstacles = /** @type {Partial<Record<Problem, boolean>>} */ ({
      refused: isTick(el) !== (typeof wanted === 'boolean') || /^(select|other)$/.test(kindOf(el)),
      ...(outcome === 'filled' && {
        disabled: el.matches(DISABLED),
        readOnly: el.readOnly,
        tooLong: el.maxLength >= 0 && String(wanted).length > el.maxLength,
      }),
      hidden: !faces[0],
      covered: !faces.some((face) => isReachable(face, [face, el, ...labels])),
    });
    const { conditions } = /** @type {{act: Plan}} */ (command).act;
    const problem = conditions.find((each) => obstacles[each]);
    if (problem) throw { handle, problem };
    return task;
  }

  /**
   * Whether a click anywhere on it would arrive: its centre alone may be the one pixel that shows.
   * @param {Element} face @param {Element[]} owners
   */
  function isReachable(face, owners) {
    face.scrollIntoView({ block: 'center', behavior: 'instant' });
    const [{ x, y, width, height }] = face.getClientRects();
    const shares = [0.5, 0.25, 0.75];
    return shares.every((across) => shares.every((down) =>
      hit(x + width * across, y + height * down).some((at) => owners.includes(at))));
  }

  /**
   * Sets a control as a person would. The value goes through the prototype's setter, since frameworks shadow it on the
   * element itself to notice what scripts write, and would then ignore the event.
   * @param {Control} el @param {Value} value
   */
  function set(el, value) {
    if (valueOf(el) === value) return;
    if (isTick(el)) return el.click();
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    el.focus();
    Reflect.set(Object.getPrototypeOf(el), 'value', value, el);
    el.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    el.dispatchEvent(new Event('change', { bubbles: true }));
    el.blur();
    focused?.focus({ preventScroll: true });
  }

  // ---- words and addresses ------------------------------------------------------------------------------------------

  /** An element's words, shown or not, without what stands in fields. @param {Element} el */
  function wordsOf(el) {
    let words = el.textContent ?? '';
    for (const other of el.querySelectorAll('select, textarea, script, style')) {
      words = words.replace(other.textContent ?? '', '');
    }
    return cut(tidy(words));
  }

  /** @param {URL | Location} url @returns {Address} */
  function partsOf(url) {
    const { href, protocol, hostname, port, pathname, hash, username } = /** @type {URL} */ (url);
    return {
      href,
      scheme: protocol.slice(0, -1),
      host: hostname,
      path: pathname,
      ...brief({ port: Number(port), fragment: hash.slice(1), user: Boolean(username) }),
    };
  }
}
