/* The writing desk: the form at work. */
(function () {
  "use strict";
  const desk = window.kimDesk;
  const form = document.querySelector("form#tulis");
  if (!form) return;
  const { kind, folder, repo, new: newFile } = form.dataset;
  desk.zone = form.dataset.zone;
  const part = (name) => document.getElementById("tulis-" + name);
  const body = form.elements.body, MOST_SOUND = 20e6;
  let draft;

  const say = (text, bad) => {
    part("kabar").textContent = text;
    part("kabar").classList.toggle("kim-notice--warn", Boolean(bad));
    part("kabar").hidden = !text;
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  };

  const values = () => desk.values(form);
  const dayOf = (found) => (found.date || today()).slice(0, 10);
  const slugOf = (found) => desk.slug(found.title || "", folder, dayOf(found));
  const isYearly = form.dataset.yearly !== undefined;
  const placeOf = (found) => `${folder}/${isYearly ? dayOf(found).slice(0, 4) + "/" : ""}${slugOf(found)}.md`;
  /* Office programs break lines and pages with signs of their own. */
  const textOf = () => desk.text(body.value.replace(/[\v\f]/g, "\n"));

  /* Pictures are named by the title, which may still change: their paths are made when they are asked for. */
  const nameMedia = () => {
    const found = values(), up = isYearly ? "../../media/" : "../media/";
    let text = body.value;
    Object.entries(desk.media).forEach(([, one], place) => {
      const path = `${up}${dayOf(found)}-${slugOf(found)}-${place + 1}.${one.suffix}`;
      if (one.path && one.path !== path) text = text.split(`(${one.path})`).join(`(${path} )`);
      one.path = path;
    });
    text = text.replace(/(\.\.\/media\/[^\s()]+) \)/g, "$1)");
    if (text !== body.value) body.value = text;
  };

  const touched = new Set();
  let kept = true;

  const clock = () => new Date().toLocaleTimeString("id", { hour: "2-digit", minute: "2-digit" });

  const keep = () => {
    nameMedia();
    const found = values(), isKept = draft.keep({ kind, values: found, body: body.value });
    if (kept && !isKept) say("Telepon ini tidak dapat menyimpan konsep (penyimpanan penuh atau dilarang). Tulisan tetap ada selama halaman ini terbuka; kirim sebelum ditutup.", true);
    kept = isKept;
    part("lain").hidden = !isKept;
    part("tersimpan").textContent = isKept ? `Konsep tersimpan pukul ${clock()}, di telepon ini saja.` : "Konsep tidak tersimpan di telepon ini.";
    if (isKept && found.group) desk.usual.keep(found.group);
  };

  const keepMedia = async () => {
    keep();
    if (!await draft.keepMedia(desk.media)) {
      kept = false;
      say("Gambar atau suara tidak dapat disimpan di telepon ini; kirim tulisannya sebelum halaman ditutup.", true);
    }
  };

  const problems = () => {
    const found = desk.check(form, values());
    if (!textOf() && kind !== "decision") found.push({ path: "body", message: "tulisannya masih kosong", hint: "tulis kabarnya di kolom Isi tulisan" });
    return found;
  };

  /* The field of a path, or what it stands in. */
  const nearest = (path) => {
    for (let way = path; way; way = way.replace(/\.?[^.]*$/, "")) {
      const found = desk.place(form, way) || desk.place(form, way.replace(/\[\d+\]$/, ""));
      if (found) return found;
    }
    return null;
  };

  /* What is wrong is said below its field once it was left, and everywhere since the file was asked for. */
  let isAsked = false;
  const show = (found, opens) => {
    form.querySelectorAll(".kim-ask__fault").forEach((line) => { line.hidden = true; line.textContent = ""; });
    form.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
    found.filter(({ path }) => isAsked || touched.has(path)).forEach(({ path, message, hint }) => {
      const place = nearest(path), line = place && place.querySelector(".kim-ask__fault");
      if (!line) return;
      line.textContent = `${line.textContent ? line.textContent + " " : ""}${message}. ${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`.replace(/\.\./g, ".");
      line.hidden = false;
      const control = place.querySelector("input, select, textarea");
      if (control) control.setAttribute("aria-invalid", "true");
      for (let fold = place.closest("details"); opens && fold; fold = fold.parentNode.closest("details")) fold.open = true;
    });
  };

  const preview = () => {
    if (!part("pratinjau").open) return;
    part("halaman").innerHTML = desk.preview(form, kind, values(), textOf());
  };

  /* Words are kept at most a second after they were typed, also by who never pauses. */
  let waiting, keeping;
  const changed = () => {
    if (!keeping) keeping = setTimeout(() => { keeping = 0; keep(); }, 1000);
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; show(problems()); preview(); count(); }, 250);
  };
  const keepNow = () => {
    if (!keeping) return;
    clearTimeout(keeping);
    keeping = 0;
    keep();
  };

  /* How many characters are left where there is a limit. */
  const count = () => form.querySelectorAll("[data-longest]").forEach((field) => {
    const [control] = desk.controls(field), shown = field.querySelector(".kim-ask__count");
    if (control && shown) shown.textContent = `${[...control.value].length} dari ${field.dataset.longest} huruf`;
  });

  const SOUNDS = { "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/x-m4a": "m4a", "audio/ogg": "ogg" };

  /* A chosen file as it will travel, or a sentence that says why not. */
  const taken = async (file) => {
    const sound = SOUNDS[file.type];
    if (sound) {
      if (file.size > MOST_SOUND) return `Rekaman ${file.name} terlalu besar (lebih dari 20 MB); potong atau kecilkan dulu.`;
      return { data: await desk.dataOf(file), suffix: sound };
    }
    if (file.type.startsWith("audio/")) return `Rekaman ${file.name} belum dapat dipakai; simpan dulu sebagai MP3 atau M4A.`;
    try {
      return { data: await desk.shrink(file), suffix: "jpg" };
    } catch {
      if (/heic|heif/i.test(file.type + file.name)) return `Foto ${file.name} berbentuk HEIC, yang tidak dapat dibuka telepon ini; ubah dulu ke JPG, atau kirim lewat WhatsApp lalu simpan dari sana.`;
      return `Berkas ${file.name} bukan gambar yang dapat dibuka di sini; pilih foto JPG atau PNG.`;
    }
  };

  const choose = async (control, name) => {
    const [file] = control.files;
    if (!file) return undefined;
    const found = await taken(file);
    if (typeof found === "string") {
      control.value = "";
      say(found, true);
      return undefined;
    }
    desk.media[name] = found;
    say("");
    await keepMedia();
    return found;
  };

  const showMedia = () => form.querySelectorAll('[data-widget="media"]').forEach((field) => {
    const found = desk.media[desk.controls(field)[0].name], shown = field.querySelector(".kim-ask__media");
    shown.textContent = "";
    if (!found) return;
    const isPicture = found.suffix === "jpg";
    const seen = isPicture ? desk.make("img") : desk.make("p", `Rekaman dipilih: ${found.suffix}, ${Math.ceil(found.data.length / 1366)} KB.`);
    if (isPicture) {
      seen.src = found.data;
      seen.alt = "Gambar yang dipilih";
    }
    const away = desk.make("button", "Hapus berkas ini", "kim-button kim-button--quiet");
    away.type = "button";
    away.addEventListener("click", async () => {
      delete desk.media[desk.controls(field)[0].name];
      desk.controls(field)[0].value = "";
      showMedia();
      await keepMedia();
      preview();
    });
    shown.append(seen, away);
  });

  /* -- the body ------------------------------------------------------------------------------ */

  const insert = (before, after, sample) => {
    const { selectionStart: from, selectionEnd: to, value } = body;
    const inner = value.slice(from, to) || sample;
    body.setRangeText(before + inner + after, from, to, "end");
    body.setSelectionRange(from + before.length, from + before.length + inner.length);
    body.focus();
    changed();
  };

  const startLine = (sign) => {
    const from = body.value.lastIndexOf("\n", body.selectionStart - 1) + 1;
    body.setRangeText(sign, from, from, "end");
    body.focus();
    changed();
  };

  const TOOLS = {
    tebal: () => insert("**", "**", "kata tebal"),
    miring: () => insert("_", "_", "kata miring"),
    judul: () => startLine("## "),
    daftar: () => startLine("- "),
    tautan: () => insert("[", "](https://)", "nama tautan"),
    foto: () => part("foto").click(),
  };
  form.querySelectorAll("[data-tool]").forEach((button) => button.addEventListener("click", TOOLS[button.dataset.tool]));

  part("foto").addEventListener("change", async (event) => {
    const name = `body:${Date.now()}`, found = await choose(event.target, name);
    event.target.value = "";
    if (found) insert("\n\n![", `](${found.path})\n\n`, "tulis apa yang terlihat di foto ini");
  });

  /* -- lists --------------------------------------------------------------------------------- */

  /* Media keep to their fields when the items before them go. */
  const renamed = (list, act) => {
    const before = [...form.querySelectorAll('[data-widget="media"]')].map((field) => [field, desk.media[desk.controls(field)[0].name]]);
    act();
    desk.renameList(list);
    Object.keys(desk.media).filter((name) => !name.startsWith("body:")).forEach((name) => delete desk.media[name]);
    before.filter(([field, found]) => found && form.contains(field)).forEach(([field, found]) => { desk.media[desk.controls(field)[0].name] = found; });
  };

  form.addEventListener("click", (event) => {
    const add = event.target.closest(".kim-ask__add"), remove = event.target.closest(".kim-ask__remove");
    if (!add && !remove) return;
    const list = event.target.closest("[data-many]");
    if (add) {
      let item;
      renamed(list, () => { item = desk.addItem(list); });
      const first = item.querySelector("input, select, textarea");
      if (first) first.focus();
    } else {
      renamed(list, () => {
        remove.closest("[data-item]").remove();
        if (!desk.items(list).length) desk.addItem(list);
      });
      list.querySelector(".kim-ask__add").focus();
    }
    changed();
  });

  form.addEventListener("input", (event) => {
    if (event.target.classList.contains("kim-ask__find")) return find(event.target);
    changed();
  });

  /* Groups whose name holds what is looked for, and those that are ticked. */
  const find = (control) => {
    const asked = control.value.trim().toLowerCase();
    control.parentNode.querySelectorAll(".kim-ask__one").forEach((one) => {
      one.hidden = !one.textContent.toLowerCase().includes(asked) && !one.firstElementChild.checked;
    });
  };

  /* Enter goes on to the next field; only the button makes the file. */
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.target.type === "file") return;
    event.preventDefault();
    const all = [...form.querySelectorAll("input, select, textarea, button")].filter((one) => one.offsetParent && !one.disabled);
    const next = all[all.indexOf(event.target) + 1];
    if (next) next.focus();
  });
  form.addEventListener("focusout", (event) => {
    const place = event.target.closest("[data-path]");
    if (!place) return;
    touched.add(place.dataset.path);
    changed();
  });
  form.addEventListener("change", async (event) => {
    if (event.target.type !== "file" || event.target === part("foto")) return;
    await choose(event.target, event.target.name);
    showMedia();
    preview();
  });
  part("pratinjau").addEventListener("toggle", preview);

  /* -- what comes out ------------------------------------------------------------------------ */

  const used = (text) => Object.values(desk.media).filter((one) => text.includes(one.path));
  const made = () => {
    nameMedia();
    const found = values(), text = desk.markdown(found, textOf()), media = used(text);
    return { found, text, media, name: `${dayOf(found)}-${slugOf(found)}` };
  };
  const asFile = ({ found, text, media, name }) => {
    if (!media.length) return new File([text], `${name}.md`, { type: "text/markdown" });
    const files = [[placeOf(found), new TextEncoder().encode(text)], ...media.map((one) => [`media/${one.path.replace(/^.*\//, "")}`, desk.bytes(one.data)])];
    return new File([desk.zip(files)], `${name}.zip`, { type: "application/zip" });
  };

  /* Nothing leaves the desk that `kim check` would send back. */
  const ready = () => {
    const found = problems();
    isAsked = true;
    show(found, true);
    if (!found.length) return true;
    say(`Masih ada ${found.length} yang perlu dibetulkan. Yang pertama: ${found[0].message}.`, true);
    const first = form.querySelector("[aria-invalid]");
    if (first) first.focus();
    return false;
  };

  const sent = (text) => {
    say(text);
    part("selesai").hidden = false;
  };

  const download = (file) => {
    const link = desk.make("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!ready()) return;
    const file = asFile(made());
    download(file);
    sent(`Berkas ${file.name} sudah dibuat. Kirim ke pengelola situs, misalnya lewat WhatsApp.`);
  });

  /* Messengers take text and pictures, but no archives: the same parts go one by one. */
  const shared = ({ text, media, name }) => [
    new File([text], `${name}.txt`, { type: "text/plain" }),
    ...media.map((one) => new File([desk.bytes(one.data)], one.path.replace(/^.*\//, ""), { type: /^data:([^;]+)/.exec(one.data)[1] })),
  ];

  part("bagikan").hidden = !(navigator.canShare && navigator.canShare({ files: [new File(["a"], "a.txt", { type: "text/plain" })] }));
  part("bagikan").addEventListener("click", () => {
    if (!ready()) return;
    const one = made();
    navigator.share({ files: shared(one), title: one.found.title }).then(
      () => sent("Tulisan sudah diserahkan untuk dikirim."),
      (error) => { if (error.name !== "AbortError") say("Telepon ini tidak dapat membagikan berkasnya; pakai tombol Unduh.", true); }
    );
  });

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      part("salinan").hidden = false;
      part("salinan").value = text;
      part("salinan").select();
      return document.execCommand("copy");
    }
  };

  part("salin").addEventListener("click", async () => {
    if (!ready()) return;
    const { text, media } = made();
    const left = media.length ? " Gambar dan suaranya tidak ikut; kirim sendiri." : "";
    sent(await copy(text) ? `Tulisan sudah disalin; tempelkan di WhatsApp atau di mana saja.${left}` : "Salin sendiri tulisan di kotak bawah ini.");
  });

  const LONGEST_ADDRESS = 6000;
  part("repo").hidden = !newFile;
  part("repo").addEventListener("click", async () => {
    if (!ready()) return;
    const { found, text, media } = made(), place = placeOf(found);
    const asked = newFile.replace("{folder}", encodeURI(place.replace(/\/[^/]*$/, ""))).replace("{name}", encodeURIComponent(place.replace(/^.*\//, "")));
    const whole = asked.replace("{text}", encodeURIComponent(text));
    const fits = asked.includes("{text}") && whole.length <= LONGEST_ADDRESS;
    const isCopied = fits || await copy(text);
    window.open(fits ? whole : asked.replace("{text}", ""), "_blank", "noopener");
    const how = fits ? "Tulisan dibuka" : isCopied ? "Tulisannya terlalu panjang untuk dibuka langsung, jadi sudah disalin; tempelkan" : "Salin tulisan di kotak bawah ini, lalu tempelkan";
    sent(`${how} di ${repo}, lalu simpan di sana.${media.length ? " Gambar dan suaranya diunggah sendiri ke folder media." : ""}`);
  });

  form.querySelectorAll(".kim-desk__away").forEach((button) => {
    const label = button.textContent;
    button.addEventListener("click", async () => {
      if (button.textContent === label) {
        button.textContent = "Benar dihapus? Tekan sekali lagi";
        setTimeout(() => { button.textContent = label; }, 5000);
        return;
      }
      clearTimeout(keeping);
      keeping = 0;
      kept = true;
      await draft.forget();
      startNew();
    });
  });

  /* -- the beginning ------------------------------------------------------------------------- */

  const startNew = () => {
    location.hash = "konsep=baru";
    location.reload();
  };

  /* The draft that the address names, else the newest of this kind. */
  const begin = async () => {
    form.querySelectorAll("[data-many]").forEach(desk.begin);
    desk.rename(form, "");
    const asked = (/konsep=([\w-]+)/.exec(location.hash) || [])[1], all = desk.drafts(kind);
    const chosen = all.find(({ id }) => id === asked) || (asked === "baru" ? undefined : all[0]);
    draft = desk.draft(chosen ? chosen.id : `${kind}-${Date.now().toString(36)}`);
    history.replaceState(null, "", `#konsep=${draft.id}`);
    if (chosen) {
      desk.put(form, chosen.values);
      body.value = chosen.body;
      desk.rename(form, "");
      desk.media = await draft.readMedia();
      showMedia();
      say("Konsep yang belum dikirim dibuka lagi.");
    } else {
      if (!form.elements.date.value) form.elements.date.value = today();
      const group = desk.usual.read();
      if (group && form.querySelector('fieldset[data-key="group"]')) desk.put(form, { group });
    }
    part("lain").hidden = !all.length;
    draft.onOther(() => say("Konsep ini juga sedang ditulis di tab lain; tutup salah satunya, karena yang terakhir diketik yang tersimpan.", true));
    count();
    form.hidden = false;
  };
  part("baru").addEventListener("click", () => { keepNow(); startNew(); });
  part("cara").hidden = !part("bagikan").hidden;
  window.addEventListener("pagehide", keepNow);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepNow(); });
  window.addEventListener("beforeunload", (event) => {
    keepNow();
    if (!kept) event.preventDefault();
  });
  begin();
})();
