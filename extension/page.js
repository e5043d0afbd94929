/**
 * The web page read aloud, and told what to do.
 *
 * `page` is handed to `scripting.executeScript`, which serialises this one function: everything it needs is inside it,
 * what it takes and answers is plain data. It runs in the extension's isolated world, where the prototypes are clean
 * but the DOM is the page's own: an `<input name="parentNode">` shadows its form's property of that name, an
 * `<img name="body">` the document's. So whatever may be a form or the document is asked through the prototypes.
 *
 * It knows elements, not products, and decides nothing: it says what a person would see, writes what it is told to
 * write as a person would, and reports what came of it. No value of a field leaves it but by `read`.
 *
 * @typedef {{href: string, scheme: string, host: string, port?: number, path: string, query?: string,
 *   fragment?: string, user?: true}} Address
 * @typedef {{tag: string, name?: string, id?: string, classes?: string[], data?: Record<string, string>,
 *   content?: string}} Mark
 * @typedef {{handle: number, kind: string, role?: string, labels?: string[], group?: string[], placeholder?: string,
 *   required?: true, empty?: true, checked?: true, disabled?: true, readOnly?: true, hidden?: true,
 *   limit?: number}} Field
 * @typedef {{heading: {text: string, level: number}} | {label: {text: string, handle?: number}}
 *   | {text: {text: string, cut?: true, address?: Address}} | {link: {text: string, address: Address}}
 *   | {button: {text: string, disabled?: true}} | {field: Field}} Item
 * @typedef {{kind: 'dialog' | 'page', behind?: true, title?: string, items: Item[]}} Region
 * @typedef {{nonce: string, document: string, address: Address, top: boolean, language: string, loading?: true,
 *   marks: Mark[], dropped?: number, visited: number, regions: Region[]}} Snapshot
 *   `nonce` names this look, `document` what it looked at; `dropped` counts what the bound left out.
 *
 * @typedef {{text: string} | {check: boolean}} Write
 * @typedef {{handle: number, write: Write, keep?: boolean}} Step  `keep`: a text that is there already stays.
 * @typedef {{nonce: string, address: string}} Looked  Which look the handles are from, and where it looked.
 * @typedef {{look: {}} | {read: Looked & {handles: number[]}} | {act: Looked & {steps: Step[]}}
 *   | {undo: Looked}} Command
 * @typedef {'gone' | 'hidden' | 'covered' | 'disabled' | 'readOnly' | 'tooLong' | 'refused'} Problem
 * @typedef {{handle: number, outcome: 'filled' | 'right' | 'kept' | 'restored'}} Outcome
 * @typedef {'changed' | 'tooLarge' | {step: {handle: number, problem: Problem, restored: boolean}}
 *   | {failed: string}} PageError
 * @typedef {{handle: number, problem: Problem, restored?: boolean}} Trouble  What is thrown when a step cannot be taken.
 * @typedef {Snapshot | {values: {handle: number, value: string}[]} | {outcomes: Outcome[]}} Ok
 * @typedef {{ok: Ok} | {error: PageError}} Answer
 *
 * @typedef {HTMLInputElement} Control  What can be written; a text area is alike enough.
 * @typedef {string | boolean} Value
 * @typedef {{handle: number, el: Control, before: Value}} Written
 * @typedef {{nonce: string, document: string, address: string, handles: Map<Element, number>,
 *   written: Written[]}} Memory  What is kept in the isolated world from one call to the next.
 *
 * @typedef {{title?: string, rank: number, modal?: boolean, behind?: boolean, text: string, items: Item[]}} Part
 *   A region while it is read, the page if it has no title at all; `text` is what was heard since its last item.
 * @typedef {{words: string, outer: Collector | null}} Collector  An item that still listens for its own text.
 * @typedef {{el: Element, outer: Place | null, part: Part, groups: string[], collector: Collector | null,
 *   mute: boolean, style?: CSSStyleDeclaration, clipped?: boolean, shown?: boolean, leave?: () => void}} Place
 *   Where the walk is: an element that it has entered, and what the element takes over from the one around it.
 */

/**
 * @template T, K @typedef {K extends keyof T ? T[K] extends (...given: infer G) => infer R ? (of: T, ...given: G) => R
 *   : (of: T) => T[K] : never} Own
 */
/** @template T @typedef {{[K in keyof T]?: T[K] extends boolean ? true : Exclude<T[K], '' | 0 | null | false>}} Brief */

/**
 * @param {Command} command
 * @returns {Promise<Answer>}
 */
export async function page(command) {
  const ITEMS = 5000;
  const CHARACTERS = 2000;
  const MARKS = 100;
  /** A smaller box shows nothing to a person. */
  const PIXELS = 3;
  /** A symbol, since an element's id would shadow a name. */
  const MEMORY = Symbol.for('webhook-autofill');
  const world = /** @type {Record<symbol, Memory | undefined>} */ (/** @type {unknown} */ (globalThis));

  const SILENT = /^(svg|math|object|iframe|canvas|video|audio|meter|progress|script|style)$/;
  const LANDMARK = 'meta[name]:not([name*=token]), html, body, main, section, header, footer, nav, [role=main]';
  const INPUT = /^(text|password|search|email|url|tel|number|checkbox|radio)$/;
  const NO_FIELD = /^(hidden|button|submit|reset|image)$/;
  const ADDRESS = /^(https?|ssh):\/\/\S{1,1990}$/i;
  const DISABLED = ':disabled, [aria-disabled=true]';
  const READ_ONLY = '[readonly], [aria-readonly=true]';

  const [tagOf, attribute, matches, boxOf, checkVisibility] =
    own(Element, 'localName', 'getAttribute', 'matches', 'getBoundingClientRect', 'checkVisibility');
  const [typeOf, parentOf, lastOf, previousOf] = own(Node, 'nodeType', 'parentNode', 'lastChild', 'previousSibling');
  const [rootOf, focusedIn, uppermost] = own(Document, 'documentElement', 'activeElement', 'elementFromPoint');

  try {
    if ('look' in command) return look();
    const memory = recall(Object.values(command)[0]);
    if (!memory) return { error: 'changed' };
    if ('read' in command) return read(memory, command.read.handles);
    return await ('act' in command ? act(memory, command.act.steps) : undo(memory));
  } catch (cause) {
    const stopped = /** @type {Error & Trouble} */ (cause);
    if (stopped.problem) return { error: { step: { restored: true, ...stopped } } };
    return { error: { failed: `The script in the page stopped unexpectedly (${stopped.name}).` } };
  }

  // ---- look ---------------------------------------------------------------------------------------------------------

  /** @returns {Answer} */
  function look() {
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const { document: id = nonce } = world[MEMORY] ?? {};
    const { href } = location;
    /** @type {Map<Element, number>} */
    const handles = new Map();
    const { parts, unheard, ...heard } = listen(handles);
    putInOrder(parts);
    const dropped = unheard + leaveOut(parts);
    if (parts.flatMap(({ items }) => items).length > ITEMS) return { error: 'tooLarge' };
    world[MEMORY] = { nonce, document: id, address: href, handles, written: [] };
    return {
      ok: {
        nonce,
        document: id,
        address: partsOf(href),
        top: window === window.top,
        language: attribute(rootOf(document), 'lang') ?? '',
        ...brief({ dropped }),
        ...heard,
        regions: parts.map(({ title, behind, items }) => (/** @type {Region} */ ({
          kind: title === undefined ? 'page' : 'dialog', ...brief({ title, behind }), items,
        }))),
      },
    };
  }

  /**
   * Walks what is rendered in reading order, each node once, without recursion, since pages can be deep.
   * @param {Map<Element, number>} handles
   */
  function listen(handles) {
    /** @type {Part[]} */
    const parts = [{ rank: -Infinity, text: '', items: [] }];
    /** @type {Mark[]} */
    const marks = [];
    let [visited, unheard, firm] = [0, 0, 0];
    const root = rootOf(document);
    /** @type {Place} */
    let place = { el: root, outer: null, part: parts[0], groups: [], collector: null, mute: false };

    /** What is still to be visited, the next one last; null ends the element that was entered last. */
    const ahead = /** @type {(Node | null)[]} */ ([root]);
    while (ahead.length && firm <= ITEMS) {
      const node = ahead.pop();
      visited += node ? 1 : 0;
      const type = node && typeOf(node);
      if (!node) leave();
      else if (type === Node.ELEMENT_NODE) enter(/** @type {Element} */ (node));
      else if (type === Node.TEXT_NODE) hear(/** @type {Text} */ (node).data);
    }
    return { parts, marks, visited, unheard };

    /** @param {Element} el */
    function enter(el) {
      const tag = tagOf(el);
      if (SILENT.test(tag)) return;
      const { part, groups, collector, mute } = place;
      place = { el, outer: place, part, groups, collector, mute };
      // So that `isClipped` never has far to go.
      if (visited % 1000 === 0) isClipped(place);
      ahead.push(null);
      pause();
      if (marks.length < MARKS) mark(el, tag);
      describe(el, tag);
      // The children as they are rendered: the nodes that a slot was given, a host's shadow tree.
      const given = tag === 'slot' ? /** @type {HTMLSlotElement} */ (el).assignedNodes() : [];
      for (const node of given.reverse()) ahead.push(node);
      let child = given[0] ? null : lastOf(el.shadowRoot ?? el);
      for (; child; child = previousOf(child)) ahead.push(child);
    }

    function leave() {
      pause();
      place.leave?.();
      place = place.outer ?? place;
    }

    /** Says what this element itself is. @param {Element} el @param {string} tag */
    function describe(el, tag) {
      const role = attribute(el, 'role') ?? '';
      const kind = kindOf(el);
      const { href, control } = /** @type {HTMLAnchorElement & HTMLLabelElement} */ (el);
      const address = tag === 'a' && addressOf(href);
      if ((role.endsWith('dialog') || matches(el, 'dialog[open]')) && isShown(place)) openPart(el);
      if (kind) {
        add({ field: fieldOf(/** @type {Control} */ (el), kind, role) });
        place.mute ||= matches(el, 'select, textarea, [contenteditable]');
      } else if (/^h[1-6]$/.test(tag) || role === 'heading') {
        collect('heading', { level: Number(attribute(el, 'aria-level') ?? tag[1]) || 2 });
      } else if (/^(input|button)$/.test(tag) || role === 'button') {
        collect('button', { disabled: matches(el, DISABLED) });
      } else if (/^(label|legend)$/.test(tag)) {
        collect('label', { handle: control && kindOf(control) && handleOf(control) });
        if (tag === 'legend' && place.outer) place.outer.groups = [...place.groups, wordsOf(el)];
      } else if (address && isFull()) unheard += 1;
      else if (address) collect('link', { address });
      else if (tag === 'br') say(' ');
      else if (/^(radio)?group$/.test(role)) place.groups = [...place.groups, nameOf(el)];
    }

    /** @param {Element} el */
    function openPart(el) {
      /** @type {Part} */
      const part = { title: nameOf(el), rank: rankOf(el), modal: isModal(el), text: '', items: [] };
      parts.push(part);
      Object.assign(place, { part, collector: null, groups: [], leave: flush });
    }

    /**
     * Lists an item now, and its text when its element ends: what is seen in it, or else the name that it has.
     * @param {'button' | 'heading' | 'label' | 'link'} kind @param {object} more
     */
    function collect(kind, more) {
      const said = { text: '', ...brief(more) };
      const item = add(/** @type {Item} */ ({ [kind]: said }));
      const heard = (place.collector = { words: '', outer: place.collector });
      place.leave = () => {
        const { el, part: { items } } = place;
        const [words, name] = [tidy(heard.words), nameOf(el)];
        const names = [kind === 'button' && name, words, name, /** @type {Control} */ (el).value, attribute(el, 'title')];
        if (words || isShown(place)) said.text = cut(names.find(Boolean) || '');
        if (!said.text && kind !== 'link') items.splice(items.lastIndexOf(item), 1);
      };
    }

    /** @param {string} data */
    function hear(data) {
      if (!/\S/.test(data)) say(' ');
      else if (!place.collector && isFull()) unheard += 1;
      else if (!place.mute && isShown(place)) say(data);
    }

    /** @param {string} words */
    function say(words) {
      if (!place.collector) place.part.text += words;
      for (let at = place.collector; at; at = at.outer) at.words += words;
    }

    /** A box of its own ends a text, and parts the words within an item. */
    function pause() {
      if (place.mute || !(place.collector ?? place.part.text)) return;
      const { display } = styleOf(place);
      place.mute = display === 'none';
      if (/^(none|inline|contents)$/.test(display)) return;
      if (place.collector) say(' ');
      else flush();
    }

    function flush() {
      const { part } = place;
      const text = tidy(part.text);
      part.text = '';
      const more = brief({ cut: text.length > CHARACTERS, address: addressOf(text) });
      if (text) part.items.push({ text: { text: cut(text), ...more } });
    }

    /** @param {Item} item */
    function add(item) {
      flush();
      place.part.items.push(item);
      firm += 'link' in item ? 0 : 1;
      return item;
    }

    /** Whether a text or link here would surely be left out in the end: then it need not be looked at. */
    function isFull() {
      const { items } = place.part;
      return items.length >= ITEMS && !isLabel(items.at(-1));
    }

    /** @param {Element} el */
    function handleOf(el) {
      return handles.get(el) ?? handles.set(el, handles.size + 1).size;
    }

    /** @param {Control} el @param {string} kind @param {string} role @returns {Field} */
    function fieldOf(el, kind, role) {
      const names = [...labelsOf(el).map(wordsOf), tidy(attribute(el, 'aria-label')), ...referred(el).map(wordsOf)];
      return {
        handle: handleOf(el),
        kind,
        ...brief({
          role,
          labels: [...new Set(names)].filter(Boolean),
          group: place.groups.filter(Boolean),
          placeholder: cut(attribute(el, 'placeholder') ?? ''),
          required: matches(el, ':required, [aria-required=true]'),
          empty: !isTick(el) && !(el.value ?? tidy(el.textContent)),
          checked: matches(el, ':checked, [aria-checked=true]'),
          disabled: matches(el, DISABLED),
          readOnly: matches(el, READ_ONLY),
          hidden: !facesOf(el).some(isDrawn) || isClipped(place.outer ?? place),
          limit: Math.max(el.maxLength, 0),
        }),
      };
    }

    /** What a page may be known by; its own tokens are nobody's business. @param {Element} el @param {string} tag */
    function mark(el, tag) {
      const text = (/** @type {string} */ name) => attribute(el, name)?.slice(0, 200);
      const names = el.getAttributeNames().filter((name) => /^data-(?!.*token)/.test(name));
      if (!matches(el, LANDMARK) && !(names[0] && text('id'))) return;
      const data = names[0] && Object.fromEntries(names.map((name) => [name.slice(5), text(name) ?? '']));
      const classes = text('class')?.match(/\S+/g);
      marks.push({ tag, ...brief({ name: text('name'), id: text('id'), classes, data, content: text('content') }) });
    }
  }

  /** Dialogs, the top-most first, then the page; what a modal one keeps from the hand is behind. @param {Part[]} parts */
  function putInOrder(parts) {
    parts.reverse().sort((a, b) => b.rank - a.rank);
    const modal = parts.findIndex((part) => part.modal);
    if (modal >= 0) for (const part of parts.slice(modal + 1)) part.behind = true;
  }

  /** The top layer, else z-index; then what lies open at its centre. @param {Element} el */
  function rankOf(el) {
    const { x, y, width, height } = boxOf(el);
    const layers = lineage(el).map((at) => Number(getComputedStyle(at).zIndex) || 0);
    const isOpen = hit(x + width / 2, y + height / 2).includes(el);
    return (matches(el, ':modal') ? 2 ** 32 : Math.max(...layers)) + (isOpen ? 0.5 : 0);
  }

  /** By its word, or by a sheet over the whole window with nothing but the dialog on it. @param {Element} dialog */
  function isModal(dialog) {
    if (matches(dialog, ':modal, [aria-modal=true]')) return true;
    const [sheet] = hit(1, 1);
    // A scroll bar is not under the sheet.
    const [end] = hit(innerWidth - 20, innerHeight - 20);
    return sheet && sheet === end && getComputedStyle(sheet).position === 'fixed'
      && ['', tidy(dialog.textContent)].includes(tidy(sheet.textContent));
  }

  /**
   * Leaves out what is too much, from the end: texts and links that are behind, then those that follow no label.
   * @param {Part[]} parts
   */
  function leaveOut(parts) {
    const excess = parts.flatMap(({ items }) => items).length - ITEMS;
    const spare = parts.flatMap(({ items, behind }) => items.filter((item, i) =>
      ('text' in item || 'link' in item) && (behind || !isLabel(items[i - 1]))));
    const out = new Set(excess > 0 ? spare.slice(-excess) : []);
    for (const part of parts) part.items = part.items.filter((item) => !out.has(item));
    return out.size;
  }

  /** @param {Item | undefined} item */
  function isLabel(item) {
    return item && 'label' in item;
  }

  // ---- what is shown ------------------------------------------------------------------------------------------------

  /**
   * Whether a text in this element is to be seen, wherever the page is scrolled to.
   * @param {Place} place @returns {boolean}
   */
  function isShown(place) {
    const { el, outer } = place;
    const isBoxless = () => outer !== null && styleOf(place).display === 'contents' && isShown(outer);
    return (place.shown ??= (isVisible(el) || isBoxless()) && !isClipped(place));
  }

  /** @param {Element} el */
  function isVisible(el) {
    return checkVisibility(el, { opacityProperty: true, visibilityProperty: true });
  }

  /** @param {Place} place */
  function styleOf(place) {
    return (place.style ??= getComputedStyle(place.el));
  }

  /**
   * Whether it or an element around it is clipped to nothing, as texts for screen readers and folded panels are.
   * @param {Place} place @returns {boolean}
   */
  function isClipped(place) {
    const { el, outer } = place;
    const { clip, overflowX } = styleOf(place);
    const isHeld = () => outer !== null && isClipped(outer) && !/absolute|fixed/.test(styleOf(place).position);
    return (place.clipped ??= clip !== 'auto' || (overflowX !== 'visible' && !isSized(el)) || isHeld());
  }

  /** @param {Element} el */
  function isSized(el) {
    const { width, height } = boxOf(el);
    return width >= PIXELS && height >= PIXELS;
  }

  /** @param {Element} el */
  function isDrawn(el) {
    return isVisible(el) && isSized(el);
  }

  /** An element and all around it, out of shadow trees too. @param {Element | null} el */
  function lineage(el) {
    /** @type {Element[]} */
    const line = [];
    for (let at = /** @type {Node | null} */ (el); at; at = at instanceof ShadowRoot ? at.host : parentOf(at)) {
      if (at instanceof Element) line.push(at);
    }
    return line;
  }

  /** The lineage of what lies uppermost at a point. @param {number} x @param {number} y */
  function hit(x, y) {
    let found = uppermost(document, x, y);
    for (let inner = found; inner; inner = found === inner ? null : inner) {
      found = inner;
      inner = found.shadowRoot?.elementFromPoint(x, y) ?? null;
    }
    return lineage(found);
  }

  // ---- fields -------------------------------------------------------------------------------------------------------

  /** @param {Element} el @returns {string} what kind of field it is; nothing if it is none */
  function kindOf(el) {
    const { localName, type } = /** @type {Control} */ (el);
    if (/^(textarea|select)$/.test(localName)) return localName;
    if (localName === 'input') return NO_FIELD.test(type) ? '' : INPUT.test(type) ? type : 'other';
    return matches(el, '[contenteditable]:not([contenteditable=false]), [role=checkbox], [role=switch]') ? 'other' : '';
  }

  /** @param {Element} el */
  function isTick(el) {
    return /^(checkbox|radio)$/.test(kindOf(el));
  }

  /** @param {Element} el @returns {Element[]} */
  function labelsOf(el) {
    return [.../** @type {Control} */ (el).labels ?? []];
  }

  /**
   * What a person sees of a field. A check box may be hidden behind a drawing: then its labels stand for it, or the
   * small box that is drawn after or around it.
   * @param {Element} el @returns {Element[]}
   */
  function facesOf(el) {
    const drawings = [el.nextElementSibling, el.parentElement].filter((face) => face !== null);
    const small = drawings.filter((face) => boxOf(face).width <= 100 && boxOf(face).height <= 60);
    return isTick(el) ? [el, ...labelsOf(el), ...small] : [el];
  }

  // ---- read, act, undo ----------------------------------------------------------------------------------------------

  /** What the look of this nonce left, if this is still the page that it looked at. @param {Looked} looked */
  function recall({ nonce, address }) {
    const memory = world[MEMORY];
    return memory?.nonce === nonce && memory.address === address && location.href === address ? memory : undefined;
  }

  /** @param {Memory} memory @param {number} handle */
  function controlOf(memory, handle) {
    const el = [...memory.handles.keys()][handle - 1];
    if (!el?.isConnected) throw { handle, problem: 'gone' };
    return /** @type {Control} */ (el);
  }

  /** @param {Memory} memory @param {number[]} handles @returns {Answer} */
  function read(memory, handles) {
    const values = handles.map((handle) => {
      const el = controlOf(memory, handle);
      const [chosen] = /** @type {any} */ (el).selectedOptions ?? [];
      return { handle, value: String(chosen?.label ?? valueOf(el) ?? tidy(el.textContent)) };
    });
    return { ok: { values } };
  }

  /** @param {Memory} memory @param {Step[]} steps @returns {Promise<Answer>} */
  async function act(memory, steps) {
    /** @type {Written[]} */
    const written = [];
    /** @type {Outcome[]} */
    const outcomes = [];
    for (const step of steps) demand(memory, step);
    try {
      for (const step of steps) {
        const { el, handle, wanted, outcome } = demand(memory, step);
        outcomes.push({ handle, outcome });
        if (outcome !== 'filled') continue;
        written.push({ handle, el, before: valueOf(el) });
        set(el, wanted);
      }
      await settled();
      for (const step of steps) {
        if (taskOf(memory, step).outcome === 'filled') throw { handle: step.handle, problem: 'refused' };
      }
    } catch (cause) {
      throw Object.assign(/** @type {object} */ (cause), { restored: !(await putBack(written)) });
    }
    memory.written.push(...written);
    written[0]?.el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    return { ok: { outcomes } };
  }

  /** @param {Memory} memory @returns {Promise<Answer>} */
  async function undo(memory) {
    const written = memory.written.splice(0);
    const lost = await putBack(written);
    if (lost) throw { handle: lost.handle, problem: 'refused', restored: false };
    return { ok: { outcomes: written.map(({ handle }) => ({ handle, outcome: 'restored' })) } };
  }

  /** Puts the former values back, the last one first. @param {Written[]} written @returns one that does not hold it */
  async function putBack(written) {
    for (const { el, before } of [...written].reverse()) set(el, before);
    await settled();
    return written.find(({ el, before }) => !el.isConnected || valueOf(el) !== before);
  }

  /** Frameworks that render late do so before the next task. */
  function settled() {
    return new Promise((resolve) => setTimeout(resolve));
  }

  /** @param {Memory} memory @param {Step} step */
  function taskOf(memory, { handle, write, keep }) {
    const el = controlOf(memory, handle);
    const wanted = 'text' in write ? write.text : write.check;
    const held = valueOf(el);
    /** @type {Outcome['outcome']} */
    const outcome = held === wanted ? 'right' : keep && held ? 'kept' : 'filled';
    return { handle, el, wanted, outcome };
  }

  /** Throws what keeps a person from taking this step. @param {Memory} memory @param {Step} step */
  function demand(memory, step) {
    const task = taskOf(memory, step);
    const { handle, el, wanted, outcome } = task;
    const faces = facesOf(el).filter((face) => isDrawn(face) && opacityOf(face) > 0.1);
    const obstacles = {
      refused: isTick(el) !== (typeof wanted === 'boolean') || /^(select|other)$/.test(kindOf(el)),
      ...(outcome === 'filled' && {
        disabled: matches(el, DISABLED),
        readOnly: matches(el, READ_ONLY),
        tooLong: el.maxLength >= 0 && String(wanted).length > el.maxLength,
      }),
      hidden: !faces[0],
      covered: !faces.some((face) => isReachable(face, [face, el, ...labelsOf(el)])),
    };
    const [problem] = Object.entries(obstacles).find(([, there]) => there) ?? [];
    if (problem) throw { handle, problem };
    return task;
  }

  /** @param {Element} el */
  function opacityOf(el) {
    return lineage(el).reduce((opacity, at) => opacity * Number(getComputedStyle(at).opacity), 1);
  }

  /**
   * Whether a click anywhere on it would arrive: its centre alone may be the one pixel that shows.
   * @param {Element} face @param {Element[]} owners
   */
  function isReachable(face, owners) {
    face.scrollIntoView({ block: 'center', behavior: 'instant' });
    const [{ x, y, width, height }] = [...face.getClientRects()].sort((a, b) => b.width - a.width);
    const shares = [0.5, 0.25, 0.75];
    return shares.every((across) => shares.every((down) =>
      hit(x + width * across, y + height * down).some((at) => owners.includes(at))));
  }

  /** @param {Control} el @returns {Value} */
  function valueOf(el) {
    return isTick(el) ? el.checked : el.value;
  }

  /**
   * Sets a control as a person would. The value goes through the prototype's setter, since frameworks shadow it on the
   * element itself to notice what scripts write, and would then ignore the event.
   * @param {Control} el @param {Value} value
   */
  function set(el, value) {
    if (valueOf(el) === value) return;
    if (isTick(el)) return el.click();
    const focused = /** @type {HTMLElement | null} */ (focusedIn(document));
    el.focus();
    const { prototype } = el.localName === 'input' ? HTMLInputElement : HTMLTextAreaElement;
    Reflect.set(prototype, 'value', value, el);
    el.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
    el.dispatchEvent(new Event('change', { bubbles: true }));
    el.blur();
    focused?.focus({ preventScroll: true });
  }

  // ---- names, addresses, the DOM ------------------------------------------------------------------------------------

  /**
   * Reads or calls what the prototype has, past whatever shadows it on the element itself.
   * @template {object} T @template {(keyof T)[]} K
   * @param {{prototype: T}} kind @param {K} names @returns {{[I in keyof K]: Own<T, K[I]>}}
   */
  function own({ prototype }, ...names) {
    return /** @type {any} */ (names.map((name) => {
      const { get, value } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name));
      return (/** @type {T} */ of, /** @type {unknown[]} */ ...given) => (get ?? value).apply(of, given);
    }));
  }

  /** The name that an element gives itself. @param {Element} el */
  function nameOf(el) {
    return cut(tidy(referred(el).map(wordsOf).join(' ')) || tidy(attribute(el, 'aria-label')));
  }

  /** The elements that `aria-labelledby` names. @param {Element} el @returns {Element[]} */
  function referred(el) {
    const home = /** @type {Document} */ (el.getRootNode());
    const ids = attribute(el, 'aria-labelledby')?.match(/\S+/g) ?? [];
    return ids.map((id) => home.getElementById(id)).filter((found) => found !== null);
  }

  /** An element's words, shown or not, without what stands in fields. @param {Element} el */
  function wordsOf(el) {
    const others = [...el.querySelectorAll('select, textarea, script, style')];
    return cut(tidy(others.reduce((words, other) => words.replace(other.textContent ?? '', ''), el.textContent ?? '')));
  }

  /** @param {string} text */
  function addressOf(text) {
    return ADDRESS.test(text) && URL.canParse(text) && partsOf(text);
  }

  /** @param {string} href @returns {Address} */
  function partsOf(href) {
    const { protocol, hostname, port, pathname, search, hash, username } = new URL(href);
    const more = { port: Number(port), query: search.slice(1), fragment: hash.slice(1), user: username !== '' };
    return { href, scheme: protocol.slice(0, -1), host: hostname, path: pathname, ...brief(more) };
  }

  /** @param {string | null} [words] */
  function tidy(words) {
    return words?.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** @param {string} text */
  function cut(text) {
    return text.slice(0, CHARACTERS);
  }

  /**
   * Leaves out what is false, empty or absent.
   * @template {object} T @param {T} parts @returns {Brief<T>}
   */
  function brief(parts) {
    return /** @type {Brief<T>} */ (Object.fromEntries(Object.entries(parts).filter(([, value]) => value && String(value))));
  }
}
