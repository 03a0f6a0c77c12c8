/* The writing desk: what is typed into the form, and back again (pages/desk.py draws the form). */
(function () {
  "use strict";
  const desk = window.kimDesk = window.kimDesk || {};

  const own = (box, selector) => [...box.querySelectorAll(selector)].filter(
    (found) => found.closest("[data-key], [data-item], form") === box || found.parentNode.closest("[data-key], [data-item], form") === box
  );
  const fieldsOf = (box) => own(box, "[data-key]");
  const itemsOf = (list) => own(list, "[data-item]");
  const controlsOf = (box) => own(box, "input, select, textarea");
  const isList = (field) => "many" in field.dataset;

  desk.make = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  /* Names are paths as `kim check` writes them: `actions[0].task`. */
  desk.rename = (box, path) => fieldsOf(box).forEach((field) => nameField(field, (path ? path + "." : "") + field.dataset.key));

  /* The names in a list whose items have come or gone; all others stay. */
  desk.renameList = (list) => nameField(list, list.dataset.path);

  const nameField = (field, name) => {
    field.dataset.path = name;
    if (isList(field)) itemsOf(field).forEach((item, place) => {
      const own = `${name}[${place}]`;
      item.dataset.path = own;
      nameControls(item, own);
      desk.rename(item, own);
    });
    else if (field.dataset.widget === "group") desk.rename(field, name);
    else nameControls(field, name);
  };

  const nameControls = (box, name) => controlsOf(box).forEach((control) => {
    control.name = control.dataset.part ? name + ":" + control.dataset.part : name;
    if (control.type !== "radio" && control.type !== "checkbox") control.id = "isi-" + control.name;
    const label = control.id && box.querySelector("label:not([for])");
    if (label && !label.contains(control)) label.htmlFor = control.id;
    const told = own(box, ".kim-ask__hint, .kim-ask__fault");
    told.forEach((part, place) => { part.id = `ket-${name}-${place}`; });
    if (told.length) control.setAttribute("aria-describedby", told.map((part) => part.id).join(" "));
  });

  desk.addItem = (list) => {
    const pattern = own(list, "template")[0];
    const item = pattern.content.firstElementChild.cloneNode(true);
    own(list, ".kim-items")[0].append(item);
    // A list inside begins with its first item, too.
    item.querySelectorAll("[data-many]").forEach(desk.begin);
    return item;
  };

  /* A list begins with as many items as it must have, and with one to type into. */
  desk.begin = (list) => {
    for (let count = Math.max(1, list.dataset.fewest); count; count--) desk.addItem(list);
  };

  /* What nobody sees, and no file may hold, comes with pasting. */
  // eslint-disable-next-line no-control-regex
  const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ue000\ue001\ud800-\udfff]/gu;
  desk.text = (typed) => typed.replace(/\r\n?/g, "\n").replace(UNSEEN, "").trim();
  const text = (control) => desk.text(control.value);

  const READERS = {
    moment: (day, clock) => text(day) && text(clock) ? `${text(day)} ${text(clock)}` : text(day),
    clock: (control) => text(control).replace(":", "."),
    flag: (control) => control.checked ? true : undefined,
    choices: (...controls) => {
      const found = controls.filter((one) => one.checked).map((one) => one.value);
      return found.length ? found : undefined;
    },
    groups: (...controls) => {
      const found = controls.filter((one) => one.type !== "checkbox" || one.checked).map((one) => one.value);
      return found.length > 1 ? found : found[0];
    },
    media: (control) => desk.media[control.name] ? desk.media[control.name].path : undefined,
    number: (control) => {
      const found = text(control);
      return /^-?\d{1,15}$/.test(found) ? Number(found) : found;
    },
    money: (control) => {
      const found = text(control), match = /^(?:Rp\.? ?)?(\d{1,3}(?:\.\d{3})*|\d+)(?:,00|,-)?$/.exec(found);
      return match ? Number(match[1].replace(/\./g, "")) : found;
    },
  };

  const valueOf = (box, widget) => {
    if (widget === "group") return desk.values(box);
    const found = (READERS[widget] || text)(...controlsOf(box));
    return found === "" ? undefined : found;
  };

  /* The values of a form, without what is empty, in the order in which a file has them. */
  desk.values = (box) => {
    const found = {};
    fieldsOf(box).slice().sort((one, other) => one.dataset.order - other.dataset.order).forEach((field) => {
      const widget = field.dataset.widget;
      let value;
      if (isList(field)) {
        value = itemsOf(field).map((item) => valueOf(item, widget)).filter((one) => one !== undefined);
        if (!value.length) value = undefined;
      } else value = valueOf(field, widget);
      if (value !== undefined) found[field.dataset.key] = value;
    });
    return Object.keys(found).length ? found : box.matches("form") ? {} : undefined;
  };

  const tick = (value, ...controls) => controls.forEach((one) => {
    if (one.type === "checkbox") one.checked = [].concat(value).includes(one.value);
    else one.value = value;
  });

  const PUTTERS = {
    moment: (value, day, clock) => { [day.value, clock.value] = `${value} `.split(" "); },
    clock: (value, control) => { control.value = String(value).replace(".", ":"); },
    flag: (value, control) => { control.checked = Boolean(value); },
    choices: tick,
    groups: tick,
    media: () => {},
  };

  const putValue = (box, widget, value) => {
    if (widget === "group") return desk.put(box, value);
    const put = PUTTERS[widget] || ((known, control) => { control.value = known; });
    put(value, ...controlsOf(box));
  };

  /* Write values that were kept into the form. */
  desk.put = (box, values) => fieldsOf(box).forEach((field) => {
    const value = values[field.dataset.key];
    if (value === undefined) return;
    if (isList(field)) [].concat(value).forEach((one, place) => {
      putValue(itemsOf(field)[place] || desk.addItem(field), field.dataset.widget, one);
    });
    else putValue(field, field.dataset.widget, value);
    const fold = field.closest("details");
    if (fold) fold.open = true;
  });

  /* The field of a path, for what is said about it. */
  desk.place = (form, path) => form.querySelector(`[data-path="${CSS.escape(path)}"]`);
  desk.controls = controlsOf;
  desk.fields = fieldsOf;
  desk.items = itemsOf;
  desk.media = {};
})();
