// The words of the search index (docs/search-index.md), and suggestions in every search field.
// Nothing is fetched before a field is used. Parts are scripts, so that they load from file:// too.
(() => {
  "use strict";
  const root = new URL("../../", document.currentScript.src); // from assets/kim/
  const parts = new Map(), loading = new Map(), missing = new Set();
  const kim = (window.kim_cari = (key, data) => parts.set(key, data));

  // A part by its key, undefined if it is missing or cut off; `missing` remembers that.
  const load = (key, file) => {
    if (!loading.has(key)) {
      loading.set(key, new Promise((resolve) => {
        const script = document.createElement("script");
        script.onload = script.onerror = () => {
          script.remove();
          if (!parts.has(key)) {
            missing.add(key);
            loading.delete(key);
          } else missing.delete(key);
          resolve(parts.get(key));
        };
        script.src = new URL(`cari/${file}.js`, root);
        document.head.append(script);
      }));
    }
    return loading.get(key);
  };
  const manifest = () => load("indeks", "indeks");
  const part = (key, version) => load(key, `bagian/${key.split(":")[0]}-${version}`);

  // -- words, folded as kim_plugins/search/words.py folds them ---------------------------------

  const MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split(" ");
  const date = (all, day, month, year) =>
    MONTHS[month - 1] ? `${+day} ${MONTHS[month - 1]} ${year}` : all;
  const telephone = (all) => {
    const digits = all.replace(/[^0-9]+/g, ""), found = digits[0] === "0" ? digits : `0${digits.slice(2).replace(/^0+/, "")}`;
    return found.length > 8 && found.length < 15 ? found : all;
  };
  const telephones = (text) =>
    text.replace(/(?<!\d)0[2-9]\d{1,3}\)?(?:[ .-]{1,2}\d{2,8}){1,4}(?!\d)/g, telephone)
      .replace(/(?<!\d)62(?:[ .-]?8|(?<=\+62)[ .-]?(?:\(?0\)? ?)?[2-9])\d{1,3}(?:[ .-]{0,2}\d{2,8}){1,4}(?!\d)/g, telephone);
  const fold = (text) =>
    telephones(
      text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "")
        .replace(/(?<=\p{L})['’‘ʼʻ`](?=\p{L})/gu, "")
        .replace(/(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/g, date)
        .replace(/(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)/g, (all, y, m, d) => date(all, d, m, y)))
      .replace(/(?<![\p{L}\p{N}])rp(?=\d)/gu, "rp ")
      .replace(/(?<=\d)\.(?=\d{3}(?!\d))/g, "")
      .replace(/(?<!\d)0(?=\d(?!\d))/g, "");
  const words = (text) =>
    (fold(text).match(/[\p{L}\p{N}]+/gu) || []).map((word) => [...word].slice(0, 40).join(""));

  // -- the lexicon -----------------------------------------------------------------------------

  const DIGITS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n))
    .filter((c) => c !== '"' && c !== "\\");
  const VALUES = new Map(DIGITS.map((digit, value) => [digit, value]));
  const value = (digit) => VALUES.get(digit);
  const own = (object, key) => (Object.hasOwnProperty.call(object, key) ? object[key] : undefined);

  const opened = new Map();
  const read = (text) => {
    const entries = new Map();
    let form = "";
    for (const entry of text ? text.split(" ") : []) {
      const dot = entry.indexOf(".", 1), stems = []; // the first digit may be a point, too
      form = form.slice(0, value(entry[0])) + entry.slice(1, dot);
      let rest = entry.slice(dot + 2);
      while (rest) {
        if (rest[0] === "-") {
          stems.push(form.substr(value(rest[1]), value(rest[2])));
          rest = rest.slice(3);
        } else {
          const end = rest.slice(1).search(/[-:]/) + 1 || rest.length;
          stems.push(rest.slice(1, end));
          rest = rest.slice(end);
        }
      }
      entries.set(form, { form, common: value(entry[dot + 1]), stems: stems.length ? stems : [form] });
    }
    return entries;
  };
  // The entries of one part of the lexicon, named by its first letters.
  const page = async (prefix) => {
    const index = await manifest();
    const version = index && own(index.lexicon, prefix);
    if (version === undefined) return new Map();
    if (!opened.has(prefix)) {
      const text = await part(`k:${prefix}`, version);
      if (text === undefined) return new Map();
      opened.set(prefix, read(text));
    }
    return opened.get(prefix);
  };
  const prefixOf = (index, word) => {
    if (own(index.lexicon, `${word} `) !== undefined) return `${word} `;
    for (let n = word.length; n >= 0; n--) {
      if (own(index.lexicon, word.slice(0, n)) !== undefined) return word.slice(0, n);
    }
    return undefined;
  };
  // The entry of a word; undefined where the site doesn't use it.
  const look = async (word) => {
    const index = await manifest();
    const prefix = index && prefixOf(index, word);
    return prefix === undefined ? undefined : (await page(prefix)).get(word);
  };
  const byUse = (a, b) => b.common - a.common || a.form.length - b.form.length || (a.form < b.form ? -1 : 1);
  // The words that begin so, the most used first; a common beginning has too many parts to look at.
  const beginning = async (start, most) => {
    const index = await manifest();
    if (!index) return [];
    const prefix = prefixOf(index, start);
    const below = Object.keys(index.lexicon).filter((one) => one.startsWith(start) && one !== prefix);
    const pages = [...(prefix === undefined ? [] : [prefix]), ...below].slice(0, 4);
    const found = (await Promise.all(pages.map(page))).flatMap((entries) =>
      [...entries.values()].filter((entry) => entry.common && entry.form.startsWith(start)));
    return found.sort(byUse).slice(0, most);
  };
  Object.assign(kim, {
    root, missing, load, manifest, part, read, telephones, words, DIGITS, value, own, page, prefixOf, look, beginning, byUse,
  });

  // -- suggestions -----------------------------------------------------------------------------

  const suggest = (field) => {
    const list = document.createElement("datalist");
    list.id = `${field.id || "kim-q"}-saran`;
    field.after(list);
    field.setAttribute("list", list.id);
    let last = 0;
    field.addEventListener("input", async () => {
      const typed = field.value, turn = ++last;
      await new Promise((resolve) => setTimeout(resolve, 150));
      const [, before, word] = /^(.*?)([\p{L}\p{N}'’]*)$/su.exec(typed);
      const start = turn === last && word.length > 1 ? words(word)[0] : undefined;
      if (!start) return;
      const found = await beginning(start, 8);
      if (turn !== last) return;
      list.replaceChildren(...found.map(({ form }) => {
        const option = document.createElement("option");
        option.value = before + form;
        return option;
      }));
    });
  };
  for (const form of document.querySelectorAll("form.kim-search, form.kim-find")) {
    // A link to a folder opens a list of files there.
    if (location.protocol === "file:" && form.getAttribute("action").endsWith("/")) {
      form.action = `${form.getAttribute("action")}index.html`;
    }
    suggest(form.elements.namedItem("q"));
  }
})();
