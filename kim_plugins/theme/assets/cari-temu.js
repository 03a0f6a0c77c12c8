// Finding: a query → numbers of documents in order. docs/search-index.md says what is read here.
(() => {
  "use strict";
  const kim = window.kim_cari;
  const { own, value, words } = kim;

  // All weights of the ranking. A field's bit is its place in this list.
  const FIELDS = [5, 4, 2.5, 2, 1.5, 0]; // title, tags, description, headings, fields, body
  const SATURATION = 1.2, SPREAD = 0.6, USUAL = 300, EXACT = 2, TITLE = 1.6, PAIR = 0.35;
  const LENGTHS = [37, 75, 150, 300, 600, 1200], MOST = 12, BUCKETS = 256;
  const WORDS = 16, PAIRS = 4, LARGE = 500, NEWEST_BITS = 16, BELOW = 0.6;
  const KINDS = ["berita", "literasi", "keputusan", "lainnya"];

  function* numbers(text) {
    let total = 0;
    for (const digit of text) {
      const place = value(digit);
      total = total * 46 + (place % 46);
      if (place < 46) {
        yield total;
        total = 0;
      }
    }
  }
  function* rising(text) {
    let total = 0;
    for (const gap of numbers(text)) yield (total += gap);
  }
  const TABLE = Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  const hash = (word) => { // CRC-32
    let h = -1;
    for (const byte of new TextEncoder().encode(word)) h = TABLE[(h ^ byte) & 255] ^ (h >>> 8);
    return ~h >>> 0;
  };

  // The newest documents of a large site, which have a part of their own.
  let opened;
  const newest = async (index) => {
    const data = index.newest ? await kim.part("q", index.newest) : undefined;
    if (data && (!opened || opened.data !== data)) {
      const [gaps, versions, lexicon, stems, pairs, filters] = data, places = [...rising(gaps)];
      opened = { data, words: kim.read(lexicon), stems, filters, pairs: pairs.map((text, n) => [places[n], new Set(rising(text))]),
        versions: places.map((number, n) => [number, versions.substr(n * 3, 3)]) };
    }
    return data ? opened : { words: new Map(), stems: {}, pairs: [], versions: [], filters: [{}, {}] };
  };

  // -- the query -------------------------------------------------------------------------------

  const parsed = (query) => {
    const units = [];
    let left = WORDS;
    for (const [, minus, quoted, bare] of kim.telephones(query.slice(0, 2000)).matchAll(/(?<!\S)(-?)(?:"([^"]*)"?|(\S+))|"([^"]*)"?/g)) {
      const found = words(quoted ?? bare ?? "").slice(0, left);
      left -= found.length;
      if (quoted !== undefined && found.length > 1) units.push({ words: found, phrase: true, minus: !!minus });
      else for (const word of found) units.push({ words: [word], minus: !!minus });
    }
    return units;
  };
  // A long form becomes its abbreviation, and a compound one word, under which the index has both.
  const shortened = (units, pairs) => {
    for (const [short, long] of pairs) {
      const wanted = long.split(" "), last = wanted[wanted.length - 1];
      for (let at = 0; at + wanted.length <= units.length; at++) {
        const some = units.slice(at, at + wanted.length);
        if (some.every(({ phrase, minus, words: [word] }, n) => !phrase && !minus && (word === wanted[n] || (wanted[n] === last && word === `${last}nya`)))) {
          units.splice(at, wanted.length, { words: [short] });
        }
      }
    }
    for (const unit of units) {
      unit.also = pairs.filter(([short]) => !unit.phrase && short === unit.words[0]).map(([, long]) => long.split(" "));
    }
  };

  // Words that mean the same: what is typed finds the others too, a little below itself.
  const widened = (units, groups) => {
    const members = groups.flatMap((text) => {
      const group = text.map((member) => member.split(" "));
      return group.map((member) => ({ member, others: group.filter((other) => other !== member) }));
    });
    // What has more words says more.
    for (const { member, others } of members.sort((a, b) => b.member.length - a.member.length)) {
      for (let at = 0; at + member.length <= units.length; at++) {
        const some = units.slice(at, at + member.length);
        if (some.some((unit, m) => unit.phrase || unit.minus || unit.others || unit.words[0] !== member[m])) continue;
        units.splice(at, member.length, { ...some[0], words: member, others });
      }
    }
  };
  // A sum in figures and in words: 5.000.000, 5 juta, 5jt.
  const SUMS = { juta: 1e6, jt: 1e6, ribu: 1e3, rb: 1e3 };
  const summed = (units) => {
    units.forEach((unit, at) => {
      const next = units[at + 1], [, glued, name] = /^(\d{1,4})(jt|rb|juta|ribu)$/.exec(unit.words[0]) || [];
      const count = glued || (/^\d{1,4}$/.test(unit.words[0]) && next && !next.phrase && own(SUMS, next.words[0]) ? unit.words[0] : undefined);
      if (unit.phrase || unit.minus) return;
      const [tenths, last] = units.slice(at + 1, at + 3).map((one) => (one.phrase ? "" : one.words[0]));
      if (last && own(SUMS, last) && /^\d{1,4}$/.test(unit.words[0]) && /^\d{1,2}$/.test(tenths)) { // 1,8 juta
        const sum = Math.round(`${unit.words[0]}.${tenths}` * SUMS[last]);
        units.splice(at, 3, { ...unit, words: [unit.words[0], tenths, SUMS[last] === 1e6 ? "juta" : "ribu"], others: [[String(sum)]] });
      } else if (count) {
        const worth = SUMS[name || next.words[0]], long = worth === 1e6 ? "juta" : "ribu";
        units.splice(at, glued ? 1 : 2, { ...unit, words: [count, long], others: [[String(count * worth)]] });
      } else if (/^\d{1,7}000$/.test(unit.words[0])) {
        unit.others = [[1e6, "juta"], [1e3, "ribu"]].filter(([worth]) => unit.words[0] % worth === 0).map(([worth, long]) => [String(unit.words[0] / worth), long]);
      }
    });
  };
  // What was typed in two pieces, and what was typed twice by a 2: bea siswa, ibu2.
  const mended = async (index, units) => {
    const isPlain = (unit) => unit && !unit.phrase && !unit.minus && !unit.others && unit.words.length === 1;
    const knows = async (word) => !!(await look(index, word));
    for (let at = 0; at < units.length; at++) {
      const [unit, next] = units.slice(at, at + 2);
      if (!isPlain(unit) || await knows(unit.words[0]) && !(isPlain(next) && !await knows(next.words[0]))) continue;
      const [, once] = /^(\p{L}{2,})2$/u.exec(unit.words[0]) || [];
      if (once && await knows(once)) unit.words = [once];
      else if (isPlain(next) && await knows(unit.words[0] + next.words[0])) units.splice(at, 2, { ...unit, words: [unit.words[0] + next.words[0]] });
      else if (!await knows(unit.words[0])) {
        const pair = await parted(index, unit.words[0]);
        if (pair) units.splice(at++, 1, ...pair.map((word) => ({ ...unit, words: [word] })));
      }
    }
  };
  // The small words of a question say nothing beside others.
  const withoutSmall = (units, small) => {
    const rest = units.filter((unit) => unit.phrase || unit.minus || !small.includes(unit.words[0]));
    return rest.some((unit) => !unit.minus) ? rest : units;
  };

  // -- words that the site doesn't use ---------------------------------------------------------

  const NASAL = [[/^(me|pe)ny(?=[aiueo])/, "s"], [/^(me|pe)ng(?=[aiueo])/, "k"], [/^(me|pe)m(?=[aiueo])/, "p"],
    [/^(me|pe)n(?=[aiueo])/, "t"], [/^(me|pe)nge/, ""], [/^(me|pe)(ng|ny|m|n)/, ""],
    // As one speaks: nanam, nyari, ngecek.
    [/^ny(?=[aiueo])/, "s"], [/^ny(?=[aiueo])/, "c"], [/^ng(?=[aiueo])/, "k"], [/^nge?/, ""], [/^n(?=[aiueo])/, "t"], [/^m(?=[aiueo])/, "p"], [/^(member|pember|memper|pemer|diper|diber|keber|keter)/, ""],
    [/^(bel|pel)(?=ajar)/, ""], [/^(me|pe|ber|be|ter|te|per|di|ke|se|ku|kau)/, ""]];
  const roots = (word) => {
    const bare = new Set([word]);
    for (const ending of [/(lah|kah|pun)$/, /(nya|ku|mu)$/, /kan$/, /an$/, /in?$/]) {
      for (const one of [...bare]) bare.add(one.replace(ending, ""));
    }
    for (const one of [...bare]) bare.add(one.replace(/e(?=[mnt]$)/, "a"));
    const found = new Set(bare);
    for (let turn = 0; turn < 2; turn++) {
      for (const one of [...found]) for (const [start, put] of NASAL) found.add(one.replace(start, put));
    }
    found.delete(word);
    return [...found].filter((one) => one.length > 2).sort((a, b) => b.length - a.length).slice(0, 32);
  };
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  };
  const nearest = async (index, word) => {
    const { words: late } = await newest(index), small = index.small.split(" ");
    const most = word.length < 7 ? 1.5 : 2;
    // Letters that are left out at the beginning: tsunami, hujan, sudah, kmari.
    const variants = [word, ...[..."tshk"].map((letter) => letter + word), word[1] + word[0] + word.slice(2), word.slice(1), word[0] + word.slice(2),
      word[0] + (word[2] || "") + word[1] + word.slice(3), ...[..."aiueo"].map((vowel) => word[0] + vowel + word.slice(2)),
      ...[..."aiueo"].map((vowel) => word[0] + vowel + word.slice(1))];
    const pages = [...new Set(variants.map((one) => kim.prefixOf(index, one)))].filter((one) => one !== undefined).slice(0, 12);
    const rated = [late, ...await Promise.all(pages.map(kim.page))].flatMap((entries) => [...entries.values()])
      .filter((entry) => entry.common && entry.form.length > 2 && !small.includes(entry.form))
      .map((entry) => [distance(word, entry.form, 2), entry]).filter(([far]) => far <= most);
    // Where two letters differ, another word is likelier than a slip, unless both begin and end alike.
    const isSlip = (far, form) => far < 2 || (word.length > 8 && form.slice(0, 3) === word.slice(0, 3) && form.slice(-3) === word.slice(-3));
    rated.sort(([far, a], [farther, b]) => far - farther || (a.form[0] !== word[0]) - (b.form[0] !== word[0]) || kim.byUse(a, b));
    const best = rated.find(([far, { form }]) => isSlip(far, form));
    return best && best[1];
  };
  // Two words in one: banksampah.
  const parted = async (index, word) => {
    for (let at = word.length - 3; at > 2; at--) {
      const pair = [word.slice(0, at), word.slice(at)];
      if (!await look(index, pair[0]) || !await look(index, pair[1])) continue;
      const together = await paired(index, ...pair);
      if (together && together.size) return pair;
    }
    return undefined;
  };
  // The entry of a word, with its stems in the newest documents.
  const look = async (index, word) => {
    const known = await kim.look(word), other = (await newest(index)).words.get(word);
    return known && other ? { ...known, stems: [...new Set([...known.stems, ...other.stems])] } : known || other;
  };
  // The stems that a word stands for, and what to tell the reader about it.
  const resolved = async (index, word, isLast, hasOthers) => {
    const { words: late } = await newest(index);
    const known = await look(index, word);
    if (known) return { stems: known.stems, common: known.common };
    if (hasOthers) return { stems: [], common: 0 };
    if (isLast && word.length > 2) {
      const fresh = [...late.values()].filter((entry) => entry.common && entry.form.startsWith(word));
      const begun = [...await kim.beginning(word, 6), ...fresh].sort(kim.byUse).slice(0, 6);
      if (begun.length) return { stems: [...new Set(begun.flatMap((one) => one.stems))], common: 0 };
    }
    const candidates = roots(word);
    const found = await Promise.all(candidates.map((one) => look(index, one)));
    const root = found.find((entry, n) => entry && (entry.stems[0] === candidates[n] || entry.common));
    if (root) return { stems: root.stems, common: root.common };
    // What pages say around what others wrote isn't misspelt.
    const nothing = { stems: [], common: 0 };
    if ((await kim.part("a", index.around) || "").split(" ").includes(word)) return { ...nothing, isAround: true };
    const near = word.length > 3 && !/\d/.test(word) ? await nearest(index, word) : undefined;
    return near ? { stems: near.stems, common: near.common, near: near.form } : nothing;
  };

  // -- postings --------------------------------------------------------------------------------

  const postings = async (index, stem) => {
    const single = own(index.own, stem), place = hash(stem) & (index.postings.length / 4 - 1);
    const data = single !== undefined ? { [stem]: (await kim.part(`b:${stem}`, single) || {})[stem] }
      : await kim.part(`p${place}`, index.postings.substr(place * 4, 4));
    const found = [data && own(data, stem), own((await newest(index)).stems, stem)].filter(Boolean);
    return found.length ? found.join(" ") : undefined;
  };
  // Number → score, from the forms of a stem: what a document has of several counts together.
  const rowsOf = (index, text, typed) => {
    const pieces = text.split(" "), names = [], merged = new Map();
    for (let n = 0; n < pieces.length; n += 4) {
      const [form, gaps, fields, amounts] = pieces.slice(n, n + 4), name = form.replace("=", "");
      const isExact = typed.has(name);
      names.push(name);
      let at = 0;
      for (const number of rising(gaps)) {
        const amount = value(amounts[at]), old = merged.get(number);
        merged.set(number, { mask: value(fields[at++]) | (old ? old.mask : 0), times: (amount % MOST) + 1 + (old ? old.times : 0),
          length: LENGTHS[Math.floor(amount / MOST)], isExact: isExact || (!!old && old.isExact) });
      }
    }
    const rarity = Math.log(1 + (index.documents - merged.size + 0.5) / (merged.size + 0.5));
    const rows = new Map();
    for (const [number, { mask, times, length, isExact }] of merged) {
      let weight = mask & 0b110100 ? Math.min(MOST, times) / (1 - SPREAD + SPREAD * length / USUAL) : 0;
      FIELDS.forEach((one, bit) => { if (mask >> bit & 1) weight += one; });
      rows.set(number, rarity * weight * (SATURATION + 1) / (weight + SATURATION) * (isExact ? EXACT : 1) * (mask & 1 ? TITLE : 1));
    }
    return { rows, names };
  };
  const rowsOfUnit = async (index, unit) => {
    const typed = new Set(unit.near ? [unit.near] : unit.words), total = new Map(), names = new Set();
    for (const text of await Promise.all(unit.stems.map((stem) => postings(index, stem)))) {
      if (!text) continue;
      const found = rowsOf(index, text, typed);
      found.names.forEach((name) => names.add(name));
      for (const [number, score] of found.rows) total.set(number, Math.max(total.get(number) || 0, score));
    }
    return { rows: total, names };
  };
  // The documents in which two words may stand beside one another; none is left out.
  const paired = async (index, first, second) => {
    const parts = index.pairs.length / 4, place = Math.floor(hash(first + second) / 2 ** 32 * parts * BUCKETS);
    const part = Math.floor(place / BUCKETS);
    const text = await kim.part(`s${part}`, index.pairs.substr(part * 4, 4));
    if (text === undefined) return undefined;
    const found = new Set(rising(text.split(" ")[place % BUCKETS])), late = hash(first + second) >>> (32 - NEWEST_BITS);
    for (const [number, pairs] of (await newest(index)).pairs) if (pairs.has(late)) found.add(number);
    return found;
  };
  const pairsOf = (index, found) => Promise.all(found.slice(1).map((word, n) => paired(index, found[n], word)));

  // -- the answer ------------------------------------------------------------------------------

  const resolveUnits = async (index, units) => {
    await Promise.all(units.map(async (unit, n) => {
      if (unit.phrase) return;
      const isLast = n === units.length - 1 && !unit.minus;
      const others = await Promise.all((unit.others || []).map(async (words) => words.length > 1 ? { words } : { words, entry: await look(index, words[0]) }));
      unit.others = others.filter(({ words, entry }) => words.length > 1 || entry);
      if (unit.words.length > 1) Object.assign(unit, { stems: [], common: 0 });
      else Object.assign(unit, await resolved(index, unit.words[0], isLast, unit.others.some(({ entry }) => entry)));
    }));
    const plain = units.filter((unit) => !unit.phrase && !unit.minus);
    // On a large site a word that is nearly everywhere costs much and tells nothing beside others.
    const isCommon = (unit) => index.documents >= LARGE && unit.common && 2 ** (unit.common - 1) >= index.documents / 2;
    if (units.some((unit) => unit.phrase || (!unit.minus && unit.stems.length && !isCommon(unit)))) {
      for (const unit of plain) unit.skipped = isCommon(unit);
    }
  };
  const phraseRows = async (index, unit) => {
    const [first, ...others] = (await pairsOf(index, unit.words)).filter(Boolean);
    const single = await Promise.all(unit.words.map(async (word) => rowsOfUnit(index, { words: [word], stems: (await look(index, word) || { stems: [] }).stems })));
    const rows = new Map();
    for (const number of first || []) {
      // Other pairs hash alike: each word has to stand there.
      if (![...others, ...single.map((one) => one.rows)].every((some) => some.has(number))) continue;
      rows.set(number, single.reduce((sum, one) => sum + one.rows.get(number), 1));
    }
    return { rows, names: new Set(unit.words) };
  };

  // The rows of a word, of a long form, or of whatever else means the same.
  const rowsOfAll = async (index, unit) => {
    const isLong = unit.words.length > 1;
    const { rows, names } = await (isLong ? phraseRows(index, unit) : rowsOfUnit(index, unit));
    for (const { words: other, entry } of unit.others) {
      const more = await (entry ? rowsOfUnit(index, { words: other, stems: entry.stems }) : phraseRows(index, { words: other }));
      if (entry) more.names.forEach((name) => names.add(name));
      for (const [number, score] of more.rows) rows.set(number, Math.max(rows.get(number) || 0, score * BELOW));
    }
    // A long form is marked as a whole.
    if (isLong) unit.words.forEach((word) => names.delete(word));
    return { rows, names };
  };

  // { order, scores…, shown forms, phrases, corrections, unknown words }: everything but texts.
  kim.find = async (query) => {
    const index = await kim.manifest();
    if (!index) return undefined;
    const units = withoutSmall(parsed(query), index.small.split(" "));
    summed(units);
    await mended(index, units);
    shortened(units, index.abbreviations);
    widened(units, index.synonyms);
    await resolveUnits(index, units);
    const hasMore = units.some((unit) => !unit.minus && !unit.isAround);
    const used = units.filter((unit) => !unit.skipped && !(unit.isAround && hasMore));
    const found = await Promise.all(used.map((unit) => unit.phrase ? phraseRows(index, unit) : rowsOfAll(index, unit)));
    const scores = new Map(), shown = new Set(), banned = new Set();
    const needed = [], also = [];
    used.forEach((unit, n) => {
      const { rows, names } = found[n];
      if (unit.minus) return rows.forEach((_, number) => banned.add(number));
      names.forEach((name) => shown.add(name));
      also.push(...(unit.also || []), ...[unit.words, ...(unit.others || []).map((other) => other.words)].filter((row) => row.length > 1));
      if (unit.phrase) needed.push(rows);
      for (const [number, score] of rows) {
        const old = scores.get(number) || { units: 0, pairs: 0, score: 0, number };
        scores.set(number, { ...old, units: old.units + 1, score: old.score + score });
      }
    });
    const plain = units.filter((unit) => !unit.phrase && !unit.minus && unit.stems.length).map((unit) => unit.near || unit.words[0]);
    for (const set of (await pairsOf(index, plain.slice(0, PAIRS + 1))).filter(Boolean)) {
      for (const number of set) if (scores.has(number)) scores.get(number).pairs++;
    }
    const wanted = used.filter((unit) => !unit.minus).length;
    const order = [...scores.values()].filter(({ number }) => !banned.has(number) && needed.every((rows) => rows.has(number)));
    order.sort((a, b) => b.units - a.units || b.score * (1 + PAIR * b.pairs) - a.score * (1 + PAIR * a.pairs) || b.number - a.number);
    return {
      index, order: order.map(({ number }) => number), complete: new Set(order.filter((one) => one.units === wanted).map(({ number }) => number)),
      shown, also, phrases: units.filter((unit) => unit.phrase && !unit.minus).map((unit) => unit.words),
      near: units.filter((unit) => unit.near).map((unit) => [unit.words[0], unit.near]),
      around: units.filter((unit) => unit.isAround && !unit.minus).map((unit) => unit.words[0]),
      unknown: used.filter((unit, n) => !unit.phrase && !unit.minus && !unit.isAround && !found[n].rows.size).map((unit) => unit.words.join(" ")),
    };
  };

  // -- documents -------------------------------------------------------------------------------

  const EPOCH = Date.UTC(1970, 0, 1), DAY = 864e5;
  kim.kindOf = (number) => KINDS[number % 4];
  kim.KINDS = KINDS;
  kim.yearOf = (index, number) => number < index.undated ? "0"
    : String(new Date(EPOCH + Math.floor((number - index.undated) / index.slots) * DAY).getUTCFullYear());
  kim.rising = rising;
  kim.years = async (index) => {
    const late = (await newest(index)).versions.map(([number]) => kim.yearOf(index, number));
    return [...new Set([...Object.keys(index.years), ...late])];
  };
  // Group → gaps and topic → gaps, of some years one after the other.
  kim.filters = async (index, years) => {
    const some = years.filter((year) => own(index.years, year)).map((year) => kim.part(`f${year}`, index.years[year][1]));
    return [(await newest(index)).filters, ...await Promise.all(some)].filter(Boolean);
  };
  // Number → version of its text, for one year.
  kim.year = async (index, year) => {
    const [gaps, versions] = (own(index.years, year) && await kim.part(`t${year}`, index.years[year][0])) || ["", ""];
    const late = (await newest(index)).versions.filter(([number]) => kim.yearOf(index, number) === year);
    return new Map([...[...rising(gaps)].map((number, n) => [number, versions.substr(n * 3, 3)]), ...late]);
  };
  kim.text = async (index, number) => {
    const year = kim.yearOf(index, number);
    const version = (await kim.year(index, year)).get(number);
    if (version === undefined) return undefined;
    return kim.load(`d${number}`, `bagian/d${number.toString(36)}-${version}`);
  };
})();
