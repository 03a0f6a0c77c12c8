/* The writing desk's first page: the drafts on this device. */
(function () {
  "use strict";
  const desk = window.kimDesk, box = document.getElementById("konsep");
  if (!box) return;
  const list = box.querySelector("ul");

  const make = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  const show = () => {
    const found = desk.drafts();
    box.hidden = !found.length;
    list.textContent = "";
    found.forEach(({ id, kind, values, body, at }) => {
      const way = document.querySelector(`a[data-kind="${kind}"]`);
      if (!way) return;
      const line = make("li", ""), link = make("a", values.title || body.trim().slice(0, 40) || "Tanpa judul");
      link.href = `${way.getAttribute("href")}#konsep=${id}`;
      const when = new Date(at).toLocaleString("id", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
      const away = make("button", "Hapus");
      away.type = "button";
      away.className = "kim-button kim-button--quiet";
      away.setAttribute("aria-label", `Hapus konsep ${link.textContent}`);
      away.addEventListener("click", async () => {
        if (away.textContent === "Hapus") {
          away.textContent = "Benar dihapus? Tekan sekali lagi";
          return;
        }
        await desk.draft(id).forget();
        show();
        (list.querySelector("a") || way).focus();
      });
      line.append(link, ` ${way.textContent.toLowerCase()}, disimpan ${when} `, away);
      list.append(line);
    });
  };
  show();
  window.addEventListener("pageshow", show);
})();
