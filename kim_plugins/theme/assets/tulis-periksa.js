/* The writing desk: what `kim check` would say, as far as a browser can know it.

   The sentences are those of records/ (tests/browser/test_desk.py holds them together). */
(function () {
  "use strict";
  const desk = window.kimDesk;

  const MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");
  const DAYS = "Minggu Senin Selasa Rabu Kamis Jumat Sabtu".split(" ");

  /* `5 Desember 2026`, with its hour where one was given. */
  desk.day = (text, weekday) => {
    const [, year, month, day, clock] = /^(\d+)-(\d+)-(\d+)(?: (.*))?$/.exec(text);
    const name = weekday ? `${DAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}, ` : "";
    return `${name}${Number(day)} ${MONTHS[month - 1]} ${Number(year)}${clock ? ` pukul ${clock.replace(":", ".")}${desk.zone ? ` ${desk.zone}` : ""}` : ""}`;
  };

  const quote = (value, longest = 60) => {
    const text = [...String(value).split(/\s+/).filter(Boolean).join(" ")];
    return text.length <= longest ? `'${text.join("")}'` : `'${text.slice(0, longest - 1).join("")}…'`;
  };

  /* Text order is order in time; a day without an hour lasts until its end. */
  const isBefore = (one, other) => one < other && !(one.length === 10 && other.startsWith(one));
  const CLOCK = /^(\d{1,2})[.:](\d\d)$/;
  const later = (one, other) => other && one < other ? other : one;

  const fault = (path, code, message, hint) => ({ path, code, message, hint });
  const example = (field) => field.dataset.example ? `misalnya: ${field.dataset.example}` : "isi kolom ini";

  const day = (value) => {
    const [, year, month, last] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value) || [];
    if (year < 1900 || year > 2199) return ["K104", `tahun '${year}' di luar jangkauan`, "tulis tahun antara 1900 dan 2199"];
    if (last > new Date(Date.UTC(year, month, 0)).getUTCDate()) return ["K104", `tanggal ${quote(value)} tidak ada di kalender`, "tulis tanggal yang benar"];
  };
  const UNTIL = /^(?:sampai(?: dengan)?|hingga|s\/d|s\.d\.?|sd)\s+/;
  const EXAMPLES = "tulis misalnya: 21.30, selesai, atau 2026-08-18 01:00";

  /* Other ways to write an hour or a day are many, and left to the check. */
  const end = (value) => {
    const text = value.toLowerCase().replace(UNTIL, ""), [, hour, minute] = CLOCK.exec(text) || [];
    if (text === "selesai") return undefined;
    if (!/\d/.test(text)) return ["K105", `${quote(value)} bukan jam, tanggal atau kata selesai`, EXAMPLES];
    if (hour > 23 || minute > 59) return ["K105", `jam ${quote(text)} tidak ada`, EXAMPLES];
    if (/^\d+$/.test(text)) return ["K104", `${quote(value)} bukan tanggal yang dapat dibaca`, EXAMPLES];
    return day(value);
  };

  const MEANT = {
    day,
    moment: day,
    "clock-or-moment": end,
    number: (value, { least, greatest }, key) => {
      if (typeof value !== "number") return ["K109", `${quote(value)} bukan bilangan bulat`, "tulis angka saja, misalnya: 12"];
      if (value < least || value > greatest) return ["K119", `${key} ${quote(value, 20)} di luar batas`, `tulis bilangan dari ${least} sampai ${greatest}`];
    },
    money: (value) => typeof value === "number" ? undefined : ["K109", `${quote(value)} bukan jumlah rupiah`, "tulis rupiah tanpa singkatan, misalnya: 1500000"],
    link: (value) => /^https?:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/i.test(value) ? undefined
      : ["K110", `${quote(value)} bukan alamat situs yang lengkap`, "tulis alamat lengkap, misalnya: https://www.example.id/berita"],
  };

  function* ofValue(field, value, path) {
    const { longest, what, pattern, code, hint, key, widget } = { ...field.dataset };
    if (longest && [...value].length > longest)
      yield fault(path, "K108", `${key} ${quote(value, 30)} terlalu panjang: ${[...value].length} huruf`, `ringkas menjadi paling banyak ${longest} huruf`);
    if (pattern && !new RegExp(`^(?:${pattern})$`, "u").test(value)) yield fault(path, code, `${quote(value)} bukan ${what}`, hint);
    const said = MEANT[widget] && MEANT[widget](value, field.dataset, key);
    if (said) yield fault(path, ...said);
  }

  function* ofFields(box, values) {
    for (const field of desk.fields(box)) {
      const { key, title, path, required, fewest, most, widget } = field.dataset;
      const value = values[key];
      if (value === undefined) {
        if (required === undefined) continue;
        if (widget === "groups") yield fault(path, "K316", "kelompok penerbitnya belum ditulis", "pilih paling sedikit satu kelompok");
        else if (widget === "group" && !("many" in field.dataset)) yield* ofFields(field, {});
        else yield fault(path, "K101", `${key} (${title}) belum ditulis`, example(field));
      } else if ("many" in field.dataset) {
        const items = [].concat(value);
        if (items.length < fewest) yield fault(path, "K108", `${key} berisi ${items.length} butir, paling sedikit ${fewest}`, `tulis paling sedikit ${fewest} butir`);
        if (most && items.length > most) yield fault(path, "K108", `${key} berisi ${items.length} butir, paling banyak ${most}`, `sisakan paling banyak ${most} butir`);
        const filled = desk.items(field).filter((item) => desk.isFilled(item, widget));
        for (const [place, item] of filled.entries()) {
          if (widget === "group") yield* ofFields(item, items[place]);
          else yield* ofValue(field, items[place], item.dataset.path);
        }
      } else if (widget === "group") yield* ofFields(field, value);
      else yield* ofValue(field, value, path);
    }
  }

  const earlier = (path, what, one, than, other) => fault(path, "K210",
    `${what} ${desk.day(one)} lebih awal daripada ${than} ${desk.day(other)}`, `tulis tanggal yang tidak lebih awal, misalnya: ${other.slice(0, 10)}`);

  function* ofBulletin({ date, embargo, expires, updated, priority, corrections = [], withdrawn, tags = [] }) {
    for (const [place, tag] of tags.entries())
      if (tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) < place) yield fault(`tags[${place}]`, "K115", `${quote(tag)} ditulis dua kali`, "hapus salah satunya");
    if (!date) return;
    const publication = later(date, embargo);
    if (priority === "darurat" && !expires)
      yield fault("priority", "K212", "peringatan darurat belum punya batas waktu, padahal ia tampil di setiap halaman",
        `tambahkan sampai kapan ia berlaku, misalnya: ${publication.slice(0, 10)}`);
    if (expires && isBefore(expires, publication)) yield earlier("expires", "kedaluwarsa", expires, "terbit", publication);
    if (updated && isBefore(updated, date)) yield earlier("updated", "pembaruan", updated, "tanggal", date);
    const since = publication === date ? "tanggal" : "akhir embargo";
    for (const [place, one] of corrections.entries())
      if (one.date && isBefore(one.date, publication)) yield earlier(`corrections[${place}].date`, "pembetulan", one.date, since, publication);
    if (withdrawn && withdrawn.date && isBefore(withdrawn.date, publication)) yield earlier("withdrawn.date", "pencabutan", withdrawn.date, since, publication);
    if (withdrawn && withdrawn.date && withdrawn.restored && isBefore(withdrawn.restored, withdrawn.date))
      yield earlier("withdrawn.restored", "pemulihan", withdrawn.restored, "pencabutan", withdrawn.date);
  }

  const clock = (text) => text.replace(":", ".").padStart(5, "0");

  function* ofEvent(event) {
    if (!event || !event.start || !event.end) return;
    const [, hour] = event.start.split(" ");
    if (CLOCK.test(event.end) ? clock(event.end) <= clock(hour || "00:00") : false)
      yield fault("event.end", "K210", `acara selesai pukul ${clock(event.end)}, tidak setelah mulai pukul ${clock(hour || "00:00")}`,
        "betulkan jamnya; acara yang lewat tengah malam ditulis dengan tanggalnya, misalnya: 2026-08-18 01:00");
    else if (/^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/.test(event.end) && isBefore(event.end, event.start)) yield earlier("event.end", "akhir acara", event.end, "mulai", event.start);
  }

  const beforeMeeting = (path, code, what, day, held) => fault(path, code,
    `${what} ${desk.day(day)} lebih awal daripada rapat ${desk.day(held)}`, `tulis tanggal pada atau setelah rapat, misalnya: ${held}`);
  const ENDED = ["selesai", "batal"];

  function* ofAction(action, path, held) {
    if (action.due && held && action.due < held) yield beforeMeeting(`${path}.due`, "K205", "batas waktu", action.due, held);
    let previous;
    for (const [place, entry] of (action.progress || []).entries()) {
      const own = `${path}.progress[${place}]`;
      if (!entry.date || !entry.status) continue;
      if (held && entry.date < held) yield beforeMeeting(`${own}.date`, "K204", "kemajuan", entry.date, held);
      if (previous && entry.date < previous.date)
        yield fault(`${own}.date`, "K203", `kemajuan ${desk.day(entry.date)} ditulis setelah ${desk.day(previous.date)}`, "urutkan dari yang paling lama ke yang paling baru");
      if (previous && ENDED.includes(previous.status))
        yield fault(own, "K206", `masih ada kemajuan setelah '${previous.status}' pada ${desk.day(previous.date)}`, "ubah butir sebelumnya menjadi berjalan; bila butir ini keliru, hapus");
      previous = entry;
    }
  }

  function* ofDecision({ meeting = {}, method, votes, actions = [], aspiration }) {
    const { date: held, start, end, attendance = {} } = meeting;
    if (start && end && clock(end) <= clock(start))
      yield fault("meeting.end", "K210", `rapat selesai pukul ${clock(end)}, tidak setelah mulai pukul ${clock(start)}`,
        "betulkan jamnya; rapat yang lewat tengah malam cukup ditulis jam mulainya");
    if (method === "pemungutan-suara" && !votes)
      yield fault("method", "K201", "diputuskan dengan pemungutan suara, tetapi jumlah suaranya belum ditulis", "isi jumlah suaranya di bagian Suara");
    if (method === "mufakat" && votes)
      yield fault("votes", "K201", "ada jumlah suara, padahal cara memutuskannya mufakat", "bila diputuskan dengan suara, pilih pemungutan suara; bila mufakat, kosongkan jumlah suara");
    if (votes && typeof attendance.men === "number" && typeof attendance.women === "number") {
      const cast = [votes.for, votes.against, votes.abstain || 0], present = attendance.men + attendance.women;
      const sum = cast.reduce((one, other) => one + other, 0);
      if (cast.every((one) => typeof one === "number") && sum > present)
        yield fault("votes", "K202", `jumlah suara ${sum} lebih banyak daripada yang hadir, ${present} orang`, `tulis paling banyak ${present} suara, atau betulkan jumlah yang hadir`);
    }
    for (const [place, action] of actions.entries()) yield* ofAction(action, `actions[${place}]`, held);
    if (aspiration && aspiration.sent && aspiration.responded && aspiration.responded < aspiration.sent)
      yield fault("aspiration.responded", "K207", `dijawab ${desk.day(aspiration.responded)}, sebelum dikirim ${desk.day(aspiration.sent)}`,
        `tulis tanggal jawaban yang benar, misalnya: ${aspiration.sent}`);
  }

  function* ofLesson({ quiz = [] }) {
    for (const [place, { choices = [], answer }] of quiz.entries())
      if (choices.length > 1 && typeof answer === "number" && (answer < 1 || answer > choices.length))
        yield fault(`quiz[${place}].answer`, "K209", `jawaban nomor ${answer} tidak ada; pilihannya hanya ${choices.length}`, `tulis nomor antara 1 dan ${choices.length}`);
  }

  /* Whether anything was typed into an item of a list; what wasn't is no item. */
  desk.isFilled = (item, widget) => widget === "group" ? desk.values(item) !== undefined
    : desk.controls(item).some((control) => control.value.trim());

  /* The longest of all texts, which is where something can be left out. */
  const longest = (form) => [...form.querySelectorAll("input, textarea")].reduce((one, other) =>
    other.name !== "body" && other.value.length > one.value.length ? other : one, { value: "" });

  const MOST = 64 * 1024 + "---\n---\n".length;
  const ofLength = (form, values) => [...desk.markdown(values, "")].length <= MOST ? [] : [fault(longest(form).name, "K008",
    "keterangan di atas berkas lebih dari 64 ribu huruf", "pindahkan uraian yang panjang ke kolom Isi tulisan")];

  /* Values without those at the paths of faults: what can't be read is compared with nothing. */
  const without = (values, faults) => {
    const read = JSON.parse(JSON.stringify(values));
    for (const { path } of faults) {
      const keys = path.match(/[^.[\]]+/g), last = keys.pop(), box = keys.reduce((inner, key) => inner && inner[key], read);
      if (box && typeof box[last] !== "object") delete box[last];
    }
    return read;
  };

  desk.check = (form, values) => {
    const found = [...ofLength(form, values), ...ofFields(form, values)], read = without(values, found);
    return [...found, ...ofBulletin(read), ...ofEvent(read.event), ...ofDecision(read), ...ofLesson(read)];
  };
})();
