/* Everything works without this script; with it, some things are quicker. */
(function () {
  "use strict";
  if (!document.querySelector || !window.addEventListener || !Element.prototype.closest) return;

  function make(name, text, kind) {
    var made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* The menu closes on Escape, on a click elsewhere, and when the keyboard leaves it. */
  var menu = document.querySelector("details.kim-menu");
  if (menu) {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    ["click", "focusin"].forEach(function (happening) {
      document.addEventListener(happening, function (event) {
        if (menu.open && !menu.contains(event.target)) menu.open = false;
      });
    });
  }

  /* What few look for is folded on a screen, and open on paper and without a script. */
  function fold(closed) {
    each("details.kim-fold", function (part) { part.open = !closed; });
  }
  fold(true);
  window.addEventListener("beforeprint", function () { fold(false); });

  /* A quiz marks itself; the answer below each question stays for those who'd rather look. */
  var asked = 0, answered = 0, known = 0;
  each("ol.kim-choices[data-answer]", function (choices) {
    var isFirst = true;
    asked++;
    var answer = Number(choices.getAttribute("data-answer"));
    var said = make("p", "", "kim-said");
    said.setAttribute("role", "status");
    choices.parentNode.insertBefore(said, choices.nextSibling);
    Array.prototype.forEach.call(choices.children, function (choice, place) {
      var button = make("button", "", "kim-choice");
      button.type = "button";
      while (choice.firstChild) button.appendChild(choice.firstChild);
      choice.appendChild(button);
      button.addEventListener("click", function () {
        var right = place + 1 === answer;
        choice.classList.add(right ? "kim-right" : "kim-wrong");
        said.textContent = right ? "✓ Betul." : "✕ Salah. Coba lagi, atau lihat jawabannya.";
        if (isFirst) {
          isFirst = false;
          answered++;
          if (right) known++;
        }
        if (answered === asked) each(".kim-score", function (score) {
          score.textContent = "Nilai Anda: " + known + " dari " + asked + " betul pada jawaban pertama.";
        });
        var details = choices.parentNode.querySelector("details");
        if (right && details) details.open = true;
      });
    });
  });

  /* The address for pasting anywhere, and the telephone's own way to share. */
  var canonical = document.querySelector("link[rel=canonical]");
  var address = canonical ? canonical.href : location.href;

  function copied(button, done) {
    button.textContent = done ? "✓ Alamat tersalin" : "Salin sendiri: " + address;
  }

  function copyOldWay(button) {
    var field = make("textarea", address);
    document.body.appendChild(field);
    field.select();
    copied(button, document.execCommand("copy"));
    document.body.removeChild(field);
    button.focus();
  }

  /* Where nothing is: a page of a listing that has become shorter leads to the listing. */
  var listing = /^(.*\/)halaman\/\d+\/?$/.exec(location.pathname);
  if (listing) each(".kim-listing", function (notice) {
    notice.querySelector("a").href = listing[1];
    notice.hidden = false;
  });

  /* What was read can be read without a network: luring.js keeps it. A preview has no manifest, and
     is caught by no worker of a site that was looked at in its place. */
  var workers = location.protocol !== "file:" && navigator.serviceWorker;
  var manifest = document.querySelector("link[rel=manifest]");
  function again() { location.reload(); }
  function nothing() { /* A private window, or no room: everything comes from the network. */ }
  if (workers && manifest) {
    window.addEventListener("load", function () {
      workers.register(new URL("luring.js", manifest.href).href).catch(nothing);
    });
    workers.addEventListener("message", again);
    if (document.querySelector(".kim-kept")) window.addEventListener("online", again);
  } else if (workers) {
    workers.getRegistrations().then(function (found) {
      found.forEach(function (one) { one.unregister(); });
    }).catch(nothing);
  }

  each(".kim-share", function (share) {
    function add(label, act) {
      var button = make("button", label, "kim-button kim-button--quiet");
      button.type = "button";
      button.addEventListener("click", function () { act(button); });
      share.appendChild(button);
    }
    add("Salin alamat", function (button) {
      if (!navigator.clipboard) return copyOldWay(button);
      navigator.clipboard.writeText(address).then(
        function () { copied(button, true); },
        function () { copyOldWay(button); }
      );
    });
    if (navigator.share) add("Lainnya …", function () {
      navigator.share({ title: document.title, url: address }).catch(function () { /* closed again */ });
    });
  });
})();
