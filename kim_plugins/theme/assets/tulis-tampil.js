/* The writing desk: a preview with the words and classes of the page (pages/templates/). */
(function () {
  "use strict";
  const desk = window.kimDesk;
  const escape = desk.escape;

  const when = (value, make) => value === undefined || value.length === 0 ? "" : make(value);
  const row = (label, value) => when(value, (text) => `<div><dt>${label}</dt><dd>${text}</dd></div>`);
  const points = (items, element = "ul") => `<${element}>${items.map((item) => `<li>${escape(item)}</li>`).join("")}</${element}>`;
  const note = (text) => `<p class="kim-notice" role="note">${text}</p>`;
  const rupiah = (amount) => "Rp" + String(amount).replace(/\B(?=(\d{3})+$)/g, ".");

  /* The label of a term, as the form shows it. */
  const label = (form, key, value) => {
    const field = form.querySelector(`[data-key="${key}"]`);
    const option = field && [...field.querySelectorAll("option, input")].find((one) => one.value === value);
    return escape(option ? option.dataset.label || option.textContent : value);
  };
  const labels = (form, key, values) => when(values, (found) => found.map((one) => label(form, key, one)).join(", "));

  const picture = ({ image }) => when(image && image.src, () => {
    const found = Object.values(desk.media).find((one) => one.path === image.src);
    const told = [when(image.caption, escape), when(image.credit, (credit) => `<small>Gambar: ${escape(credit)}</small>`)].filter(Boolean).join(" ");
    return `<figure class="kim-figure"><img src="${found ? found.data : ""}" alt="${escape(image.alt || "")}">${when(told, (text) => `<figcaption>${text}</figcaption>`)}</figure>`;
  });

  const hours = ({ start, end }) => start ? `, pukul ${start}${end ? ` sampai ${end}` : ""}${desk.zone ? ` ${desk.zone}` : ""}` : "";

  const times = (start, end) => {
    const said = desk.day(start, true), zone = desk.zone && said.endsWith(` ${desk.zone}`) ? ` ${desk.zone}` : "";
    if (!end) return said;
    if (/^\d{1,2}[.:]\d\d$/.test(end)) return `${said.slice(0, said.length - zone.length)} sampai ${end.replace(":", ".")}${zone || ` ${desk.zone}`}`;
    return `${said} sampai ${/^\d{4}-\d\d-\d\d/.test(end) ? desk.day(end, true) : escape(end)}`;
  };

  const event = ({ start, end, time_note, place, organiser, repeat }, form) => `<section class="kim-notice kim-event"><h2>Acara</h2><dl class="kim-facts">
    ${row("Kapan", when(start, (text) => times(text, end) + when(time_note, (told) => ` (${escape(told)})`)))}
    ${row("Berulang", when(repeat, (value) => label(form, "repeat", value)))}${row("Di mana", when(place, escape))}${row("Penyelenggara", when(organiser, escape))}</dl></section>`;

  const VERDICTS = { benar: "✓", salah: "✕", "belum-terbukti": "?" };

  const claim = ({ text, verdict, type, source, date, references = [] }, form) => `<section class="kim-notice kim-claim"><h2>Klaim yang diperiksa</h2>
    <blockquote><p>${escape(text || "")}</p></blockquote>
    <p class="kim-verdict">Hasil periksa: <strong>${when(verdict, (value) => `<span aria-hidden="true">${VERDICTS[value]}</span> ${label(form, "verdict", value)}`)}</strong>${when(type, (value) => ` (${label(form, "type", value).toLowerCase()})`)}</p>
    ${source ? `<p>Beredar lewat: ${escape(source)}${when(date, (day) => `, ${desk.day(day)}`)}.</p>` : when(date, (day) => `<p>Beredar sejak ${desk.day(day)}.</p>`)}
    <h3>Buktinya</h3><ul>${references.map(({ title, url }) => `<li><a href="${escape(url || "")}">${escape(title || "")}</a></li>`).join("")}</ul></section>`;

  const decided = ({ decision = [], method, votes }, form) => `<section class="kim-notice kim-decision"><h2>Keputusannya</h2>${points(decision, "ol")}
    ${when(method, (value) => `<p>Diputuskan dengan ${label(form, "method", value).toLowerCase()}${votes ? `: ${votes.for} setuju, ${votes.against} tidak setuju, ${votes.abstain || 0} abstain` : ""}.</p>`)}</section>`;

  const action = ({ task = "", owner = "", due, cost, funding, progress = [] }, form) => `<li class="kim-notice kim-action"><h3>${escape(task)}</h3>
    <p>Dikerjakan ${escape(owner)}${when(due, (day) => `, paling lambat ${desk.day(day)}`)}${cost !== undefined ? `. Biaya: ${rupiah(cost)}${when(funding, (from) => ` (${escape(from)})`)}` : when(funding, (from) => `. Sumber dana: ${escape(from)}`)}</p>
    ${when(progress, (steps) => `<ol class="kim-timeline">${steps.map((step) => `<li>${when(step.date, (day) => desk.day(day))}: ${when(step.status, (value) => label(form, "status", value).toLowerCase())}${when(step.note, (told) => `. ${escape(told)}`)}</li>`).join("")}</ol>`)}</li>`;

  const asked = ({ to = "", sent, channel, ticket, responded, response }) => `<li><h2>Yang disampaikan ke pemerintah</h2><dl class="kim-facts">${row("Kepada", escape(to))}
    ${row("Dikirim", when(sent, (day) => desk.day(day) + when(channel, (way) => `, lewat: ${escape(way)}`) + when(ticket, (number) => `, nomor ${escape(number)}`)))}
    ${row("Jawaban", response || responded ? escape(response || "Sudah dijawab.") : "Belum ada jawaban.")}</dl></li>`;

  const meeting = ({ date, start, end, place, chair, secretary, attendance = {}, resource_persons, agenda }) => `<li><h2>Musyawarahnya</h2><dl class="kim-facts">
    ${row("Hari, tanggal", when(date, (day) => desk.day(day, true) + hours({ start, end })))}${row("Tempat", when(place, escape))}${row("Pemimpin rapat", when(chair, escape))}
    ${row("Notulis", when(secretary, escape))}${row("Yang hadir", `${(attendance.men || 0) + (attendance.women || 0)} orang: ${attendance.men || 0} laki-laki, ${attendance.women || 0} perempuan`)}
    ${row("Narasumber", when(resource_persons, (names) => names.map(escape).join("; ")))}${row("Yang dibahas", when(agenda, points))}</dl></li>`;

  const option = ({ title = "", pros, cons }) => `<div class="kim-notice kim-option"><h3>${escape(title)}</h3>
    ${when(pros, (items) => `<p class="kim-option__side">Kelebihan</p>${points(items)}`)}${when(cons, (items) => `<p class="kim-option__side">Kekurangan</p>${points(items)}`)}</div>`;

  const question = ({ question: asked = "", choices = [] }) => `<li><p><strong>${escape(asked)}</strong></p><ol class="kim-choices">${choices.map((choice) => `<li>${escape(choice)}</li>`).join("")}</ol></li>`;

  const body = (text, heading) => when(text, (written) => `<section class="kim-body md-typeset">${heading ? `<h2>${heading}</h2>` : ""}${desk.html(written)}</section>${desk.isAbout() ? note("Tulisan ini memuat tanda HTML atau tanda program lain. Di sini ia tampil kira-kira; halamannya bisa sedikit berbeda.") : ""}`);

  const MIDDLES = {
    news: (values, text, form) => [
      when(values.event, (found) => event(found, form)),
      when(values.place, (place) => `<p class="kim-place">Tempat kejadian: <strong>${escape(place)}</strong></p>`),
      body(text),
    ],
    lesson: (values, text, form) => [
      when(values.claim, (found) => claim(found, form)),
      `<dl class="kim-facts">${row("Tingkat", when(values.level, (value) => label(form, "level", value)))}${row("Lama belajar", when(values.duration, (minutes) => `${minutes} menit`))}
      ${row("Untuk", labels(form, "audience", values.audience))}${row("Pilar", labels(form, "pillars", values.pillars))}${row("Kompetensi", labels(form, "competencies", values.competencies))}</dl>`,
      when(values.objectives, (items) => `<section><h2>Setelah belajar ini Anda bisa</h2>${points(items)}</section>`),
      body(text, "Pelajarannya"),
      when(values.steps, (steps) => `<section><h2>Langkah belajar</h2>${points(steps, "ol")}</section>`),
      when(values.quiz, (questions) => `<section class="kim-quiz"><h2>Uji diri</h2><ol>${questions.map(question).join("")}</ol></section>`),
    ],
    decision: (values, text, form) => [
      `<ol class="kim-story">${when(values.problem, (problem) => `<li><h2>Masalahnya</h2><p>${escape(problem)}</p></li>`)}
      ${when(values.actions, (items) => `<li><h2>Tindak lanjutnya</h2><ul class="kim-actions">${items.map((one) => action(one, form)).join("")}</ul></li>`)}
      ${when(values.aspiration, asked)}${when(values.meeting, meeting)}
      ${when(values.options, (items) => `<li><h2>Usulan yang ditimbang</h2><div class="kim-options">${items.map(option).join("")}</div></li>`)}</ol>`,
      body(text, "Catatan"),
    ],
  };

  /* The page of a bulletin, as far as a form knows it. */
  desk.preview = (form, kind, values, text) => `<article class="kim-bulletin kim-of-${kind}"><header class="kim-head">
    <h1>${escape(values.title || "")}</h1><p class="kim-lead">${escape(values.description || "")}</p>
    <p class="kim-byline">${when(values.date, (day) => `Terbit ${desk.day(later(day, values.embargo), true)}`)}</p></header>
    ${values.verification === "perlu-verifikasi" ? note("Berita ini masih memerlukan verifikasi lebih lanjut yang diupayakan dalam waktu secepatnya.") : ""}
    ${kind === "decision" ? decided(values, form) : ""}${picture(values)}${MIDDLES[kind](values, text, form).join("")}
    ${when(values.sources, (sources) => `<section class="kim-sources"><h2>Sumber</h2><ul>${sources.map(({ title = "", url }) => `<li>${url ? `<a href="${escape(url)}">${escape(title)}</a>` : escape(title)}</li>`).join("")}</ul></section>`)}
    ${when(values.tags, (tags) => `<ul class="kim-topics" aria-label="Topik">${tags.map((tag) => `<li>${escape(tag)}</li>`).join("")}</ul>`)}</article>`;

  const later = (one, other) => other && one < other ? other : one;
})();
