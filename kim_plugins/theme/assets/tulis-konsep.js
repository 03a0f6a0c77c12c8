/* The writing desk: a draft stays on the device until it is sent or deleted.

   Words in local storage, which is written at once; pictures and sound in IndexedDB, which has room for
   them. Either may be forbidden or full: writing goes on, and the page says that nothing is kept. */
(function () {
  "use strict";
  const desk = window.kimDesk = window.kimDesk || {};
  const NAME = "kim-tulis", STORE = "berkas", USUAL = "kim-tulis-kelompok";

  const opened = () => new Promise((done, fail) => {
    const asked = window.indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = asked.onblocked = () => fail(asked.error);
  });

  const within = async (mode, act) => {
    const base = await opened();
    return new Promise((done, fail) => {
      const change = base.transaction(STORE, mode), asked = act(change.objectStore(STORE));
      change.oncomplete = () => { base.close(); done(asked.result); };
      change.onabort = change.onerror = () => { base.close(); fail(change.error); };
    });
  };

  const read = (id) => {
    try {
      return JSON.parse(localStorage.getItem(`${NAME}:${id}`));
    } catch {
      return null;
    }
  };

  /* Every draft on the device, the newest first; of one kind, where it is named. */
  desk.drafts = (kind) => {
    let names = [];
    try { names = Object.keys(localStorage); } catch { /* nothing is kept there */ }
    return names.filter((name) => name.startsWith(`${NAME}:`)).map((name) => {
      const id = name.slice(NAME.length + 1);
      return { id, ...read(id) };
    }).filter((one) => one.values && (!kind || one.kind === kind)).sort((one, other) => other.at - one.at);
  };

  /* The group for which was written last; a draft begins without it where it can't be kept. */
  desk.usual = {
    read: () => {
      try {
        return JSON.parse(localStorage.getItem(USUAL));
      } catch {
        return null;
      }
    },
    keep: (group) => {
      try { localStorage.setItem(USUAL, JSON.stringify(group)); } catch { /* it is full */ }
    },
  };

  desk.draft = (id) => ({
    id,
    read: () => read(id),
    /* Whether the words could be kept. */
    keep: (words) => {
      try {
        localStorage.setItem(`${NAME}:${id}`, JSON.stringify({ ...words, at: Date.now() }));
        return true;
      } catch {
        return false;
      }
    },
    readMedia: () => within("readonly", (store) => store.get(id)).then((found) => found || {}, () => ({})),
    keepMedia: (media) => within("readwrite", (store) => store.put(media, id)).then(() => true, () => false),
    forget: async () => {
      try { localStorage.removeItem(`${NAME}:${id}`); } catch { /* nothing is kept there */ }
      await within("readwrite", (store) => store.delete(id)).catch(() => undefined);
    },
    /* Another tab that writes the same draft. */
    onOther: (act) => window.addEventListener("storage", (event) => { if (event.key === `${NAME}:${id}`) act(); }),
  });
})();
