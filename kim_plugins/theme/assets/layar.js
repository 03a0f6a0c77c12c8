/* The hall's screen: one slide after the other, on the whole of a wide screen. Without this script it
   is a page. A key or a touch stops it; who prefers less motion starts it. */
(function () {
  "use strict";
  var screen = document.querySelector(".kim-screen");
  var wide = window.matchMedia && matchMedia("(min-width: 56em) and (min-aspect-ratio: 5/4)").matches;
  if (!screen || !wide) return;

  var FRESH = 10 * 60000;  // how long before the page is asked for again
  var LEAST = 0.8;  // how much smaller long texts may be
  var began = Date.now();
  var slides = Array.prototype.slice.call(screen.querySelectorAll(".kim-slide"));
  var around = document.querySelectorAll(".kim-header, .kim-tabs, .kim-footer, .kim-skip, .kim-urgent");
  var now = -1;
  var timer = null;

  function add(label, act, name) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    if (name) button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    bar.appendChild(button);
    return button;
  }

  var bar = document.createElement("div");
  bar.className = "kim-screen__bar";
  var age = screen.querySelector(".kim-screen__age");
  bar.appendChild(age);
  var place = bar.appendChild(document.createElement("span"));
  add("‹", function () { step(-1); }, "Sebelumnya");
  var turn = add("Berhenti", function () { if (timer) stop(); else start(); });
  add("›", function () { step(1); }, "Berikutnya");
  add("Tutup", leave);

  /* How old its newest news is; a clock that is behind says nothing. */
  var newest = age.querySelector("time");
  var made = newest && new Date(newest.getAttribute("datetime") + "T00:00:00");
  var old = document.createElement("span");
  age.appendChild(old);
  function tellAge() {
    var days = newest && Math.floor((Date.now() - made) / 86400000);
    old.textContent = days > 0 ? " (" + days + " hari yang lalu)" : "";
  }

  function show(next) {
    now = (next + slides.length) % slides.length;
    slides.forEach(function (slide, number) {
      slide.classList.toggle("kim-slide--now", number === now);
    });
    place.textContent = now + 1 + "/" + slides.length;
    tellAge();
    fit(slides[now]);
  }

  /* A long text is set smaller, as far as it can still be read. */
  function fit(slide) {
    slide.style.fontSize = "";
    for (var size = 1; size > LEAST && slide.scrollHeight > slide.clientHeight; size -= 0.05) {
      slide.style.fontSize = size - 0.05 + "em";
    }
  }

  function next() {
    if (document.hidden) return;
    if (now + 1 === slides.length && location.protocol !== "file:" && Date.now() - began > FRESH) renew();
    show(now + 1);
  }

  /* Only when the network answers: what stands here is better than nothing. */
  function renew() {
    began = Date.now();
    fetch(location.href, { method: "HEAD", cache: "no-store" }).then(function (answer) {
      if (answer.ok && timer) location.reload();
    }).catch(function () { /* the next round asks again */ });
  }

  function start() {
    clearInterval(timer);
    timer = setInterval(next, Number(screen.getAttribute("data-seconds")) * 1000);
    turn.textContent = "Berhenti";
    screen.removeAttribute("aria-live");
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    turn.textContent = "Lanjut";
    screen.setAttribute("aria-live", "polite");
  }

  function step(way) {
    stop();
    show(now + way);
  }

  function frame(hidden) {
    Array.prototype.forEach.call(around, function (part) { part.hidden = hidden; });
    screen.classList.toggle("kim-screen--on", hidden);
  }

  function leave() {
    stop();
    frame(false);
    screen.insertBefore(age, slides[0]);
    if (bar.parentNode) screen.removeChild(bar);
    document.removeEventListener("keydown", key);
  }

  function key(event) {
    if (event.key === "Escape") leave();
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") step(event.key === "ArrowRight" ? 1 : -1);
    else if (timer) {
      stop();
      // The key that stops it does nothing else, but where it moves the focus.
      if (event.key !== "Tab") event.preventDefault();
      turn.focus();
    }
  }

  slides.forEach(function (slide) {
    slide.classList.toggle("kim-slide--two", !!slide.querySelector(".kim-slide__side"));
    slide.addEventListener("click", function () { if (timer) stop(); });
  });
  screen.appendChild(bar);
  frame(true);
  show(0);
  document.addEventListener("keydown", key);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) stop();
  else start();
})();
