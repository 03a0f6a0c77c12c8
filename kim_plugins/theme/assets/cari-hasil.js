// The search page: the state is in the address, results are text nodes, never markup.
(() => {
  "use strict";
  const kim = window.kim_cari, SIZE = 10, EXCERPT = 230, PARTLY = 5;
  const form = document.querySelector("form.kim-find"), field = form.elements.namedItem("q");
  const [status, notes, list, more, filters] = ["search-status", "search-notes", "search-results", "search-more", "search-filters"]
    .map((id) => document.getElementById(id));
  const LABELS = { berita: "Berita", literasi: "Literasi", keputusan: "Hasil musyawarah", lainnya: "Kelompok dan halaman" };
  const COLOURS = { berita: "news", literasi: "lesson", keputusan: "decision", lainnya: "other" };
  const ALIASES = { news: "berita", lesson: "literasi", decision: "keputusan", group: "lainnya", page: "lainnya" };
  const FILTERS = ["jenis", "tahun", "kelompok", "topik", "wilayah"];
  const FAR = ["kelompok", "topik", "wilayah"]; // their parts are fetched only when they are asked for
  const CODE = /^[0-9a-hjkmnp-tv-z]{8}$/; // a short address of a bulletin
  let turn = 0;

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const stateOf = () => {
    const params = new URLSearchParams(location.search);
    const state = { q: (params.get("q") || "").trim(), urut: params.get("urut") === "tanggal" ? "tanggal" : "" };
    for (const name of FILTERS) state[name] = params.get(name) || "";
    state.jenis = ALIASES[state.jenis] || state.jenis;
    return state;
  };
  const addressOf = (state) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) if (value) params.set(name, value);
    const text = params.toString();
    return location.pathname + (text ? `?${text}` : "");
  };
  const linkTo = (state, text) => {
    const link = element("a", "", text);
    link.href = addressOf(state);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(state);
    });
    return link;
  };

  // -- filters ---------------------------------------------------------------------------------

  // Filter → value → set of numbers, for the far filters.
  const far = async (index, numbers) => {
    const years = [...new Set(numbers.map((number) => kim.yearOf(index, number)))];
    const found = { kelompok: new Map(), topik: new Map(), wilayah: new Map() };
    const names = (await kim.part("n", index.names)) || [{}, {}, {}];
    const add = (map, value, some) => map.set(value, new Set([...(map.get(value) || []), ...some]));
    for (const [groups, topics] of await kim.filters(index, years)) {
      for (const [group, gaps] of Object.entries(groups)) {
        const some = [...kim.rising(gaps)];
        add(found.kelompok, group, some);
        for (const code of (kim.own(names[0], group) || ["", []])[1]) add(found.wilayah, code, some);
      }
      for (const [topic, gaps] of Object.entries(topics)) add(found.topik, topic, kim.rising(gaps));
    }
    return { found, labels: { kelompok: (value) => (kim.own(names[0], value) || [value])[0], topik: (value) => kim.own(names[1], value) || value,
      wilayah: (value) => kim.own(names[2], value) || value } };
  };
  const testOf = (index, name, wanted, others) => {
    if (name === "jenis") return (number) => kim.kindOf(number) === wanted;
    if (name === "tahun") return (number) => kim.yearOf(index, number) === wanted;
    const some = others.found[name].get(wanted) || new Set();
    return (number) => some.has(number);
  };
  const counted = (index, name, numbers, others) => {
    const counts = new Map();
    if (FAR.includes(name)) {
      const all = new Set(numbers);
      for (const [value, some] of others.found[name]) {
        const count = [...some].filter((number) => all.has(number)).length;
        if (count) counts.set(value, count);
      }
    } else for (const number of numbers) {
      const value = name === "jenis" ? kim.kindOf(number) : kim.yearOf(index, number);
      if (value !== "0") counts.set(value, (counts.get(value) || 0) + 1);
    }
    return counts;
  };
  const showFilter = (name, counts, state, label) => {
    const select = form.elements.namedItem(name);
    const order = [...counts].sort(([a], [b]) => name === "tahun" ? b - a : name === "jenis" ? kim.KINDS.indexOf(a) - kim.KINDS.indexOf(b) : label(a).localeCompare(label(b), "id"));
    const option = (value, text) => {
      const made = element("option", "", text);
      made.value = value;
      return made;
    };
    const gone = state[name] && !counts.has(state[name]) ? [option(state[name], `${label(state[name])} (0)`)] : [];
    select.replaceChildren(option("", "Semua"), ...gone, ...order.map(([value, count]) => option(value, `${label(value)} (${count})`)));
    select.value = state[name];
  };
  // What passes the filters; their choices with counts, each under all the others.
  const filtered = async (index, order, state) => {
    const wantsFar = filters.open || FAR.some((name) => state[name]);
    const others = wantsFar ? await far(index, order) : undefined;
    const set = FILTERS.filter((name) => state[name]);
    const tests = new Map(set.map((name) => [name, testOf(index, name, state[name], others)]));
    for (const name of FILTERS) {
      if (FAR.includes(name) && !others) continue;
      const under = order.filter((number) => set.every((one) => one === name || tests.get(one)(number)));
      showFilter(name, counted(index, name, under, others), state, name === "jenis" ? (value) => LABELS[value] || value : others && FAR.includes(name) ? others.labels[name] : String);
    }
    form.elements.namedItem("urut").value = state.urut;
    return order.filter((number) => set.every((name) => tests.get(name)(number)));
  };

  // What the reader picked as "kampung saya" (kampung.js) stands before the rest.
  const ownOf = async (index, order) => {
    const mine = window.kim_kampung;
    if (!mine || !order.length) return new Set();
    const [, kind, name] = /^(kelompok|wilayah)\/(.+)\/$/.exec(mine.at);
    return (await far(index, order)).found[kind].get(name) || new Set();
  };
  let fromMine = new Set();
  const ownFirst = async (index, order, state) => {
    fromMine = state.q ? await ownOf(index, order) : new Set();
    return [...order.filter((number) => fromMine.has(number)), ...order.filter((number) => !fromMine.has(number))];
  };

  // -- one result ------------------------------------------------------------------------------

  const TOKEN = /\+?\d[\d .-]{7,16}\d(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu;
  // Where the words stand that were looked for, and the long forms of abbreviations as a whole.
  const matchesIn = (text, found) => {
    const tokens = [...text.matchAll(TOKEN)].map((match) => ({ at: match.index, length: match[0].length, word: kim.words(match[0])[0] }));
    const hits = tokens.map(({ word }) => found.shown.has(word));
    tokens.forEach((_, n) => {
      for (const long of found.also) if (long.every((word, m) => tokens[n + m]?.word === word)) hits.fill(true, n, n + long.length);
    });
    return tokens.filter((_, n) => hits[n]);
  };
  const marked = (text, matches, from = 0, to = text.length) => {
    const pieces = [];
    let at = from;
    for (const { at: start, length } of matches) {
      if (start < at || start + length > to) continue;
      pieces.push(text.slice(at, start), element("mark", "", text.slice(start, start + length)));
      at = start + length;
    }
    pieces.push(text.slice(at, to));
    return pieces;
  };
  // The stretch with the most different matches; side by side they count for more.
  const excerpt = (text, found) => {
    const matches = matchesIn(text, found);
    let best = 0, most = 0;
    matches.forEach(({ at }, n) => {
      const kinds = new Set();
      let beside = 0;
      for (let m = n; m < matches.length && matches[m].at < at + EXCERPT - 60; m++) {
        kinds.add(matches[m].word);
        if (m > n && matches[m].at - matches[m - 1].at - matches[m - 1].length < 3) beside++;
      }
      if (kinds.size + beside / 2 > most) [best, most] = [at, kinds.size + beside / 2];
    });
    const from = best > 60 ? text.indexOf(" ", best - 60) + 1 : 0;
    const end = from + EXCERPT >= text.length ? text.length : Math.max(text.lastIndexOf(" ", from + EXCERPT), from + 60);
    return [from ? "… " : "", ...marked(text, matches, from, end), end < text.length ? " …" : ""];
  };
  const hasPhrase = (texts, phrase) => texts.some((text) => ` ${kim.words(text).join(" ")} `.includes(` ${phrase.join(" ")} `));
  const shownResult = (number, data, found) => {
    const [address, title, lang, when, day, next, publishers, marks, , description, text] = data;
    const kind = kim.kindOf(number);
    const link = element("a", "", ...marked(title, matchesIn(title, found)));
    link.href = new URL(address.slice(1) + (location.protocol === "file:" ? "index.html" : ""), kim.root).href;
    const meta = element("p", "kim-byline", element("strong", "kim-found__kind", LABELS[kind]));
    if (day) {
      const time = element("time", "", day);
      time.dateTime = when;
      meta.append(" · ", time);
    }
    if (publishers.length) meta.append(` · ${publishers.join(", ")}`);
    if (fromMine.has(number)) meta.append(" ", element("span", "kim-mark", "Kampung saya"));
    for (const mark of marks) meta.append(" ", element("span", "kim-mark", mark));
    const words = element("p", "kim-found__excerpt", ...excerpt([description, text].filter(Boolean).join(" "), found));
    if (lang) link.lang = words.lang = lang;
    const item = element("li", `kim-of-${COLOURS[kind]}`, link, meta);
    // As of the build: what is over by now isn't to come.
    if (next && new Date(`${next[0]}T23:59`) > new Date()) {
      item.append(element("p", "kim-found__next", `Acara berikutnya: ${next[1]}`));
    }
    item.append(words);
    return item;
  };

  // -- all results -----------------------------------------------------------------------------

  const byMoment = (a, b) => (a.data[3] < b.data[3] ? 1 : a.data[3] > b.data[3] ? -1 : b.number - a.number);
  // Results one after the other; `next` gives up to so many that hold every quoted phrase.
  const stream = (found, order, byDate) => {
    let at = 0;
    const dropped = { count: 0 };
    const dayOf = (number) => Math.floor((number - found.index.undated) / found.index.slots);
    const next = async (count) => {
      const results = [];
      while (results.length < count && at < order.length) {
        let until = Math.min(order.length, at + count - results.length);
        while (byDate && until < order.length && dayOf(order[until]) === dayOf(order[until - 1])) until++;
        const some = order.slice(at, until);
        at = until;
        const read = (await Promise.all(some.map(async (number) => ({ number, data: await kim.text(found.index, number) })))).filter(({ data }) => data);
        const holds = read.filter(({ data }) => found.phrases.every((phrase) => hasPhrase([data[1], data[9], data[10], ...data[8]], phrase)));
        dropped.count += some.length - holds.length;
        results.push(...(byDate ? holds.sort(byMoment) : holds));
      }
      return results;
    };
    return { next, dropped, rest: () => order.length - at };
  };
  const newest = async (index, state) => {
    const years = (await kim.years(index)).sort((a, b) => b - a);
    const numbers = [];
    const all = filters.open || FILTERS.some((name) => state[name]);
    for (const year of years) {
      if (!all && numbers.length >= SIZE * 2) break;
      if (year !== "0" || state.jenis === "lainnya") numbers.push(...(await kim.year(index, year)).keys());
    }
    return { index, order: numbers.sort((a, b) => b - a), complete: new Set(numbers), shown: new Set(), also: [], phrases: [], near: [], around: [], unknown: [], isWhole: all };
  };
  // With parts that could not be fetched nothing is said of what there isn't.
  const sentence = (count, found, state) => {
    if (!state.q) return count ? (found.isWhole && !kim.missing.size ? `${count} tulisan, yang terbaru di atas.` : "Tulisan terbaru.") : "Belum ada tulisan di sini.";
    if (kim.missing.size) return count ? `${count} tulisan ditemukan sejauh ini.` : "Pencarian belum lengkap.";
    if (!count) return `${found.unknown.some(isWord) ? "Tidak ada tulisan yang cocok dengan" : "Tidak ada hasil untuk"} “${state.q.slice(0, 80)}”.`;
    if (!found.whole) return `Tidak ada tulisan yang memuat semua kata itu. Yang paling dekat:`;
    if (found.whole < count) return `${found.whole} tulisan memuat semua kata itu; ${count - found.whole} lagi memuat sebagian.`;
    return `${count} tulisan ditemukan.`;
  };
  const note = (...children) => notes.append(element("p", "kim-notice", ...children));
  // Sums, short addresses and single letters may stand where no text is.
  const isWord = (one) => one.length > 1 && !CODE.test(one) && !/^\d+$/.test(one);
  const quoted = (some) => some.map((one) => `“${one}”`).join(", ");
  // The form that asks a group: the one that was filtered for, or picked as "kampung saya".
  const asked = (state) => {
    const address = new URL(document.getElementById("search-to-ask").href), picked = /^kelompok\/(.+)\/$/.exec(window.kim_kampung?.at || "");
    const group = state.kelompok || (picked && picked[1]);
    address.search = new URLSearchParams({ jenis: "pertanyaan", tentang: state.q.slice(0, 200), ...(group && { kelompok: group }) });
    return address.href;
  };
  const showNotes = (found, state, count) => {
    notes.replaceChildren();
    const way = (id) => document.getElementById(`search-to-${id}`).href;
    const to = (address, text) => Object.assign(element("a", "", text), { href: address });
    if (!kim.missing.size) {
      for (const [typed, near] of found.near) {
        const corrected = state.q.split(/(\s+)/).map((one) => (kim.words(one)[0] === typed ? near : one)).join("");
        note(`Tidak ada tulisan dengan kata “${typed}”. Yang ditampilkan: `, linkTo({ ...state, q: corrected }, near), ".");
      }
      if (found.around.length) note(`${quoted(found.around)} ada di situs ini sebagai nama bagian atau tombol, tidak di dalam tulisan.`);
      const words = found.unknown.filter(isWord), figures = found.unknown.filter((one) => /^\d+$/.test(one));
      for (const code of found.unknown.filter((one) => CODE.test(one))) note("Kalau itu alamat pendek: ", to(new URL(`s/${code}/${location.protocol === "file:" ? "index.html" : ""}`, kim.root).href, `buka s/${code}`), ".");
      if (words.length) note(`Tidak ada tulisan dengan kata ${quoted(words)}.`);
      if (figures.length) note(`Mencari angka ${quoted(figures)}? Jumlah dan hitungan ada di `, to(way("reports"), "laporan"), ".");
      if (state.q && !found.whole) note("Tidak ketemu? ", to(asked(state), "Tanyakan ke kelompok"), ".");
      if (!count && FILTERS.some((name) => state[name])) note("Coba ", linkTo({ q: state.q, urut: state.urut }, "cari tanpa saringan"), ".");
      else if (!count && state.q) note("Coba kata lain yang lebih umum, atau lihat ", to(way("archive"), "arsip"), " dan ", to(way("topics"), "topik"), ".");
    }
    showMissing();
  };
  const showMissing = () => {
    if (!kim.missing.size || document.getElementById("search-missing")) return;
    const again = element("button", "kim-button", "Coba lagi");
    again.type = "button";
    again.addEventListener("click", () => run());
    const box = element("p", "kim-notice kim-notice--warn", "Sebagian daftar pencarian tidak dapat dimuat, jadi hasilnya mungkin belum lengkap. ", again);
    box.id = "search-missing";
    box.setAttribute("role", "alert");
    notes.append(box);
  };
  const append = (results, found) => list.append(...results.map(({ number, data }) => shownResult(number, data, found)));

  const run = async () => {
    const own = ++turn, state = stateOf();
    field.value = state.q;
    document.title = document.title.replace(/^.*?(?= · )/, state.q ? `Cari: ${state.q.slice(0, 80)}` : "Cari");
    status.textContent = "Mencari …";
    kim.missing.clear();
    document.getElementById("search-missing")?.remove();
    const index = await kim.manifest();
    if (own !== turn) return;
    if (!index || index.format !== 4) {
      status.textContent = "Pencarian belum dapat dimuat.";
      list.classList.add("kim-found--done");
      list.replaceChildren();
      notes.replaceChildren();
      return showMissing();
    }
    const found = state.q ? await kim.find(state.q) : await newest(index, state);
    let order = await filtered(index, found.order, state);
    order = await ownFirst(index, order, state);
    // Beside what has every word, little of what has some of them is worth a reader's time.
    const whole = order.filter((number) => found.complete.has(number));
    order = [...whole, ...order.filter((number) => !found.complete.has(number)).slice(0, PARTLY)];
    if (state.urut && state.q) order = order.sort((a, b) => b - a);
    const results = stream(found, order, !!state.urut || !state.q);
    const kept = history.state || {};
    const first = await results.next(Math.max(SIZE, kept.shown || 0));
    if (own !== turn) return;
    filters.hidden = false;
    list.classList.add("kim-found--done");
    list.replaceChildren();
    append(first, found);
    const count = order.length - results.dropped.count;
    found.whole = Math.min(whole.length, count);
    showNotes(found, state, count);
    status.textContent = sentence(count, found, state);
    more.hidden = !results.rest();
    if (kept.y) scrollTo(0, kept.y);
    more.onclick = async () => {
      const before = list.children.length;
      append(await results.next(SIZE), found);
      more.hidden = !results.rest();
      status.textContent = sentence(order.length - results.dropped.count, found, state);
      showMissing();
      list.children[before]?.querySelector("a").focus();
      keep();
    };
  };
  // Who comes back finds as many results as there were, at the place that was left.
  const keep = () => history.replaceState({ shown: list.children.length, y: scrollY }, "");
  history.scrollRestoration = "manual";
  list.addEventListener("click", keep);
  const go = (state) => {
    const address = addressOf(state);
    keep();
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
    return run();
  };
  const typed = () => ({ q: field.value.trim(), urut: form.elements.namedItem("urut").value, ...Object.fromEntries(FILTERS.map((name) => [name, form.elements.namedItem(name).value])) });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(typed());
  });
  filters.addEventListener("change", () => go(typed()));
  filters.addEventListener("toggle", () => filters.open && run());
  addEventListener("popstate", run);
  run();
})();
