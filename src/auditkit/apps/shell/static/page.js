// What a page does by itself: answers to keys, tells when it is ready, when the kit has stopped, when a file is too large, and when it is closed.
(() => {
  "use strict";
  const CHECK_EVERY_MS = 10000;
  let kernelId = null;
  let closing = false;

  // Voila calls these two; the page is shown from the start, so there is nothing to hide or to count.
  window.voila_process = () => {};
  window.voila_finish = () => {};
  window.voila_heartbeat = () => {};
  window.cellLoaded = true;

  const byId = (id) => document.getElementById(id);

  function say(words) {
    byId("ak-lost-words").textContent = words;
    byId("ak-lost").hidden = false;
  }

  function ready() {
    const loading = byId("ak-loading");
    if (loading) loading.textContent = "";
    document.body.dataset.ready = "yes";
    performance.mark("ak-ready");
  }

  // A page is made ahead of its visitor; what it shows of the store may be old by now. See `on_shown` in shell/widgets.py.
  function lookAgain(place) {
    const press = () => {
      const button = place.querySelector(".ak-on-shown");
      if (button) button.click();
      return Boolean(button);
    };
    if (press()) return;
    const watcher = new MutationObserver(() => press() && watcher.disconnect());
    watcher.observe(place, { childList: true, subtree: true });
    setTimeout(() => watcher.disconnect(), 30000);
  }

  function watchForWidgets(place) {
    lookAgain(place);
    const there = () => place.querySelector(".jupyter-widgets, .ak-notice");
    if (there()) return ready();
    const watcher = new MutationObserver(() => {
      if (there()) {
        watcher.disconnect();
        ready();
      }
    });
    watcher.observe(place, { childList: true, subtree: true });
  }

  async function check() {
    if (closing || !kernelId) return;
    try {
      const answer = await fetch(`/alive/${kernelId}`, { cache: "no-store" });
      if (answer.status === 204) byId("ak-lost").hidden = true;
      else if (answer.status === 410) say("This page rested for a while and what it held was put away. Reload it to go on.");
      else if (answer.status === 409) say("This page has stopped. Reload it to go on; what was kept is there.");
      else say("The kit was started anew. Close this tab and use the one that it opened.");
    } catch {
      if (!closing) say("The kit has stopped. Start it again; then close this tab and use the one that it opens.");
    }
  }

  // The front end opens one socket to its kernel. When it drops, look at once instead of waiting for the next round.
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", () => setTimeout(check, 300));
    }
  };

  // Voila says goodbye before a download too, and would end the page's kernel under its feet; put_away speaks when a page really goes.
  const beacon = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (url, ...given) => (String(url).includes("/voila/api/shutdown/") ? true : beacon(url, ...given));

  function put_away() {
    closing = true;
    if (kernelId) beacon(`/closed/${kernelId}`);
  }

  // One rule for every app: a choice of files above the limit is stopped here, with a sentence, before anything is read.
  function tooLarge(files) {
    const limit = Number(document.body.dataset.uploadLimit || 0);
    let sum = 0;
    for (const file of files || []) sum += file.size;
    if (!limit || sum <= limit) return false;
    const mib = (bytes) => Math.round(bytes / 1048576);
    say(`These files are ${mib(sum)} MB together; one upload takes up to ${mib(limit)} MB. Choose fewer at a time, or use "auditkit audit" on the folder.`);
    return true;
  }
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.type === "file" && tooLarge(field.files)) {
      event.stopImmediatePropagation();
      field.value = "";
    }
  }, true);
  // The widgets' file field is never put into the page, so its events do not pass the document: it is watched where it is opened.
  // Files dropped on its button take the same way.
  const watched = new WeakSet();
  let dropped = null;
  const open = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function () {
    if (this.type !== "file" || this.isConnected) return open.call(this);
    if (!watched.has(this)) {
      watched.add(this);
      this.addEventListener("change", (event) => {
        if (tooLarge(this.files)) {
          event.stopImmediatePropagation();
          this.value = "";
        }
      }, true); // at the field itself, capturing listeners come before the widget's own
    }
    if (!dropped) return open.call(this);
    this.files = dropped;
    dropped = null;
    this.dispatchEvent(new Event("change"));
  };
  const button = (event) => event.target instanceof Element && event.target.closest(".widget-upload");
  document.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer && tooLarge(event.dataTransfer.files)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault(); // a file dropped beside the button would otherwise replace the page
    const place = button(event) || document.querySelector(".widget-upload");
    if (!place || place.disabled) return;
    dropped = event.dataTransfer.files;
    place.click();
    dropped = null;
  });

  // Words that a person marks in a place of the attribute data-pick go into the hidden field of the class ak-pick, after the number of
  // characters before them; the app answers by writing them into the field of the class ak-pick-words, and no key overtakes that.
  let taken = null; // what was handed over last, so that the same is not handed over twice
  let awaited = null;
  document.addEventListener("selectionchange", () => { if (document.getSelection().isCollapsed) taken = null; });

  function hand_over(before, words) {
    const field = document.querySelector(".ak-pick input");
    if (!field) return;
    awaited = words;
    field.value = `${before} ${words}`;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  function press(button, tries = 100) {
    const field = document.querySelector(".ak-pick-words input");
    if (awaited !== null && field && field.value !== awaited && tries > 0) return setTimeout(press, 30, button, tries - 1);
    awaited = null;
    button.click();
  }
  document.addEventListener("input", (event) => { if (event.isTrusted) awaited = null; });

  function pick() {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0).cloneRange();
    const isSame = (mark) => range[`${mark}Container`] === taken?.[`${mark}Container`] && range[`${mark}Offset`] === taken[`${mark}Offset`];
    if (isSame("start") && isSame("end")) return;
    const note = [...document.querySelectorAll("[data-pick]")].find((one) => range.intersectsNode(one));
    if (!note) return;
    taken = new StaticRange(range);
    if (!note.contains(range.startContainer)) range.setStart(note, 0);
    if (!note.contains(range.endContainer)) range.setEnd(note, note.childNodes.length);
    const words = range.toString().replace(/\s+/g, " ").trim();
    if (!words) return;
    const before = document.createRange();
    before.setStart(note, 0);
    before.setEnd(range.startContainer, range.startOffset);
    hand_over([...before.toString()].length, words);
  }
  document.addEventListener("pointerup", () => setTimeout(pick));
  document.addEventListener("keyup", pick);

  // Without a mouse: where the note has the focus, arrow keys choose the next word or line, Shift adds to what is chosen.
  document.addEventListener("keydown", (event) => {
    const note = event.target instanceof Element && event.target.closest("[data-pick]");
    if (!note || event.ctrlKey || event.altKey || event.metaKey || !/^Arrow/.test(event.key)) return;
    event.preventDefault();
    const chosen = document.getSelection();
    const way = /Right|Down/.test(event.key) ? "forward" : "backward";
    const by = /Up|Down/.test(event.key) ? "line" : "word";
    if (!note.contains(chosen.anchorNode)) chosen.collapse(note, 0);
    if (event.shiftKey) chosen.modify("extend", way, by);
    else {
      if (!chosen.isCollapsed) way === "forward" ? chosen.collapseToEnd() : chosen.collapseToStart();
      if (by === "line" || way === "backward") chosen.modify("move", way, by);
      chosen.modify("extend", "forward", "word");
    }
    const words = chosen.getRangeAt(0).getBoundingClientRect();
    const frame = note.getBoundingClientRect();
    if (words.bottom > frame.bottom) note.scrollTop += words.bottom - frame.bottom + 8;
    else if (words.top < frame.top) note.scrollTop -= frame.top - words.top + 8;
  });

  // A button of the class ak-key-1 (or ak-key-ArrowRight ...) is pressed by that key wherever nothing is being typed or chosen.
  // The app lets a person switch it off: single keys get in the way of speech input.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat || !/^(\d|Arrow\w+)$/.test(event.key)) return;
    const place = event.target instanceof Element ? event.target : document.body;
    if (place.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (place.closest("[role=region]") && !(place.closest("[data-pick]") && /^\d$/.test(event.key))) return;
    const meant = [...document.getElementsByClassName(`ak-key-${event.key}`)].find((one) => one.offsetParent !== null && !one.disabled);
    if (!meant) return;
    event.preventDefault();
    pick();
    press(meant);
  });

  // The widgets' radio buttons have no name. With one they are a group in every browser: arrows choose, Tab goes on, and it has its label.
  let groups = 0;
  document.addEventListener("focusin", (event) => {
    const box = event.target instanceof Element && event.target.matches("[type=radio]") && event.target.closest(".widget-radio-box");
    if (!box) return;
    const label = box.parentElement.querySelector(":scope > .widget-label");
    box.dataset.group ||= `ak-group-${++groups}`;
    box.setAttribute("role", "radiogroup");
    if (label) box.setAttribute("aria-label", label.textContent);
    for (const one of box.querySelectorAll("[type=radio]")) one.name = box.dataset.group;
  });

  document.addEventListener("DOMContentLoaded", () => {
    const reload = byId("ak-reload");
    if (reload) reload.addEventListener("click", () => location.reload());
    const settings = byId("jupyter-config-data");
    const place = byId("rendered_cells");
    if (!place) return;
    if (settings) kernelId = JSON.parse(settings.textContent).kernelId;
    watchForWidgets(place);
    setInterval(check, CHECK_EVERY_MS);
    window.addEventListener("pagehide", put_away);
    // A page that comes back from the browser's memory has lost what it held.
    window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  });
})();
