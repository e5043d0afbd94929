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
 * @typedef {string} Address  As the browser writes it once it has parsed it.
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
 * @typedef {{tag: string, className: string, display: string, escapes: boolean, clips: boolean, folds: boolean,
 *   alike: Map<string, Box>}} Box  What style sheets make of an element: `escapes` what clips those around it, `clips`
 *   all that is in it, `folds` with it if it is small. `alike`: the boxes in it by inline style or else class.
 * @typedef {{el: any, tag: string, outer: Level, box?: Box, isClipped?: boolean}} Level
 *   An element that the walk is in, as it is rendered.
 * @typedef {{level: Level, outer: Place, part: Part, groups: string[], ear: Ear | null, mute: boolean,
 *   leave?: () => void}} Place
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
  /** Tags and roles of elements that say something of themselves; those that may be checked are all of ARIA 1.2. */
  const SAYS = new Set(('a br button fieldset h1 h2 h3 h4 h5 h6 input label legend select slot svg textarea '
    + 'alertdialog checkbox dialog group heading menuitemcheckbox menuitemradio option radio radiogroup switch '
    + 'treeitem').split(' '));

  /** What the last look left. A symbol, since an element's id would shadow a name. */
  const MEMORY = Symbol.for('webhook-autofill');
  const { [MEMORY]: memory } = /** @type {Record<symbol, Memory>} */ (/** @type {unknown} */ (globalThis));

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
  const { get: parentOf } = /** @type {any} */ (Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode'));
  const styleOf = getComputedStyle;
  const isVisible = (/** @type {Element} */ el) =>
    el.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const isTick = (/** @type {Element} */ el) => /^(checkbox|radio)$/.test(kindOf(el));
  /** @type {(el: Control) => Value} */
  const valueOf = (el) => (isTick(el) ? el.checked : el.value);
  const referred = (/** @type {Element} */ el) =>
    [...(el.hasAttribute('aria-labelledby') && el.ariaLabelledByElements) || []];
  const nameOf = (/** @type {Element} */ el) => cut(tidy(referred(el).map(wordsOf).join(' ') || el.ariaLabel));
  const addressOf = (/** @type {string} */ text) =>
    /^(https?|ssh):\/\/\S{1,1990}$/i.test(text) && URL.parse(text)?.href;

  /** Frameworks that render late do so before the next task. */
  const settled = () => new Promise((done) => setTimeout(done));

  try {
    const [[name, given]] = Object.entries(command);
    const { nonce, address = location.href } = /** @type {Partial<Looked>} */ (given);
    if (name !== 'look' && (nonce !== memory?.nonce || address !== location.href)) throw 'changed';
    return {
      ok: await /** @type {Record<string, Function>} */ ({ look, read, act, check, undo })[name](given),
    };
  } catch (/** @type {any} */ cause) {
    return {
      error: cause.problem ? { step: { restored: true, ...cause } } : cause.name ? { failed: cause.name } : cause,
    };
  }

  // ---- look ---------------------------------------------------------------------------------------------------------

  /** Walks what is rendered in reading order, each node once. @returns {Ok} */
  function look() {
    /** @type {Map<Element, number>} */
    const handles = new Map();
    /** @type {Part[]} */
    const parts = [{ kind: 'page', rank: -Infinity, words: '', items: [] }];
    /** By control, since the browser would go through the whole page for `control.labels`. */
    const labels = /** @type {Map<Element | null, [Element, {text: string}][]>} */ (new Map());
    let visited = 0;
    let missed = 0;
    /** Whether a text was heard since the last pause. */
    let isFresh = false;
    let level = /** @type {Level} */ (/** @type {Partial<Level>} */ ({
      el: document, box: { alike: new Map() }, isClipped: false,
    }));
    let place = /** @type {Place} */ (/** @type {Partial<Place>} */ ({ part: parts[0], groups: [] }));

    walk(document);
    // Dialogs, the top-most first, then the page; what a modal one keeps from the hand is behind.
    parts.reverse().sort((a, b) => b.rank - a.rank);
    parts.forEach((part, i) => (part.behind = parts.slice(0, i).some(({ modal }) => modal)));
    const all = parts.flatMap(({ items }) => items);
    for (const item of all) if (item.field) item.field = fieldOf(/** @type {any} */ (item.field));
    const excess = all.length - ITEMS;
    // What may be left out, the last first: texts and links behind, then those in front that follow no label.
    const spare = excess <= 0 ? [] : parts.flatMap(({ items, behind }) =>
      items.filter((item, i) => (item.text ?? item.link) && (behind || !items[i - 1]?.label)));
    if (excess > spare.length) throw 'tooLarge';
    const out = new Set(spare.slice(spare.length - excess));
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const names = { nonce, document: memory?.document ?? nonce };
    Object.assign(globalThis, { [MEMORY]: { ...names, handles, written: [] } });
    return {
      ...names,
      address: location.href,
      top: self === top,
      ...brief({ dropped: missed + out.size }),
      visited,
      regions: parts.map(({ kind, title, behind, items }) => ({
        kind, ...brief({ title, behind }), items: items.filter((item) => !out.has(item)),
      })),
    };

    /** Goes through a node, or what is in it if it is a root. @param {Node} root */
    function walk(root) {
      // Elements and texts.
      const walker = document.createTreeWalker(root, 5);
      const base = level;
      let node = root.nodeType > 8 ? walker.nextNode() : root;
      // So many are too many, whatever is left out.
      while (node && place.part.items.length <= 3 * ITEMS) node = walkOn(walker, base, node);
      riseTo(base);
    }

    /**
     * Goes through some nodes, and says where to go on. Most elements say nothing of themselves: as little is asked of
     * them as can be. In one go, V8 would stop to compile this anew while it runs: 2 ms of 15 for 10,000 elements.
     * @param {TreeWalker} walker @param {Level} base @param {any} node @returns {Node | null}
     */
    function walkOn(walker, base, node) {
      // So that it never has far to go up.
      known(level);
      do {
        visited += 1;
        const around = parentOf.call(node);
        if (level.el !== around) riseTo(base, around);
        if (node.nodeType === 3) hear(node);
        else {
          const { localName: tag, role } = node;
          level = { el: node, tag, outer: level, box: undefined, isClipped: undefined };
          pause();
          if ((SAYS.has(tag) || SAYS.has(role) || node.shadowRoot || node.contentEditable !== 'inherit')
            && enter(node, tag)) {
            // On to what is no longer in it.
            while (!(node = walker.nextSibling()) && walker.parentNode());
            continue;
          }
        }
        node = walker.nextNode();
      } while (node && visited % 200);
      return node;
    }

    /** What does not hold the next node ends here. @param {Level} base @param {Node} [next] */
    function riseTo(base, next) {
      for (; level !== base && level.el !== next; level = level.outer) {
        if (place.level === level) {
          place.leave?.();
          place = place.outer;
        }
        pause();
      }
    }

    /** @param {Element} el @param {string} tag @returns {boolean} whether nothing is left to be heard in it */
    function enter(el, tag) {
      if (tag === 'svg') return true;
      const { shadowRoot } = el;
      place = { ...place, level, outer: place, leave: undefined };
      describe(el, tag);
      // The children as they are rendered: a host's shadow tree, the nodes that a slot was given.
      const inner = shadowRoot instanceof ShadowRoot ? [shadowRoot]
        : tag === 'slot' ? /** @type {HTMLSlotElement} */ (el).assignedNodes() : [];
      inner.forEach(walk);
      return inner.length > 0;
    }

    /** Says what this element itself is. @param {any} el @param {string} tag */
    function describe(el, tag) {
      const { role } = el;
      const address = tag === 'a' && !isFull() && addressOf(el.href);
      if (/^(alert)?dialog$/.test(role || tag) && isShown(level)) openPart(el);
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
      place.leave = () => {
        const { items } = place.part;
        const { el } = level;
        const words = tidy(heard.words);
        if (words || isShown(level)) {
          said.text = cut((kind === 'button' && nameOf(el)) || words || nameOf(el) || el.value || el.title || '');
        }
        if (!said.text && kind !== 'link') items.splice(items.lastIndexOf(item), 1);
      };
      return said;
    }

    /** @param {Text} text */
    function hear({ data }) {
      if (!/\S/.test(data)) say(' ');
      else if (!place.ear && isFull()) missed += 1;
      else if (!place.mute && isShown(level) && !level.el.hidden) {
        say(data);
        isFresh = true;
      }
    }

    /** @param {string} words */
    function say(words) {
      for (let at = /** @type {any} */ (place.ear ?? place.part); at; at = at.outer) at.words += words;
    }

    /** A box of its own ends a text, and parts the words within an item. */
    function pause() {
      if (!isFresh || /^(none|inline|contents)$/.test(known(level).box.display)) return;
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

    /** @param {Place} place @returns {Field} */
    function fieldOf({ level: { el, outer }, groups }) {
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
          hidden: !facesOf(el, own.map(([label]) => label)).some(isDrawn) || known(outer).isClipped,
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

  /**
   * Whether a text here is to be seen, wherever the page is scrolled to. An element without a box of its own, as a
   * slot, shows its texts in the box around it.
   * @param {Level} level @returns {any}
   */
  function isShown(level) {
    const { el, outer, box, isClipped } = known(level);
    return isVisible(el) ? !isClipped : box.display === 'contents' && isShown(outer);
  }

  /**
   * A level with what is asked once: its box, and whether it or one around it is clipped to nothing, as texts for
   * screen readers and folded panels are.
   *
   * Elements of one tag, class and inline style, in elements that are alike, have one box: lists are long, and to ask
   * each element took a third of the time of a look. Where a style sheet tells them apart by something else, as the
   * order of siblings or another attribute, the first one speaks for all. Whether an element is visible is always
   * asked, and how large it is if that matters.
   * @param {Level} level @returns {Required<Level>}
   */
  function known(level) {
    if (!level.box) {
      const { el, tag, outer } = level;
      const { box: { alike }, isClipped } = known(outer);
      const { className } = el;
      const key = el.getAttribute('style') ?? className;
      let box = alike.get(key);
      if (box?.tag !== tag || box.className !== className) {
        const { display, position, clip, overflowX } = styleOf(el);
        box = {
          tag,
          className,
          display,
          escapes: /absolute|fixed/.test(position),
          clips: clip !== 'auto',
          // A cell is as large as what is in it, in nearly all tables, and a table has many. The others clip nothing.
          folds: !/^(table-cell|inline|contents)$/.test(display) && overflowX !== 'visible',
          alike: new Map(),
        };
        alike.set(key, box);
      }
      level.box = box;
      level.isClipped = (isClipped && !box.escapes) || box.clips
        || (box.folds && (el.offsetHeight < 3 || el.offsetWidth < 3));
    }
    return /** @type {Required<Level>} */ (level);
  }

  /** Whether a person can see it: a smaller box shows nothing. @param {Element} el */
  function isDrawn(el) {
    const { width, height } = el.getBoundingClientRect();
    return isVisible(el) && Math.min(width, height) >= 3;
  }

  /** An element and all around it, out of shadow trees too, one after the other. @param {Element | null} el */
  function* lineage(el) {
    let at = /** @type {Node | null} */ (el);
    while (at instanceof Element) {
      yield at;
      at = at.assignedSlot ?? parentOf.call(at);
      if (at instanceof ShadowRoot) at = at.host;
    }
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
    const { localName, type } = /** @type {Control} */ (el);
    if (/^(textarea|select)$/.test(localName)) return localName;
    if (localName === 'input') return /^(hidden|button|submit|reset|image)$/.test(type) ? '' : type;
    return /^(true|plain)/.test(/** @type {Control} */ (el).contentEditable) || el.ariaChecked ? 'other' : '';
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

  /** @param {{handles: number[]}} command @returns {Ok} */
  function read({ handles }) {
    return {
      values: handles.map((handle) => {
        const el = controlOf(handle);
        return { handle, value: String(valueOf(el) ?? tidy(el.textContent)) };
      }),
    };
  }

  /** @param {Plan} plan @returns {Promise<Ok>} */
  async function act({ steps }) {
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
      check({ steps });
    } catch (/** @type {any} */ cause) {
      throw Object.assign(cause, { restored: await undo().then(() => true, () => false) });
    }
    memory.written[0]?.el.scrollIntoView({ block: 'nearest' });
    return { outcomes };
  }

  /** Throws which control does not hold what it was given. @param {{steps: Step[]}} command @returns {Ok} */
  function check({ steps }) {
    const lost = steps.map(taskOf).find(({ outcome }) => outcome === 'filled');
    if (lost) throw { handle: lost.handle, problem: 'refused' };
    return { outcomes: [] };
  }

  /** Puts the former values back, the last one first; throws which control does not hold it then. */
  async function undo() {
    const written = memory.written.splice(0).reverse();
    for (const { el, before } of written) set(el, before);
    await settled();
    const lost = written.find(({ el, before }) => !el.isConnected || valueOf(el) !== before);
    if (lost) throw { handle: lost.handle, problem: 'refused', restored: false };
    return { outcomes: written.map(({ handle }) => (/** @type {Outcome} */ ({ handle, outcome: 'restored' }))) };
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
}
