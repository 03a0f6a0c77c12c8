/* What a villager has to say, as a text for their own telephone to send. Nothing is kept or sent here. */
(function () {
  "use strict";
  var page = document.querySelector(".kim-voices");
  var form = document.getElementById("usul");
  if (!page || !form || !window.URLSearchParams) return;

  function field(name) { return document.getElementById(name); }
  function line(name) { return field(name).value.replace(/\s+/g, " ").trim(); }

  var query = new URLSearchParams(location.search);
  ["tentang", "alamat"].forEach(function (name) { field(name).value = (query.get(name) || "").slice(0, 300); });
  // Only a page of this very site may be named by a link.
  var canonical = document.querySelector("link[rel=canonical]");
  var root = canonical ? canonical.href.replace(/usul\/$/, "") : "";
  if (!root || field("alamat").value.indexOf(root) !== 0) field("alamat").value = "";
  var groups = {};
  Array.prototype.forEach.call(page.querySelectorAll(".kim-voices__group"), function (one) {
    groups[one.getAttribute("data-id")] = one;
  });
  if (groups[query.get("kelompok")]) field("kelompok").value = query.get("kelompok");
  var kinds = Array.prototype.map.call(field("jenis").options, function (one) { return one.value; });
  if (kinds.indexOf(query.get("jenis")) >= 0) field("jenis").value = query.get("jenis");

  function text() {
    var lines = [page.getAttribute("data-first").replace("{kind}", field("jenis").value).replace("{group}", field("kelompok").value)];
    [["about", "tentang"], ["address", "alamat"], ["name", "nama"], ["reply", "balas"]].forEach(function (pair) {
      if (line(pair[1])) lines.push(page.getAttribute("data-" + pair[0]) + ": " + line(pair[1]));
    });
    return lines.join("\n") + "\n\n" + field("isi-usul").value.trim();
  }

  function isReady() {
    var missing = !field("isi-usul").value.trim();
    field("isi-usul-kurang").hidden = !missing;
    if (missing) {
      field("isi-usul").setAttribute("aria-invalid", "true");
      field("isi-usul").focus();
    } else field("isi-usul").removeAttribute("aria-invalid");
    return !missing;
  }

  function way(label, address, quiet) {
    var link = document.createElement("a");
    link.className = "kim-button" + (quiet ? " kim-button--quiet" : "");
    link.textContent = label;
    link.href = address("");
    link.rel = "noopener external";
    link.addEventListener("click", function (event) {
      if (!isReady()) return event.preventDefault();
      link.href = address(encodeURIComponent(text()));
    });
    field("kirim").appendChild(link);
  }

  function copy() {
    if (!isReady()) return;
    function said(done) {
      field("kabar-kirim").textContent = done
        ? "Teks tersalin. Tempelkan di pesan untuk kelompok."
        : "Teks tidak dapat disalin sendiri: pilih teks di atas, lalu salin.";
    }
    if (!navigator.clipboard) return said(false);
    navigator.clipboard.writeText(text()).then(function () { said(true); }, function () { said(false); });
  }

  /* The ways that this group can be reached by. */
  function ways() {
    var group = groups[field("kelompok").value];
    field("kirim").textContent = "";
    var whatsapp = group.getAttribute("data-whatsapp");
    var email = group.getAttribute("data-email");
    var sms = group.getAttribute("data-sms");
    if (whatsapp) way("Kirim lewat WhatsApp", function (body) { return "https://wa.me/" + whatsapp + "?text=" + body; });
    if (email) way("Kirim lewat email", function (body) {
      return "mailto:" + email + "?subject=" + encodeURIComponent(line("tentang") || "Dari warga") + "&body=" + body;
    }, !!whatsapp);
    if (sms) way("Kirim lewat SMS", function (body) { return "sms:+" + sms + "?&body=" + body; }, true);
    var button = document.createElement("button");
    button.type = "button";
    button.className = "kim-button kim-button--quiet";
    button.textContent = "Salin teks";
    button.addEventListener("click", copy);
    field("kirim").appendChild(button);
  }

  function renew() {
    field("pratinjau").textContent = text();
    field("kabar-kirim").textContent = "";
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", renew);
  form.addEventListener("change", renew);
  // Only then: a button that is made anew while it is pressed does nothing.
  field("kelompok").addEventListener("change", ways);
  ways();
  renew();
  form.hidden = false;
})();
