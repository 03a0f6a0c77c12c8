self.SITUS = {"zona":"Asia/Jakarta","daftar":["","berita/","literasi/","keputusan/","agenda/","luring/"],"luring":"luring/","tanpa":["cari/"],"dicabut":"luring.json","batas":4500000,"sabar":6};
/* Keeps what a reader has seen, for a place without a network.

   A page comes from the network whenever there is one. What is kept is shown where there is none,
   and while a slow one is still waited for, with its age. A page is kept whole, with the very files
   that it was made for, or not at all. What is withdrawn is told by a list that is asked for with
   each page: such a page is dropped, and so is every other that mentions it. */
(function () {
  "use strict";
  var SITE = self.SITUS;
  var ROOT = self.registration.scope;
  var STORE = "kim-luring 1 " + ROOT;
  var LIST = ROOT + SITE.dicabut;
  var OWN_FILES = "untuk-halaman";  // names, in an address, the page for which a file is kept
  var LISTINGS_EVERY = 6 * 3600e3;
  var DAY = 24 * 3600e3;
  var SOON = 10 * 60e3;
  var LARGEST_PICTURE = 400e3;
  var OURS = /http-equiv="Content-Security-Policy"/;

  /* -- what is kept ------------------------------------------------------------------------ */

  var line = Promise.resolve();
  var held = null;  // bytes in all, and the number of the next entry; clocks may be wrong
  var hasLeft = false;
  var arrived = {};  // pages that came after a kept one was shown in their place

  /* One after the other. What can't be stored costs the copy and nothing else. */
  function inTurn(act) {
    line = line.then(function () { return hasLeft || act(); }).catch(function () { /* no storage, or a full one */ });
    return line;
  }

  async function store() { return caches.open(STORE); }

  function keyOf(address) {
    var url = new URL(address);
    return url.origin + url.pathname.replace(/\/index\.html$/, "/");
  }

  function number(response, name) { return Number(response.headers.get("x-kim-" + name)) || 0; }

  async function entries() {
    var cache = await store();
    var found = await Promise.all((await cache.keys()).map(async function (request) {
      var response = await cache.match(request);
      return response && {
        key: request.url,
        kind: response.headers.get("x-kim-kind"),
        size: number(response, "size"),
        order: number(response, "order"),
      };
    }));
    return found.filter(Boolean).sort(function (a, b) { return a.order - b.order; });
  }

  async function put(key, body, type, kind, server) {
    var blob = new Blob([body]);
    if (!held) {
      held = { size: 0, order: 1 };
      (await entries()).forEach(function (entry) {
        held.size += entry.size;
        held.order = Math.max(held.order, entry.order + 1);
      });
    }
    held.size += blob.size;
    var headers = {
      "content-type": type, "x-kim-kind": kind, "x-kim-size": blob.size, "x-kim-order": held.order,
      "x-kim-at": Date.now(), "x-kim-server": server || 0,
    };
    held.order += 1;
    await (await store()).put(key, new Response(blob, { headers: headers }));
  }

  async function drop(keys) {
    var cache = await store();
    await Promise.all(keys.map(function (key) { return cache.delete(key); }));
    held = null;
  }

  /* The files that a page needs to look as it was made: styles, scripts, pictures of the frame. */
  function filesOf(text, key) {
    var found = {};
    var tag = /<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src|img[^>]*src)="([^"]+)"/g;
    for (var match; (match = tag.exec(text));) {
      var url = new URL(match[1].replace(/&amp;/g, "&"), key).href;
      if (url.indexOf(ROOT) === 0 && !isPicture(url)) found[match[1]] = url;
    }
    return found;
  }

  function isNamedByContent(url) { return url.indexOf(ROOT + "assets/kim/") === 0; }
  function isPicture(url) { return url.indexOf(ROOT + "media/") === 0; }

  function ownFile(url, key) {
    if (isNamedByContent(url)) return url;
    return url + "?" + OWN_FILES + "=" + encodeURIComponent(key.slice(ROOT.length));
  }

  /* A file of a page, unless it is there under a name of its content. */
  async function bring(url, key) {
    var own = ownFile(url, key);
    if (own === url && await (await store()).match(own)) return { own: own };
    var response = await fetch(url);
    if (!response.ok) throw new Error(url);
    return { own: own, blob: await response.blob(), type: response.headers.get("content-type") || "" };
  }

  function isPage(response) {
    var type = response.headers.get("content-type") || "";
    return response.type === "basic" && response.status === 200 && /^text\/html/.test(type);
  }

  /* Keeps a page that came from the network, or drops it where it is there no more. All that may
     take long comes first: nothing waits for a network in turn. */
  async function keep(address, response) {
    var key = keyOf(address);
    var isGone = response.status === 404 || response.status === 410;
    if (isGone) return inTurn(drop.bind(null, [key]));
    if (!isPage(response) || SITE.tanpa.indexOf(key.slice(ROOT.length)) >= 0) return;
    var text = await response.text();
    // What a hotspot puts in place of a page is none of ours.
    if (!OURS.test(text)) return;
    var found = filesOf(text, key);
    var urls = new Set(Object.keys(found).map(function (name) { return found[name]; }));
    var files = await Promise.all(Array.from(urls, function (url) { return bring(url, key); }));
    await inTurn(async function () {
      if (!await isToBeKept(key, text)) return drop([key]);
      var cache = await store();
      for (var file of files) {
        if (file.blob) await put(file.own, file.blob, file.type, "file");
        else if (!await cache.match(file.own)) return;  // it made room meanwhile
      }
      var day = Date.parse(response.headers.get("date"));
      await put(key, text, response.headers.get("content-type"), "page", day);
      if (held.size > SITE.batas) await makeRoom();
    });
  }

  /* Pictures go first while they are most of it; then the pages that were seen longest ago. */
  async function makeRoom() {
    var all = await entries();
    var size = all.reduce(function (sum, entry) { return sum + entry.size; }, 0);
    var essential = SITE.daftar.map(function (address) { return ROOT + address; });
    var pictures = all.filter(function (entry) { return entry.kind === "picture"; });
    var pages = all.filter(function (entry) {
      return entry.kind === "page" && essential.indexOf(entry.key) < 0;
    });
    var weight = pictures.reduce(function (sum, entry) { return sum + entry.size; }, 0);
    var gone = [];
    while (size > SITE.batas * 0.9) {
      var next = (weight > SITE.batas / 2 || !pages.length) && pictures.length ? pictures : pages;
      if (!next.length) break;
      var entry = next.shift();
      if (entry.kind === "picture") weight -= entry.size;
      size -= entry.size;
      gone.push(entry.key);
    }
    await drop(gone);
    await sweep();
  }

  /* Drops files and pictures that no kept page shows any more. */
  async function sweep() {
    var cache = await store();
    var all = await entries();
    var used = {};
    for (var page of all.filter(function (entry) { return entry.kind === "page"; })) {
      var text = await (await cache.match(page.key)).text();
      var files = filesOf(text, page.key);
      Object.keys(files).forEach(function (name) { used[ownFile(files[name], page.key)] = true; });
      (text.match(/media\/[^\s"',]+/g) || []).forEach(function (path) { used[ROOT + path] = true; });
    }
    await drop(all.filter(function (entry) {
      return (entry.kind === "file" || entry.kind === "picture") && !used[entry.key];
    }).map(function (entry) { return entry.key; }));
  }

  /* -- what is withdrawn -------------------------------------------------------------------- */

  /* Address → when this device first heard of its withdrawal. */
  async function withdrawn() {
    var kept = await (await store()).match(LIST);
    return kept ? kept.json() : {};
  }

  async function isToBeKept(key, text) {
    var gone = await withdrawn();
    if (gone[key.slice(ROOT.length)]) return false;
    // A host between may still give what it had before.
    return !Object.keys(gone).some(function (path) {
      return Math.abs(Date.now() - gone[path]) < SOON && mentions(text, path);
    });
  }

  function mentions(text, path) { return text.indexOf(path + '"') >= 0 || text.indexOf(path + "#") >= 0; }

  /* Asks what is withdrawn; where the site has no such list any more, this worker goes away. */
  async function heed() {
    var answer;
    try {
      answer = await fetch(LIST, { cache: "no-cache" });
    } catch (error) {
      return;  // no network
    }
    if (answer.status === 404 || answer.status === 410) return leave();
    if (!answer.ok || answer.redirected) return;
    var list = await answer.json();
    await inTurn(async function () {
      var before = await withdrawn();
      var now = {};
      list.forEach(function (path) { now[path] = before[path] || Date.now(); });
      var news = list.filter(function (path) { return !before[path]; });
      if (JSON.stringify(now) === JSON.stringify(before)) return;
      var gone = [];
      if (news.length) {
        var cache = await store();
        for (var entry of await entries()) {
          if (entry.kind !== "page") continue;
          var text = await (await cache.match(entry.key)).text();
          var path = entry.key.slice(ROOT.length);
          if (now[path] || news.some(mentions.bind(null, text))) gone.push(entry.key);
        }
        await drop(gone);
      }
      await put(LIST, JSON.stringify(now), "application/json", "list");
      if (gone.length) await sweep();
    });
  }

  async function leave() {
    await inTurn(function () {
      hasLeft = true;
      return caches.delete(STORE);
    });
    await self.registration.unregister();
  }

  /* -- what is shown ------------------------------------------------------------------------ */

  function after(seconds) {
    return new Promise(function (done) { setTimeout(done, seconds * 1000); });
  }

  /* Asks the host itself: a browser guesses how long a page may be old where nobody tells it. That
     is why there is no navigation preload, which can't ask so. */
  function network(event) {
    return fetch(new Request(event.request, { cache: "no-cache" }));
  }

  async function kept(key) {
    try {
      var response = await (await store()).match(key);
      if (!response || (await withdrawn())[key.slice(ROOT.length)]) return null;
      return { response: response, text: await response.text() };
    } catch (error) {
      return null;  // no storage
    }
  }

  async function page(event) {
    var key = keyOf(event.request.url);
    var nothing = function () { return null; };
    if (arrived[key] > Date.now() - SOON) {
      delete arrived[key];
      var fresh = await kept(key);
      if (fresh) return new Response(fresh.text, { headers: fresh.response.headers });
    }
    var heeded = heed().catch(function () { /* an answer that is no list */ });
    var storing = null;
    var arriving = network(event).then(function (response) {
      // A copy that nobody reads would fill the memory with a download.
      var copy = isPage(response) ? response.clone() : response;
      storing = heeded.then(function () { return keep(event.request.url, copy); }).catch(nothing);
      return response;
    });
    var stored = arriving.then(function (response) {
      return storing.then(function () { return response; });
    }, function () { return heeded.then(nothing); });
    event.waitUntil(stored);
    var response = await Promise.race([arriving.catch(nothing), after(SITE.sabar)]);
    if (response && response.status < 500) {
      event.waitUntil(stored.then(keepListings).catch(nothing));
      return response;
    }
    var copy = await kept(key);
    if (copy) {
      // It still may come, now or in a minute.
      if (response === undefined) event.waitUntil(tellWhenNewer(event, key, stored, copy.text));
      return shown(key, copy, response === undefined ? "lambat" : response ? "rusak" : "putus");
    }
    if (response) return response;
    try {
      return await arriving;
    } catch (error) {
      return standIn();
    }
  }

  /* A page that came late takes the place of the kept one, unless it is the same. */
  async function tellWhenNewer(event, key, stored, text) {
    var response = await stored;
    if (!response || response.status >= 500) return;
    var now = await kept(key);
    if (now && now.text === text) return;
    if (now) arrived[key] = Date.now();
    var client = await self.clients.get(event.resultingClientId);
    if (client) client.postMessage("baru");
  }

  var REASONS = {
    putus: "Tanpa jaringan. Ini simpanan di perangkat Anda",
    lambat: "Jaringan lambat. Sambil menunggu, ini simpanan di perangkat Anda",
    rusak: "Situs sedang tidak dapat dibuka. Ini simpanan di perangkat Anda",
  };

  /* By the server's clock, in the site's zone; how long ago, only where the device's agrees. */
  function age(response) {
    var at = number(response, "at");
    var server = number(response, "server");
    var form = { dateStyle: "full", timeStyle: "short", timeZone: SITE.zona };
    var day = new Date(server || at).toLocaleString("id-ID", form);
    var ago = Date.now() - at;
    if (ago < 0 || (server && Math.abs(server - at) > DAY)) return day;
    var units = [[DAY, "hari"], [3600e3, "jam"], [60e3, "menit"]];
    var unit = units.find(function (one) { return ago >= one[0]; });
    return day + (unit ? " (" + Math.floor(ago / unit[0]) + " " + unit[1] + " yang lalu)" : " (baru saja)");
  }

  function html(text, status) {
    var headers = { "content-type": "text/html; charset=utf-8" };
    return new Response(text, { status: status, headers: headers });
  }

  function shown(key, copy, reason) {
    var notice = '<p class="kim-notice kim-notice--warn kim-kept" role="status">' + REASONS[reason] +
      ", diambil " + age(copy.response) + '. <a href="">Coba muat lagi</a></p>';
    var files = filesOf(copy.text, key);
    var text = copy.text;
    Object.keys(files).forEach(function (name) {
      if (isNamedByContent(files[name])) return;
      text = text.split('="' + name + '"').join('="' + ownFile(files[name], key) + '"');
    });
    var place = /id="isi"/.test(text) ? /<div id="isi"[^>]*>/ : /<body[^>]*>/;
    text = text.replace(place, function (tag) { return tag + notice; });
    return html(text.replace("<title>", "<title>Simpanan: "), 200);
  }

  /* In place of a page that isn't kept: what is. Its links start at the root, wherever it stands. */
  async function standIn() {
    var copy = await kept(ROOT + SITE.luring);
    if (!copy) return Response.error();
    var items = [];
    try {
      var cache = await store();
      for (var entry of (await entries()).reverse()) {
        if (entry.kind !== "page" || entry.key === ROOT + SITE.luring) continue;
        var response = await cache.match(entry.key);
        var title = /<title>([^<]*)/.exec(await response.text());
        if (title) items.push('<li><a href="' + entry.key.replace(/&/g, "&amp;") + '">' + title[1] +
          "</a> <span>" + age(response) + "</span></li>");
      }
    } catch (error) {
      items = [];  // no storage any more
    }
    var list = items.length ? '<h2>Yang tersimpan</h2><ul class="kim-lines">' + items.join("") + "</ul>" : "";
    var text = copy.text.replace('<div id="simpanan">', function (tag) {
      return '<p class="kim-notice kim-notice--warn" role="status">Tanpa jaringan, dan halaman yang ' +
        'Anda cari belum tersimpan di perangkat ini. <a href="">Coba muat lagi</a></p>' + tag + list;
    });
    return html(text.replace(/(\s(?:href|src|action)=")(?:\.\.\/|\.\/)/g, "$1" + ROOT), 503);
  }

  /* -- the newest listings ------------------------------------------------------------------ */

  /* For readers who come back: not with the first page, nor where data are dear. */
  async function keepListings() {
    var net = self.navigator.connection || {};
    if (net.saveData || /2g/.test(net.effectiveType || "")) return;
    var cache = await store();
    var pages = (await entries()).filter(function (entry) { return entry.kind === "page"; });
    if (pages.length < 2) return;
    for (var address of SITE.daftar) {
      var key = ROOT + address;
      var before = await cache.match(key);
      var old = before ? Date.now() - number(before, "at") : Infinity;
      if (old >= 0 && old < LISTINGS_EVERY) continue;
      await keep(key, await fetch(key, { cache: "no-cache" }));
    }
  }

  /* -- events ------------------------------------------------------------------------------- */

  async function file(event) {
    var url = event.request.url;
    try {
      var found = await (await store()).match(url);
      if (found) return found;
    } catch (error) { /* no storage */ }
    var plain = new URL(url);
    plain.searchParams.delete(OWN_FILES);
    return fetch(plain.href);
  }

  async function picture(event) {
    var found = await store().then(function (cache) { return cache.match(event.request.url); })
      .catch(function () { return null; });
    if (found) return found;
    var response = await fetch(event.request);
    if (response.ok && response.type === "basic") {
      var copy = response.clone();
      event.waitUntil(copy.blob().then(function (blob) {
        return blob.size <= LARGEST_PICTURE && inTurn(async function () {
          await put(event.request.url, blob, copy.headers.get("content-type") || "", "picture");
          if (held.size > SITE.batas) await makeRoom();
        });
      }).catch(function () { /* it broke off */ }));
    }
    return response;
  }

  self.addEventListener("fetch", function (event) {
    var request = event.request;
    if (request.method !== "GET" || request.url.indexOf(ROOT) !== 0 || request.headers.has("range")) return;
    if (request.mode === "navigate") event.respondWith(page(event));
    else if (isNamedByContent(request.url) || request.url.indexOf("?" + OWN_FILES + "=") > 0) event.respondWith(file(event));
    else if (request.destination === "image" && isPicture(request.url)) event.respondWith(picture(event));
  });

  self.addEventListener("install", function (event) { event.waitUntil(self.skipWaiting()); });

  /* The page that brought this worker came before it. */
  async function begin() {
    await self.clients.claim();
    for (var name of await caches.keys()) {
      var isOther = name !== STORE && /^kim-luring \d+ /.test(name);
      if (isOther && name.replace(/^kim-luring \d+ /, "") === ROOT) await caches.delete(name);
    }
    await heed();
    for (var client of await self.clients.matchAll({ type: "window" })) {
      if (client.url.indexOf(ROOT) !== 0) continue;
      await keep(client.url, await fetch(client.url, { cache: "force-cache" }));
    }
  }

  self.addEventListener("activate", function (event) {
    event.waitUntil(begin().catch(function () { /* no storage: everything comes from the network */ }));
  });
})();
