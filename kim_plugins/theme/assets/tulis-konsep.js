/* The writing desk: a draft stays on the device until it is sent or deleted.

   Words in local storage, which is written at once; pictures and sound in IndexedDB, which has room for
   them. Either may be forbidden or full: writing goes on, and the page says that nothing is kept. */
(function () {
  "use strict";
  const desk = window.kimDesk;
  const NAME = "kim-tulis", STORE = "berkas";

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

  desk.draft = (kind) => ({
    /* The words that were kept, or nothing. */
    read: () => {
      try {
        return JSON.parse(localStorage.getItem(`${NAME}-${kind}`));
      } catch {
        return null;
      }
    },
    /* Whether the words could be kept. */
    keep: (words) => {
      try {
        localStorage.setItem(`${NAME}-${kind}`, JSON.stringify(words));
        return true;
      } catch {
        return false;
      }
    },
    readMedia: () => within("readonly", (store) => store.get(kind)).then((found) => found || {}, () => ({})),
    keepMedia: (media) => within("readwrite", (store) => store.put(media, kind)).then(() => true, () => false),
    forget: async () => {
      try { localStorage.removeItem(`${NAME}-${kind}`); } catch { /* nothing is kept there */ }
      await within("readwrite", (store) => store.delete(kind)).catch(() => undefined);
    },
  });
})();
