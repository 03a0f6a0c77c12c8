// What a reader picked as "kampung saya", and what is new since the last visit. Both stay on the
// device; without storage nothing is picked and nothing is called new. The device's clock is not asked.
(() => {
  "use strict";
  const root = new URL("../../", document.currentScript.src); // from assets/kim/
  const PLACE = /^(kelompok|wilayah)\/[\w.-]+\/$/, SHOWN = 3, MOST = 60;

  // -- what is kept, and may be anything -------------------------------------------------------

  const stored = (area, name, value) => {
    try {
      const box = window[area], key = `kim:${root.pathname}:${name}`;
      if (value === undefined) return JSON.parse(box.getItem(key));
      if (value === null) box.removeItem(key);
      else box.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return value === undefined ? null : false;
    }
  };
  const text = (value) => typeof value === "string";
  const isRow = (row) => Array.isArray(row) && row.length === 5 && row.every(text) && !/^\/|:/.test(row[0]);
  const mine = () => {
    const found = stored("localStorage", "kampung");
    if (!found || !text(found.at) || !PLACE.test(found.at) || !text(found.name)) return null;
    return { at: found.at, name: found.name, rows: (Array.isArray(found.rows) ? found.rows : []).filter(isRow).slice(0, SHOWN) };
  };
  const isSeen = (found) => found && text(found.day) && Array.isArray(found.at);

  // -- what is new -----------------------------------------------------------------------------

  // Entries are { at, day }: the newest day among them, and what was published on it.
  const newestOf = (entries) => {
    const day = entries.reduce((most, one) => (one.day > most ? one.day : most), "");
    return { day, at: entries.filter((one) => one.day === day).map((one) => one.at) };
  };
  // What stood here when the reader was here last; null where that isn't known. All of one visit has the same.
  const before = (name, now) => {
    const seen = stored("localStorage", name), known = isSeen(seen) ? seen : null;
    const visit = stored("sessionStorage", name);
    const isSame = known && known.day === now.day && now.at.every((one) => known.at.includes(one));
    const base = visit && isSame ? visit.base : known;
    stored("sessionStorage", name, { base });
    if (!known || now.day > known.day) stored("localStorage", name, now);
    else if (now.day === known.day) stored("localStorage", name, { day: now.day, at: [...new Set([...now.at, ...known.at])].slice(0, MOST) });
    return isSeen(base) ? base : null;
  };
  const isNew = ({ at, day }, base) => !!base && (day > base.day || (day === base.day && !base.at.includes(at)));
  const sign = () => {
    const made = document.createElement("span");
    made.className = "kim-mark";
    made.title = "Terbit sejak kunjungan terakhir Anda";
    made.textContent = "Baru";
    return made;
  };

  // -- lists of bulletins on a page ------------------------------------------------------------

  const LISTED = ".kim-newest .kim-card, .kim-newest .kim-lines li";
  // Addresses are kept without the way to the site, and without the name of a file.
  const listed = (page, address) => [...page.querySelectorAll(LISTED)].flatMap((item) => {
    const link = item.querySelector("a[href]"), time = item.querySelector("time[datetime]");
    if (!link || !time) return [];
    const at = new URL(link.getAttribute("href"), address).href.replace(/index\.html$/, "");
    if (!at.startsWith(root.href)) return [];
    return [{ item, time, link, at: at.slice(root.href.length), day: time.getAttribute("datetime").slice(0, 10) }];
  });
  const rowsOf = (entries) => entries.slice(0, SHOWN).map(({ link, time, at, day }) => [at, link.textContent.trim(), day, time.textContent.trim(), link.lang || ""]);
  const entriesOf = (rows) => rows.map(([at, , day]) => ({ at, day }));

  // -- picking ---------------------------------------------------------------------------------

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kim-button kim-button--quiet";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  const address = (at) => new URL(at + (location.protocol === "file:" ? "index.html" : ""), root).href;
  const link = (at, label) => {
    const made = document.createElement("a");
    made.href = address(at);
    made.textContent = label;
    return made;
  };
  const pick = document.querySelector("[data-place]");
  const showPick = (told) => {
    const at = pick.dataset.place, isMine = mine()?.at === at;
    const say = document.createElement("span");
    say.setAttribute("role", "status");
    say.textContent = told || (isMine ? "Ini kampung Anda. " : "");
    const change = isMine ? button("Lepas pilihan", () => showPick(stored("localStorage", "kampung", null) ? "Pilihan dilepas. " : ""))
      : button("Jadikan kampung saya", () => {
        const rows = rowsOf(listed(document, location.href));
        const done = stored("localStorage", "kampung", { at, name: pick.dataset.name, rows });
        showPick(done ? "Kabarnya sekarang tampil paling depan di beranda dan di pencarian, hanya di telepon ini. " : "Peramban ini tidak menyimpan pilihan. ");
      });
    const hadFocus = pick.contains(document.activeElement);
    pick.replaceChildren(say, change);
    pick.hidden = false;
    if (hadFocus) change.focus();
  };
  if (pick) showPick("");

  // -- the start page --------------------------------------------------------------------------

  const box = document.getElementById("kampung"), found = mine();
  if (found) window.kim_kampung = found; // the search page shows its results first
  const base = box ? before("baru", newestOf(listed(document, location.href))) : stored("sessionStorage", "baru")?.base;
  for (const one of listed(document, location.href)) {
    // Elsewhere a day's list may be longer than what was seen of it on the start page.
    if (box ? isNew(one, base) : isSeen(base) && one.day > base.day) one.item.querySelector(".kim-byline, span")?.append(" ", sign());
  }
  if (!box) return;
  if (!found) return;

  const visited = `kampung:${found.at}`;
  const release = () => {
    for (const name of ["kampung", visited]) stored("localStorage", name, null);
    box.hidden = true;
  };
  const draw = (rows, last) => {
    const list = document.createElement("ul");
    list.className = "kim-lines kim-lines--one";
    for (const [at, title, day, said, lang] of rows) {
      const item = document.createElement("li"), to = link(at, title), time = document.createElement("time"), meta = document.createElement("span");
      if (lang) to.lang = lang;
      time.dateTime = day;
      time.textContent = said;
      meta.append(time);
      if (isNew({ at, day }, last)) meta.append(" ", sign());
      item.append(to, " ", meta);
      list.append(item);
    }
    const head = document.createElement("h2"), ways = document.createElement("p");
    head.append("Kampung saya: ", link(found.at, found.name));
    ways.append(link("kelompok/", "Ganti"), " ", button("Lepas pilihan", () => {
      release();
      document.getElementById("isi").focus();
    }));
    box.replaceChildren(head, rows.length ? list : document.createElement("p"), ways);
    box.hidden = false;
  };
  draw(found.rows, null);
  const renew = async () => {
    const answer = await fetch(new URL(found.at, root));
    if (answer.status === 404 || answer.status === 410) { // the group or the place is no more
      release();
    }
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const rows = rowsOf(listed(page, answer.url));
    const last = before(visited, newestOf(entriesOf(rows)));
    stored("localStorage", "kampung", { ...found, rows });
    draw(rows, last);
  };
  // From a folder, and without a network, what was kept is all there is.
  if (location.protocol !== "file:") renew().catch(() => {});
})();
