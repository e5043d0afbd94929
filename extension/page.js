/**
 * The web page read aloud, and told what to do.
 *
 * `page` is handed to `scripting.executeScript`, which serialises this one function: everything it needs is inside it,
 * what it takes and answers is plain data. It runs in the extension's isolated world, where the prototypes are clean but
 * the DOM is the page's own: an `<input name='parentNode'>` shadows its form's property of that name, and an
 * `<img name='body'>` the document's. So whatever may be a form or the document is read through the prototypes.
 *
 * It knows elements, not products, and takes no decision: it says what a person would see, writes what it is told to
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
 * @typedef {{nonce: string, document: string, address: Address, top: boolean, language: string, loading?: true, marks: Mark[],
 *   frames?: number, dropped?: number, visited: number, regions: Region[]}} Snapshot
 *
 * @typedef {{text: string} | {check: boolean}} Write
 * @typedef {{handle: number, write: Write, keep?: true}} Step
 * @typedef {{nonce: string, address: string}} Looked  Which look the handles are from, and the address it looked at.
 * @typedef {{look: {}} | {read: Looked & {handles: number[]}} | {act: Looked & {steps: Step[]}}
 *   | {undo: Looked}} Command
 * @typedef {'gone' | 'hidden' | 'covered' | 'disabled' | 'readOnly' | 'tooLong' | 'refused'} Problem
 * @typedef {{handle: number, outcome: 'filled' | 'right' | 'kept' | 'restored'}} Outcome
 * @typedef {'changed' | 'tooLarge' | {step: {handle: number, problem: Problem, restored: boolean}}
 *   | {failed: string}} PageError
 * @typedef {Snapshot | {values: {handle: number, value: string}[]} | {outcomes: Outcome[]}} Ok
 * @typedef {{ok: Ok} | {error: PageError}} Answer
 *
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Writable
 * @typedef {{handle: number, control: Writable, before: string | boolean}} Written
 * @typedef {{nonce: string, document: string, address: string, controls: Map<number, Element>, written: Written[]}} Memory
 *   What is remembered from one injection to the next.
 *
 * @typedef {{item: Item, bare: boolean}} Entry  `bare`: a text or link that follows no label.
 * @typedef {{element: Element | null, title: string, text: string, entries: Entry[]}} Part
 *   A region while it is read; `text` is what was heard since its last item.
 * @typedef {{words: string, outer: Collector | null}} Collector  An item that is still listening for its own text.
 * @typedef {{element: Element, outer: Place | null, part: Part, groups: string[], collector: Collector | null,
 *   mute: boolean, style?: CSSStyleDeclaration, clip?: number, shown?: boolean, leave?: () => void}} Place
 *   Where the walk is: an open element and what it inherits.
 */

/**
 * @param {Command} command
 * @returns {Promise<Answer>}
 */
export async function page(command) {
  const ITEMS = 5000;
  const CHARACTERS = 2000;
  const MARKS = 100;
  const MARK_CHARACTERS = 200;
  /** A box smaller than this shows nothing to a person. */
  const PIXELS = 3;
  /** A symbol, since a name could be shadowed by an element's id. */
  const MEMORY = Symbol.for('webhook-autofill');
  const world = /** @type {Record<symbol, Memory | undefined>} */ (/** @type {unknown} */ (globalThis));

  const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'math', 'datalist', 'object', 'embed']);
  const LANDMARKS = new Set(['meta', 'html', 'body', 'main', 'section', 'header', 'footer', 'nav']);
  const TEXT_KINDS = new Set(['text', 'password', 'search', 'email', 'url', 'tel', 'number', 'textarea']);
  const BUTTON_TYPES = new Set(['button', 'submit', 'reset', 'image']);
  const ARIA_FIELDS = new Set(['checkbox', 'switch', 'radio', 'textbox', 'searchbox', 'combobox', 'spinbutton']);
  const VISIBLE = { opacityProperty: true, visibilityProperty: true };

  const tagOf = reader(Element, 'localName');
  const shadowOf = reader(Element, 'shadowRoot');
  const typeOf = reader(Node, 'nodeType');
  const parentOf = reader(Node, 'parentNode');
  const lastChildOf = reader(Node, 'lastChild');
  const previousOf = reader(Node, 'previousSibling');
  const connected = reader(Node, 'isConnected');
  const activeOf = reader(Document, 'activeElement');
  const root = reader(Document, 'documentElement')(document);

  try {
    if ('look' in command) return look();
    if ('read' in command) return read(command.read);
    if ('act' in command) return await act(command.act);
    return await undo(command.undo);
  } catch (cause) {
    const kind = cause instanceof Error ? cause.constructor.name : typeof cause;
    return { error: { failed: `The page's script stopped unexpectedly (${kind}).` } };
  }

  // ---- look ---------------------------------------------------------------------------------------------------------

  /** @returns {Answer} */
  function look() {
    /** @type {Memory} */
    const memory = {
      nonce: newNonce(),
      document: world[MEMORY]?.document ?? newNonce(),
      address: location.href,
      controls: new Map(),
      written: [],
    };
    const heard = listen(memory.controls);
    const { regions, dropped } = bounded(inOrder(heard.parts), heard.unheard);
    if (heard.tooLarge || dropped < 0) return { error: 'tooLarge' };
    world[MEMORY] = memory;
    return {
      ok: {
        nonce: memory.nonce,
        document: memory.document,
        address: /** @type {Address} */ (addressOf(location.href)),
        top: window === window.top,
        language: attribute(root, 'lang') ?? '',
        ...brief({ loading: reader(Document, 'readyState')(document) !== 'complete', frames: heard.frames, dropped }),
        visited: heard.visited,
        marks: heard.marks,
        regions,
      },
    };
  }

  function newNonce() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /**
   * Walks what is rendered in reading order, each node once and without recursion, since pages can be deep.
   * @param {Map<number, Element>} controls
   */
  function listen(controls) {
    /** @type {Part} */
    const body = { element: null, title: '', text: '', entries: [] };
    const parts = [body];
    /** @type {Mark[]} */
    const marks = [];
    /** @type {Map<Element, number>} */
    const handles = new Map();
    /** @type {Map<Element, string>} */
    const wordsKept = new Map();
    let frames = 0;
    let visited = 0;
    let unheard = 0;
    let firm = 0;

    /** @type {Place} */
    let place = { element: root, outer: null, part: body, groups: [], collector: null, mute: false };
    /** Nodes still to be visited, the next one last; null where an element ends. @type {(Node | null)[]} */
    const ahead = [root];
    while (ahead.length && firm <= ITEMS) {
      const node = /** @type {Node | null} */ (ahead.pop());
      if (!node) {
        leave();
        continue;
      }
      visited += 1;
      const type = typeOf(node);
      if (type === Node.ELEMENT_NODE) enter(/** @type {Element} */ (node));
      else if (type === Node.TEXT_NODE) hear(/** @type {Text} */ (node).data);
    }
    flush(body);
    return { parts, marks, frames, visited, unheard, tooLarge: firm > ITEMS };

    /** @param {Element} element */
    function enter(element) {
      const tag = tagOf(element);
      if (SILENT.has(tag)) return;
      const { part, groups, collector, mute } = place;
      place = { element, outer: element === root ? null : place, part, groups, collector, mute };
      ahead.push(null);
      pause();
      mark(element, tag);
      if (describe(element, tag)) lineUp(element, tag);
    }

    function leave() {
      pause();
      place.leave?.();
      if (place.outer) place = place.outer;
    }

    /** The children as they are rendered: a host's shadow tree, a slot's assigned nodes. @param {Element} element @param {string} tag */
    function lineUp(element, tag) {
      const assigned = tag === 'slot' ? /** @type {HTMLSlotElement} */ (element).assignedNodes() : [];
      if (assigned.length) ahead.push(...assigned.reverse());
      else for (let child = lastChildOf(shadowOf(element) ?? element); child; child = previousOf(child)) ahead.push(child);
    }

    /** Adds what this element itself is to the list. @param {Element} element @param {string} tag @returns {boolean} whether to go on inside */
    function describe(element, tag) {
      if (tag === 'br') say(' ');
      const role = attribute(element, 'role');
      if (isDialog(element, tag, role) && shown(place)) enterDialog(element);
      const kind = fieldKind(element, tag, role);
      if (kind) {
        flush(place.part);
        add({ field: fieldOf(element, kind, role) });
        if (attribute(element, 'contenteditable') !== null) place.mute = true;
        return kind === 'other' && tag !== 'input';
      }
      if (tag === 'input' || tag === 'button' || role === 'button') collectButton(element);
      else if (tag === 'label' || tag === 'legend') collectLabel(element);
      else if (/^h[1-6]$/.test(tag) || role === 'heading') collectHeading(element, tag);
      else if (tag === 'a') collectLink(/** @type {HTMLAnchorElement} */ (element));
      else if (tag === 'fieldset' || role === 'group' || role === 'radiogroup') enterGroup(element);
      else if ((tag === 'iframe' || tag === 'frame') && shown(place) && sized(element)) frames += 1;
      return tag !== 'iframe';
    }

    /** @param {Element} element */
    function enterDialog(element) {
      const part = { element, title: nameOf(element), text: '', entries: [] };
      parts.push(part);
      place.part = part;
      place.collector = null;
      place.groups = [];
      place.leave = () => flush(part);
    }

    /** @param {Element} element */
    function enterGroup(element) {
      const legend = [...element.children].find((child) => tagOf(child) === 'legend');
      const name = nameOf(element) || (legend ? wordsOf(legend) : '');
      if (name) place.groups = [...place.groups, name];
    }

    /** @param {Element} element */
    function collectButton(element) {
      const button = { text: '', ...brief({ disabled: isDisabled(element) }) };
      collect({ button }, (words) => {
        const value = tagOf(element) === 'input' ? /** @type {HTMLInputElement} */ (element).value : '';
        button.text = cut(attribute(element, 'aria-label')?.trim() || words || value || attribute(element, 'title') || '');
        return words !== '' || shown(place);
      });
    }

    /** @param {Element} element */
    function collectLabel(element) {
      const control = tagOf(element) === 'label' ? /** @type {HTMLLabelElement} */ (element).control : null;
      const labelled = control && fieldKind(control, tagOf(control), attribute(control, 'role'));
      const label = { text: '', ...brief({ handle: labelled ? handleOf(control) : 0 }) };
      collect({ label }, (words) => Boolean((label.text = cut(words))));
    }

    /** @param {Element} element @param {string} tag */
    function collectHeading(element, tag) {
      const level = Number(tag === 'h1' ? 1 : attribute(element, 'aria-level') ?? tag.slice(1)) || 2;
      const heading = { text: '', level };
      collect({ heading }, (words) => Boolean((heading.text = cut(words))));
    }

    /** @param {HTMLAnchorElement} element */
    function collectLink(element) {
      if (attribute(element, 'href') === null) return;
      const address = element.href.length <= CHARACTERS ? addressOf(element.href) : undefined;
      if (!address || place.mute || (isFull() && ++unheard)) return;
      const link = { text: '', address };
      collect({ link }, (words) => {
        link.text = cut(words || attribute(element, 'aria-label') || attribute(element, 'title') || '');
        return words !== '' || shown(place);
      });
    }

    /** Lists an item now and its text when its element ends. @param {Item} item @param {(words: string) => boolean} finish whether it is to stay */
    function collect(item, finish) {
      flush(place.part);
      const entry = add(item);
      const collector = { words: '', outer: place.collector };
      place.collector = collector;
      const { entries } = place.part;
      place.leave = () => {
        if (!finish(tidy(collector.words))) entries.splice(entries.lastIndexOf(entry), 1);
      };
    }

    /** @param {string} data */
    function hear(data) {
      if (place.mute) return;
      if (!/\S/.test(data)) return say(' ');
      if (!place.collector && isFull()) unheard += 1;
      else if (shown(place)) say(data);
    }

    /** @param {string} words */
    function say(words) {
      if (!place.collector) place.part.text += words;
      for (let collector = place.collector; collector; collector = collector.outer) collector.words += words;
    }

    /** A new line or box ends a text, or parts the words within an item. */
    function pause() {
      if (place.mute || !(place.collector ?? place.part.text)) return;
      const display = styleOf(place).display;
      if (display === 'none') place.mute = true;
      else if (display === 'inline' || display === 'contents') return;
      else if (place.collector) say(' ');
      else flush(place.part);
    }

    /** @param {Part} part */
    function flush(part) {
      const text = part.text && tidy(part.text);
      part.text = '';
      if (!text) return;
      const whole = text.length <= CHARACTERS;
      const address = whole && /^(https?|ssh):\/\/\S+$/i.test(text) ? addressOf(text) : undefined;
      add({ text: { text: cut(text), ...brief({ cut: !whole, address }) } }, part);
    }

    /** @param {Item} item @param {Part} part @returns {Entry} */
    function add(item, part = place.part) {
      const loose = 'text' in item || 'link' in item;
      const entry = { item, bare: loose && !afterLabel(part) };
      part.entries.push(entry);
      if (!loose) firm += 1;
      return entry;
    }

    /** Whether a text or link here would surely be left out in the end. */
    function isFull() {
      return place.part.entries.length >= ITEMS && !afterLabel(place.part);
    }

    /** @param {Element} element @returns {number} */
    function handleOf(element) {
      const handle = handles.get(element) ?? handles.size + 1;
      handles.set(element, handle);
      controls.set(handle, element);
      return handle;
    }

    /** @param {Element} element @param {string} kind @param {string | null} role @returns {Field} */
    function fieldOf(element, kind, role) {
      const control = /** @type {HTMLInputElement} */ (element);
      const tick = isTick(element);
      const native = kind !== 'other' || tagOf(element) === 'input';
      const drawn = tick
        ? !(place.outer && clipped(place.outer)) && facesOf(control).some(isDrawn)
        : shown(place) && sized(element);
      return {
        handle: handleOf(element),
        kind,
        ...brief({
          role: role ?? '',
          labels: labelTexts(element),
          group: place.groups,
          placeholder: cut(attribute(element, 'placeholder') ?? ''),
          required: (native && control.required) || attribute(element, 'aria-required') === 'true',
          empty: !tick && (native ? !control.value : !element.textContent?.trim()),
          checked: tick ? control.checked : attribute(element, 'aria-checked') === 'true',
          disabled: isDisabled(element),
          readOnly: isReadOnly(element),
          hidden: !drawn,
          limit: control.maxLength > 0 ? control.maxLength : 0,
        }),
      };
    }

    /** @param {Element} element @returns {string[]} */
    function labelTexts(element) {
      const texts = labelsOf(element).map(wordsOf);
      texts.push(tidy(attribute(element, 'aria-label') ?? ''), ...referred(element).map(wordsOf));
      return [...new Set(texts)].filter(Boolean);
    }

    /** The name that a dialog or a group gives itself. @param {Element} element */
    function nameOf(element) {
      return cut(referred(element).map(wordsOf).join(' ').trim() || tidy(attribute(element, 'aria-label') ?? ''));
    }

    /** An element's own words, shown or not, without what stands in fields. @param {Element} element @returns {string} */
    function wordsOf(element) {
      const known = wordsKept.get(element);
      if (known !== undefined) return known;
      const { FILTER_ACCEPT, FILTER_REJECT, SHOW_ELEMENT, SHOW_TEXT } = NodeFilter;
      const unspoken = (/** @type {Node} */ node) => SILENT.has(tagOf(/** @type {Element} */ (node)))
        || /^(textarea|select|button)$/.test(tagOf(/** @type {Element} */ (node)));
      const texts = Document.prototype.createTreeWalker.call(document, element, SHOW_ELEMENT | SHOW_TEXT, (node) =>
        typeOf(node) === Node.ELEMENT_NODE && unspoken(node) ? FILTER_REJECT : FILTER_ACCEPT);
      let words = '';
      while (texts.nextNode()) if (typeOf(texts.currentNode) === Node.TEXT_NODE) words += texts.currentNode.nodeValue;
      words = cut(tidy(words));
      wordsKept.set(element, words);
      return words;
    }

    /** @param {Element} element @param {string} tag */
    function mark(element, tag) {
      if (marks.length >= MARKS) return;
      const id = attribute(element, 'id') ?? '';
      const landmark = LANDMARKS.has(tag) || attribute(element, 'role') === 'main';
      if (!landmark && !id) return;
      /** @type {Record<string, string>} */
      const data = {};
      for (const name of Element.prototype.getAttributeNames.call(element)) {
        if (name.startsWith('data-')) data[name.slice(5)] = tellable(name, attribute(element, name));
      }
      const name = tag === 'meta' ? attribute(element, 'name') ?? '' : '';
      if (tag === 'meta' ? !name : !landmark && !Object.keys(data).length) return;
      const classes = (attribute(element, 'class') ?? '').split(/\s+/).filter(Boolean);
      const content = name && tellable(name, attribute(element, 'content'));
      const marked = brief({ name, id, classes, content, data: Object.keys(data).length ? data : undefined });
      marks.push({ tag, ...marked });
    }
  }

  /** A page's own tokens are nobody's business. @param {string} name @param {string | null} value */
  function tellable(name, value) {
    return /token|csrf|xsrf|nonce/i.test(name) ? '' : (value ?? '').slice(0, MARK_CHARACTERS);
  }

  /** @param {Part} part */
  function afterLabel(part) {
    const last = part.entries.at(-1);
    return last !== undefined && 'label' in last.item;
  }

  /** Dialogs, the top-most first, then the page; what a modal one keeps from the hand is behind. @param {Part[]} parts */
  function inOrder([body, ...dialogs]) {
    const order = dialogs.map((part, index) => {
      const element = /** @type {Element} */ (part.element);
      const top = matches(element, ':modal, :popover-open');
      return { part, element, rank: [Number(top), top ? 0 : layerOf(element), Number(isReached(element)), index] };
    });
    order.sort((a, b) => b.rank.map((value, i) => value - a.rank[i]).find(Boolean) ?? 0);
    let behind = false;
    /** @type {{part: Part, behind: boolean}[]} */
    const seen = [];
    for (const { part, element } of order) {
      seen.push({ part, behind });
      behind ||= isModal(element);
    }
    return [...seen, { part: body, behind }];
  }

  /** Leaves out what is too much: first what stands behind, then what follows no label, from the end. */
  /** @param {{part: Part, behind: boolean}[]} parts @param {number} dropped */
  function bounded(parts, dropped) {
    let excess = parts.reduce((sum, { part }) => sum + part.entries.length, 0) - ITEMS;
    for (const pass of [true, false]) {
      for (const { part, behind } of parts.toReversed()) {
        if (excess <= 0 || behind !== pass) continue;
        part.entries = part.entries.reduceRight((/** @type {Entry[]} */ kept, entry) => {
          const loose = 'text' in entry.item || 'link' in entry.item;
          if (excess > 0 && (behind ? loose : entry.bare)) {
            excess -= 1;
            dropped += 1;
          } else kept.push(entry);
          return kept;
        }, []).reverse();
      }
    }
    const regions = parts.map(({ part, behind }) => /** @type {Region} */ ({
      kind: part.element ? 'dialog' : 'page',
      ...brief({ behind, title: part.title }),
      items: part.entries.map(({ item }) => item),
    }));
    return { regions, dropped: excess > 0 ? -1 : dropped };
  }

  /** @param {Element} element @param {string} tag @param {string | null} role */
  function isDialog(element, tag, role) {
    return tag === 'dialog' ? attribute(element, 'open') !== null : role === 'dialog' || role === 'alertdialog';
  }

  /** @param {Element} element */
  function isModal(element) {
    return attribute(element, 'aria-modal') === 'true' || matches(element, ':modal') || hasBackdrop(element);
  }

  /** Whether everything around a dialog is under one empty sheet over the whole window. @param {Element} dialog */
  function hasBackdrop(dialog) {
    const [right, bottom] = [innerWidth - 2, innerHeight - 2];
    const sheets = [[2, 2], [right, 2], [2, bottom], [right, bottom]].map(([x, y]) => hit(x, y));
    return sheets.every((sheet) => {
      if (!sheet) return false;
      const box = rectOf(sheet);
      const covers = box.left <= 2 && box.top <= 2 && box.right >= right && box.bottom >= bottom;
      const empty = sheet === dialog || contains(sheet, dialog) || contains(dialog, sheet) || !sheet.textContent?.trim();
      return covers && empty && getComputedStyle(sheet).position === 'fixed';
    });
  }

  /** The z-index that lifts an element. @param {Element} element */
  function layerOf(element) {
    for (let at = /** @type {Element | null} */ (element); at; at = hostOrParent(at)) {
      const { position, zIndex } = getComputedStyle(at);
      if (position !== 'static' && zIndex !== 'auto') return Number(zIndex);
    }
    return 0;
  }

  /** @param {Element} element */
  function isReached(element) {
    const { left, top, width, height } = rectOf(element);
    return isWithin(hit(left + width / 2, top + height / 2), [element]);
  }

  // ---- what is shown ------------------------------------------------------------------------------------------------

  /** Whether a text directly in this element is to be seen, wherever the page is scrolled to. @param {Place} place */
  function shown(place) {
    return (place.shown ??= (isVisible(place.element) || isVisibleContents(place)) && !clipped(place));
  }

  /** An element without a box of its own shows its texts in the box around it. @param {Place} place */
  function isVisibleContents(place) {
    if (styleOf(place).display !== 'contents' || styleOf(place).visibility !== 'visible') return false;
    let box = place.outer;
    while (box && styleOf(box).display === 'contents') box = box.outer;
    return box !== null && Element.prototype.checkVisibility.call(box.element, { opacityProperty: true });
  }

  /**
   * Whether an element or one around it clips this to nothing. 0: no; 1: an unpositioned one does, which neither
   * `absolute` nor `fixed` boxes inside heed; 2: a positioned one does, which only `fixed` boxes do not heed.
   * @param {Place} place
   */
  function clipped(place) {
    const open = [];
    for (let at = /** @type {Place | null} */ (place); at && at.clip === undefined; at = at.outer) open.push(at);
    for (const at of open.reverse()) at.clip = clipOf(at);
    return place.clip !== 0;
  }

  /** @param {Place} place */
  function clipOf(place) {
    const style = styleOf(place);
    if (isClip(place.element, style)) return style.position === 'static' ? 1 : 2;
    const around = place.outer?.clip ?? 0;
    if (around === 0 || style.position === 'fixed' || (around === 1 && style.position === 'absolute')) return 0;
    return style.position === 'static' ? around : 2;
  }

  /** @param {Element} element @param {CSSStyleDeclaration} style */
  function isClip(element, style) {
    if (/^rect\((0|1)px, \1px, \1px, \1px\)$/.test(style.clip)) return true;
    if (style.overflowX === 'visible' || style.display === 'inline' || /^(html|body)$/.test(tagOf(element))) return false;
    const { width, height } = rectOf(element);
    return width <= 1 || height <= 1;
  }

  /** @param {Place} place */
  function styleOf(place) {
    return (place.style ??= getComputedStyle(place.element));
  }

  /** @param {Element} element */
  function isVisible(element) {
    return Element.prototype.checkVisibility.call(element, VISIBLE);
  }

  /** @param {Element} element */
  function sized(element) {
    const { width, height } = rectOf(element);
    return width >= PIXELS && height >= PIXELS;
  }

  /** @param {Element} element */
  function isDrawn(element) {
    return isVisible(element) && sized(element);
  }

  /** Almost transparent, by itself and what is around it. @param {Element} element */
  function isFaint(element) {
    let opacity = 1;
    for (let at = /** @type {Element | null} */ (element); at; at = hostOrParent(at)) {
      opacity *= Number(getComputedStyle(at).opacity);
    }
    return opacity < 0.1;
  }

  /** The top-most element at a point, looked for inside open shadow roots too. @param {number} x @param {number} y */
  function hit(x, y) {
    let found = Document.prototype.elementFromPoint.call(document, x, y);
    for (;;) {
      const root = found && shadowOf(found);
      const inner = root?.elementFromPoint(x, y);
      if (!inner || !root?.contains(inner)) return found;
      found = inner;
    }
  }

  /** @param {Element | null} element @param {Element[]} owners */
  function isWithin(element, owners) {
    for (let at = element; at; at = hostOrParent(at)) if (owners.includes(at)) return true;
    return false;
  }

  // ---- fields -------------------------------------------------------------------------------------------------------

  /** @param {Element} element @param {string} tag @param {string | null} role @returns {string | null} */
  function fieldKind(element, tag, role) {
    if (tag === 'textarea' || tag === 'select') return tag;
    if (tag === 'input') {
      const { type } = /** @type {HTMLInputElement} */ (element);
      if (type === 'hidden' || BUTTON_TYPES.has(type)) return null;
      return TEXT_KINDS.has(type) || type === 'checkbox' || type === 'radio' ? type : 'other';
    }
    const editable = attribute(element, 'contenteditable');
    if (editable !== null && editable !== 'false') return 'other';
    if (!role || !ARIA_FIELDS.has(role)) return null;
    return Element.prototype.querySelector.call(element, 'input, select, textarea') ? null : 'other';
  }

  /** @param {Element} element */
  function isTick(element) {
    return tagOf(element) === 'input' && /^(checkbox|radio)$/.test(/** @type {HTMLInputElement} */ (element).type);
  }

  /** @param {Element} element */
  function isDisabled(element) {
    return matches(element, ':disabled') || attribute(element, 'aria-disabled') === 'true';
  }

  /** @param {Element} element */
  function isReadOnly(element) {
    return Boolean(/** @type {Writable} */ (element).readOnly) || attribute(element, 'aria-readonly') === 'true';
  }

  /** @param {Element} element @returns {Element[]} */
  function labelsOf(element) {
    const { labels } = /** @type {HTMLInputElement} */ (element);
    return labels ? [...labels] : [];
  }

  /**
   * What a person sees of a check box: itself, or, where it is hidden behind a drawing, its labels or the small box
   * that is drawn after or around it.
   * @param {Element} control
   */
  function facesOf(control) {
    const around = [control.nextElementSibling, control.parentElement].filter((element) => {
      if (!element || tagOf(element) === 'label') return false;
      const { width, height } = rectOf(element);
      const fields = [...Element.prototype.querySelectorAll.call(element, 'input, select, textarea')];
      return width <= 100 && height <= 60 && fields.every((field) => field === control);
    });
    return [control, ...labelsOf(control), .../** @type {Element[]} */ (around)];
  }

  // ---- read, act, undo ----------------------------------------------------------------------------------------------

  /** What the look of this nonce left, if this is still the page that it looked at. @param {Looked} looked */
  function recall({ nonce, address }) {
    const memory = world[MEMORY];
    return memory?.nonce === nonce && memory.address === address && location.href === address ? memory : undefined;
  }

  /** @param {Looked & {handles: number[]}} wanted @returns {Answer} */
  function read(wanted) {
    const memory = recall(wanted);
    if (!memory) return { error: 'changed' };
    const values = [];
    for (const handle of wanted.handles) {
      const control = memory.controls.get(handle);
      if (!control || !connected(control)) return failure(handle, 'gone', true);
      values.push({ handle, value: spoken(control) });
    }
    return { ok: { values } };
  }

  /** @param {Element} control */
  function spoken(control) {
    const tag = tagOf(control);
    if (tag === 'select') return /** @type {HTMLSelectElement} */ (control).selectedOptions[0]?.label ?? '';
    if (tag === 'input' || tag === 'textarea') return String(valueOf(/** @type {Writable} */ (control)));
    return attribute(control, 'aria-checked') ?? tidy(control.textContent ?? '');
  }

  /** @param {Looked & {steps: Step[]}} plan @returns {Promise<Answer>} */
  async function act(plan) {
    const memory = recall(plan);
    if (!memory) return { error: 'changed' };
    const tasks = plan.steps.map((step) => ({ ...step, control: memory.controls.get(step.handle) }));
    for (const { handle, control, write, keep } of tasks) {
      const problem = obstacle(control, write, keep);
      if (problem) return failure(handle, problem, true);
    }
    /** @type {Written[]} */
    const written = [];
    const focused = activeElement();
    try {
      /** @type {Outcome[]} */
      const outcomes = [];
      for (const { handle, control, write, keep } of tasks) {
        const problem = obstacle(control, write, keep);
        if (problem) return failure(handle, problem, await putBack(written));
        const writable = /** @type {Writable} */ (control);
        const outcome = outlook(writable, write, keep);
        outcomes.push({ handle, outcome });
        if (outcome !== 'filled') continue;
        written.push({ handle, control: writable, before: valueOf(writable) });
        set(writable, wantedOf(write));
      }
      await settled();
      for (const [index, { handle, control, write }] of tasks.entries()) {
        const writable = /** @type {Writable} */ (control);
        if (!connected(writable)) return failure(handle, 'gone', await putBack(written));
        const holds = outcomes[index].outcome === 'kept' || valueOf(writable) === wantedOf(write);
        if (!holds) return failure(handle, 'refused', await putBack(written));
      }
      memory.written.push(...written);
      return { ok: { outcomes } };
    } catch (cause) {
      await putBack(written);
      throw cause;
    } finally {
      refocus(focused);
      const first = tasks[0]?.control;
      if (first) scrollTo(first, 'nearest');
    }
  }

  /** @param {Looked} looked @returns {Promise<Answer>} */
  async function undo(looked) {
    const memory = recall(looked);
    if (!memory) return { error: 'changed' };
    const written = memory.written.splice(0);
    const focused = activeElement();
    await putBack(written);
    refocus(focused);
    const lost = written.find(({ control, before }) => !connected(control) || valueOf(control) !== before);
    if (lost) return failure(lost.handle, connected(lost.control) ? 'refused' : 'gone', false);
    return { ok: { outcomes: written.map(({ handle }) => ({ handle, outcome: 'restored' })) } };
  }

  /** Puts the former values back, the last one first. @param {Written[]} written @returns {Promise<boolean>} whether all hold them */
  async function putBack(written) {
    for (const { control, before } of written.toReversed()) if (connected(control)) set(control, before);
    await settled();
    return written.every(({ control, before }) => connected(control) && valueOf(control) === before);
  }

  /** @param {number} handle @param {Problem} problem @param {boolean} restored @returns {Answer} */
  function failure(handle, problem, restored) {
    return { error: { step: { handle, problem, restored } } };
  }

  /** Frameworks that render later do so before the next task. */
  function settled() {
    return new Promise((resolve) => setTimeout(resolve));
  }

  /** What keeps a person from doing this step. @param {Element | undefined} control @param {Write} write @param {true} [keep] @returns {Problem | undefined} */
  function obstacle(control, write, keep) {
    if (!control || !connected(control)) return 'gone';
    const tick = isTick(control);
    const textual = /^(input|textarea)$/.test(tagOf(control)) && !tick;
    if ('text' in write ? !textual : !tick) return 'refused';
    const writable = /** @type {Writable} */ (control);
    if (outlook(writable, write, keep) === 'filled') {
      if (isDisabled(control)) return 'disabled';
      if (isReadOnly(control)) return 'readOnly';
      if ('text' in write && writable.maxLength >= 0 && write.text.length > writable.maxLength) return 'tooLong';
    }
    const faces = tick ? facesOf(control) : [control];
    const drawn = faces.filter((face) => isDrawn(face) && !isFaint(face));
    if (!drawn.length) return 'hidden';
    const owners = [...faces, ...labelsOf(control)];
    return drawn.some((face) => isReachable(face, owners)) ? undefined : 'covered';
  }

  /** @param {Writable} control @param {Write} write @param {true} [keep] @returns {'filled' | 'right' | 'kept'} */
  function outlook(control, write, keep) {
    if (valueOf(control) === wantedOf(write)) return 'right';
    return keep && valueOf(control) !== '' ? 'kept' : 'filled';
  }

  /** Whether a click anywhere on it would arrive: its centre alone can be the one pixel that shows. @param {Element} face @param {Element[]} owners */
  function isReachable(face, owners) {
    scrollTo(face, 'center');
    const rects = [...Element.prototype.getClientRects.call(face)];
    const box = rects.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [width, height] = [Math.min(box.right, innerWidth) - left, Math.min(box.bottom, innerHeight) - top];
    if (width < PIXELS || height < PIXELS) return false;
    return [[0.5, 0.5], [0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].every(([x, y]) =>
      isWithin(hit(left + width * x, top + height * y), owners));
  }

  /** @param {Writable} control @returns {string | boolean} */
  function valueOf(control) {
    return isTick(control) ? /** @type {HTMLInputElement} */ (control).checked : control.value;
  }

  /** @param {Write} write */
  function wantedOf(write) {
    return 'text' in write ? write.text : write.check;
  }

  /**
   * Sets a control as a person would. The value goes through the prototype's setter since frameworks shadow it on the
   * element to notice changes by script, and would then ignore the event.
   * @param {Writable} control @param {string | boolean} value
   */
  function set(control, value) {
    if (valueOf(control) === value) return;
    if (typeof value === 'boolean') return control.click();
    control.focus({ preventScroll: true });
    const { prototype } = tagOf(control) === 'textarea' ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value);
    control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    control.blur();
  }

  function activeElement() {
    let active = activeOf(document);
    for (let inner = active; inner; inner = shadowOf(inner)?.activeElement ?? null) active = inner;
    return active;
  }

  /** @param {Element | null} element */
  function refocus(element) {
    if (element instanceof HTMLElement && tagOf(element) !== 'body') HTMLElement.prototype.focus.call(element, { preventScroll: true });
  }

  /** @param {Element} element @param {ScrollLogicalPosition} block */
  function scrollTo(element, block) {
    Element.prototype.scrollIntoView.call(element, { block, inline: 'nearest', behavior: 'instant' });
  }

  // ---- the DOM, which may be a hostile page's -----------------------------------------------------------------------

  /**
   * Reads a property past whatever shadows it on the object itself.
   * @template {object} T @template {keyof T} K
   * @param {{prototype: T}} kind @param {K} name @returns {(of: T) => T[K]}
   */
  function reader({ prototype }, name) {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    return (of) => get?.call(of);
  }

  /** @param {Element} element @param {string} name */
  function attribute(element, name) {
    return Element.prototype.getAttribute.call(element, name);
  }

  /** @param {Element} element @param {string} selector */
  function matches(element, selector) {
    return Element.prototype.matches.call(element, selector);
  }

  /** @param {Node} outer @param {Node} inner */
  function contains(outer, inner) {
    return Node.prototype.contains.call(outer, inner);
  }

  /** @param {Element} element */
  function rectOf(element) {
    return Element.prototype.getBoundingClientRect.call(element);
  }

  /** @param {Element} element @returns {Element | null} */
  function hostOrParent(element) {
    const parent = parentOf(element);
    if (parent instanceof ShadowRoot) return parent.host;
    return parent && typeOf(parent) === Node.ELEMENT_NODE ? /** @type {Element} */ (parent) : null;
  }

  /** The elements that `aria-labelledby` names. @param {Element} element @returns {Element[]} */
  function referred(element) {
    const ids = (attribute(element, 'aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    if (!ids.length) return [];
    const root = Node.prototype.getRootNode.call(element);
    const { getElementById } = root instanceof ShadowRoot ? DocumentFragment.prototype : Document.prototype;
    return ids.map((id) => getElementById.call(root, id)).filter((found) => found !== null);
  }

  /** @param {string} href @returns {Address | undefined} */
  function addressOf(href) {
    if (!URL.canParse(href)) return undefined;
    const { protocol, hostname, port, pathname, search, hash, username, password } = new URL(href);
    return {
      href,
      scheme: protocol.slice(0, -1),
      host: hostname,
      path: pathname,
      ...brief({ port: Number(port), query: search.slice(1), fragment: hash.slice(1), user: Boolean(username || password) }),
    };
  }

  /** @param {string} words */
  function tidy(words) {
    return words.replace(/\s+/g, ' ').trim();
  }

  /** @param {string} text */
  function cut(text) {
    return text.slice(0, CHARACTERS);
  }

  /**
   * Leaves out what is false, empty or absent.
   * @template {object} T @param {T} parts @returns {{[K in keyof T]?: T[K] extends boolean ? true : Exclude<T[K], undefined>}}
   */
  function brief(parts) {
    const said = Object.entries(parts).filter(([, value]) => value && (!Array.isArray(value) || value.length));
    return /** @type {{[K in keyof T]?: T[K] extends boolean ? true : Exclude<T[K], undefined>}} */ (Object.fromEntries(said));
  }
}
