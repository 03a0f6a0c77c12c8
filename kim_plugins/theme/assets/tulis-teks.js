/* The writing desk: a body as its page will show it (the dialect of catalogue/bodies/dialect.py). */
(function () {
  "use strict";
  const desk = window.kimDesk;

  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escape = desk.escape = (text) => String(text).replace(/[&<>"]/g, (sign) => SIGNS[sign]);

  const ITEM = /^([ \t\xa0]*)(?:([-*+–—](?=\ufe0f?\s)|o(?=\t)|[•●▪◦‣○·∙⁃▫■➢➤❖\uf0b7\uf0a7\uf0d8\uf076])\ufe0f?\s*|(\d{1,3}|[a-z])([.)])\s+)(\S.*)$/i;
  const DASH = /^[–—]$/;
  const MONTH = /^(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des)/i;
  const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
  const RULE = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*|[—–]{3,}[ \t]*)$/;
  const DIVIDER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
  const FENCE = /^(```|~~~)\w*\s*$/;
  const UNSEEN = /[\xad\u200b\u2060\ufeff]|(?<=\p{Script=Latin})\u200c(?=\p{Script=Latin})/gu;
  const BOX = /^!!!\s+(note|tip|warning|info|danger|example|quote)(?:\s+"([^"]*)")?\s*$/;
  const BOXES = { note: "Catatan", tip: "Kiat", warning: "Peringatan", info: "Info", danger: "Bahaya", example: "Contoh", quote: "Kutipan" };
  const BRACES = "\\{:?\\s*(?:[#.][A-Za-z][\\w:.-]*|(?:lang|dir|id|title|class|width|height)=(?:\"[^\"{}]*\"|[^\\s\"'{}=]+))(?:\\s+[^{}]*)?\\s*\\}";
  const ADORNED = new RegExp(`(</(?:strong|em|del|code)>|\ue001)${BRACES}`, "g");
  const ADORNING = new RegExp(`^\\s*${BRACES}\\s*$`);
  let defined = { links: {}, short: {}, notes: {}, lines: [] }, isAbout = false;
  const LINK = new RegExp([
    /!?\[((?:!\[[^\]]*\]\([^()]*\)|[^\]])*)\]\(([^()\s]*(?:\([^()\s]*\))?[^()\s]*)(?:\s+"([^"]*)")?\)/,
    /<((?:https?|mailto|tel):[^\s<>]+)>/,
    /\[\^([^\]\s]+)\]/,
    /!?\[([^[\]]+)\](?:\[([^[\]]*)\])?|!\[\]\[([^[\]]+)\]/,
    /<\/?[A-Za-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*>/,
    /&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});/,
    /(?<![A-Za-z])[A-Za-z]:\\\S*|(?<!\S)\\\\\w[\w.-]*(?:\\[\w$.-]+)+/,
    /\\(?=\n|$)/,
    /https?:\/\/(?:[^\s<>"()]|\([^\s<>"()]*\))*(?:\([^\s<>"()]*\)|[^\s<>"().,;:!?\]'*_~])/,
    /www\.[^\s<>"()]+\.[^\s<>"()]*[^\s<>"().,;:!?\]'*_~]/,
    /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
    /(?<![\p{L}\p{N}])(`+)(?!`)([^`\n]+?)\9(?!`)(?=[^\p{L}\p{N}]|$|(?:nya|lah|kah|pun|ku|mu)\b)/,
    /\\([!-/:-@[-`{-~])/,
  ].map((one) => one.source).join("|"), "gu");

  const WORD = /[\p{L}\p{N}]/u;
  const mayOpen = (sign, size, before, after) => !/[\s.,;:!?)\]}”’»…]|^$/.test(after) && !(sign === "_" && after === "/")
    && (!WORD.test(before) || (sign === "*" && size > 1 && !/\d/.test(before)));
  const mayClose = (sign, size, before, after) => {
    if (/\s|^$/.test(before)) return false;
    if (!WORD.test(after)) return true;
    return sign === "*" && (size > 1 || (/\p{L}/u.test(before) && /\p{Ll}/u.test(after)));
  };
  const ELEMENTS = { "*": ["strong", "strong", "strong><em"], _: ["em", "strong", "strong><em"], "~": ["del", "del"] };

  /* Pairs the signs of one text; a sign that finds no partner is itself. */
  const stressed = (text) => {
    const pieces = text.split(/(\*+|_+|~+)/), raw = pieces.slice(), open = [];
    for (let at = 1; at < pieces.length; at += 2) {
      const run = pieces[at], sign = run[0], size = run.length;
      if (size > ELEMENTS[sign].length) continue;
      const before = (raw[at - 1] || raw[at - 2] || "").slice(-1), after = (raw[at + 1] || raw[at + 2] || "").charAt(0);
      const struck = sign === "~" && size === 2;
      const mate = open.map((one) => one.sign + one.size).lastIndexOf(sign + size);
      const holdsWords = mate >= 0 && raw.slice(open[mate].at + 1, at).some((one) => WORD.test(one) || one.includes("\ue000"));
      if (holdsWords && (struck || mayClose(sign, size, before, after))) {
        const element = ELEMENTS[sign][size - 1];
        pieces[open[mate].at] = `<${element}>`;
        pieces[at] = `</${element.split("><").reverse().join("></")}>`;
        open.length = mate;
      } else if (struck || mayOpen(sign, size, before, after)) open.push({ sign, size, at });
    }
    return pieces.join("");
  };

  /* Links and code first, so that no sign in them stresses anything. */
  const inline = (source) => {
    const text = source.replace(/<span[^<>]*line-through[^<>]*>([^]*?)<\/span>/gi, "<del>$1</del>");
    const kept = [];
    const put = (html) => `\ue000${kept.push(html) - 1}\ue001`;
    const plain = text.replace(LINK, (whole, label, target, title, auto, note, first, second, only, ticks, code, sign) => {
      if (code !== undefined) return put(`<code>${escape(code)}</code>`);
      if (auto) return put(`<a href="${escape(auto)}">${escape(auto.replace(/^(?:mailto|tel):/, ""))}</a>`);
      if (note) return noted(note) ? put(noted(note)) : put(escape(whole));
      if (first !== undefined || only !== undefined) {
        const link = desk.linkOf(defined, second || first || only);
        if (!link || !safe(link[0])) return put(escape(whole.charAt(0) === "!" ? "![" : "[")) + (first || "") + put("]") + (second === undefined ? "" : escape(`[${second}]`));
        if (whole.startsWith("!")) return put(picture(link[0], first || "", link[1]));
        return put(`<a href="${escape(link[0])}"${link[1] ? ` title="${escape(link[1])}"` : ""}>`) + first + put("</a>");
      }
      if (whole.startsWith("&")) return put(whole);
      if (whole.startsWith("<")) {
        const match = desk.TAG.exec(whole), found = match && match[0] === whole ? desk.tag(match) : undefined;
        if (found === undefined) return put(escape(whole));
        const other = new RegExp(match[1] ? `<${match[2]}[\\s>]` : `</${match[2]}\\s*>`, "i");
        if (!/^(?:br|img|hr)$/i.test(match[2]) && !other.test(text)) return put(match[1] ? " " : escape(whole));
        return put(found);
      }
      if (whole === "\\") return "";
      if (/^(?:[A-Za-z]:)?\\\S/.test(whole) && sign === undefined) return put(escape(whole));
      if (sign !== undefined) return put(escape(sign));
      if (target === undefined) {
        const address = whole.includes("://") ? whole : whole.includes("@") && !whole.startsWith("www.") ? `mailto:${whole}` : `https://${whole}`;
        return put(`<a href="${escape(address)}">${escape(whole)}</a>`);
      }
      if (!target) return put(escape(whole));
      if (whole.startsWith("!")) return put(picture(target, label, title));
      if (/!\[|<img/i.test(label)) return put(`<a href="${escape(target)}">${inline(label)}</a>`);
      return put(safe(target) ? `<a href="${escape(target)}">` : "<a>") + label + put("</a>");
    });
    let html = stressed(escape(plain.replace(/(\p{L})`(?=\p{L})/gu, "$1'"))).replace(ADORNED, "$1");
    for (const [word, meaning] of Object.entries(defined.short))
      html = html.replace(new RegExp(`(?<![\\p{L}\\p{N}<>/\ue000])${word.replace(/[^\p{L}\p{N}]/gu, "\\$&")}(?![\\p{L}\\p{N}>\ue001])`, "gu"), put(`<abbr title="${escape(meaning)}">${escape(word)}</abbr>`));
    while (/\ue000\d+\ue001/.test(html)) html = html.replace(/\ue000(\d+)\ue001/g, (_, place) => kept[place]);
    return html;
  };

  /* The number of a footnote, in the order in which they are defined. */
  const noted = (name) => {
    const number = Object.keys(defined.notes).indexOf(name) + 1;
    return number ? `<sup><a class="footnote-ref" href="#tulis-halaman">${number}</a></sup>` : "";
  };
  const notes = () => when(Object.values(defined.notes), (texts) => `\n<div class="footnote">\n<hr>\n<ol>\n${texts.map((text) =>
    `<li>\n<p>${broken(text)}&nbsp;<a class="footnote-backref" href="#tulis-halaman">↩</a></p>\n</li>`).join("\n")}\n</ol>\n</div>`);
  const when = (list, make) => list.length ? make(list) : "";

  const safe = (target) => /^(?:https?:|mailto:|tel:|[^:]*$)/i.test(target);

  const picture = (target, alt, title) => {
    const found = Object.values(desk.media).find((one) => one.path === target);
    return `<img src="${found ? found.data : ""}" alt="${escape(alt).replace(/&amp;(#?\w+;)/g, "&$1")}"${title ? ` title="${escape(title)}"` : ""}>`;
  };

  const broken = (lines) => inline(lines.join("\n")).replace(/(?:<br>)?\n/g, "<br>\n");

  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => inline(cell.trim().replace(/\\\|/g, "|")));
  const row = (line, element, width) => {
    const found = cells(line);
    while (found.length < width) found.push("");
    return `<tr>${found.map((cell) => `<${element}>${cell}</${element}>`).join("")}</tr>`;
  };

  const table = (rows) => {
    const width = Math.max(...rows.filter((_, place) => place !== 1).map((line) => cells(line).length));
    const body = rows.slice(2).map((line) => row(line, "td", width)).join("");
    return `<div class="kim-scroll"><table class="kim-table"><thead>${row(rows[0], "th", width)}</thead>${body ? `<tbody>${body}</tbody>` : ""}</table></div>`;
  };

  const depth = (blank) => blank.replace(/\t/g, "    ").length;
  const task = (text) => text.replace(/^\[([ xX])\]\s+/, (_, sign) => sign === " " ? "☐ " : "☑ ");

  /* Items of one list; what stands further in belongs to the item above. */
  const list = (lines) => {
    const [, blank, bullet, number] = ITEM.exec(lines[0]), margin = depth(blank);
    const items = [];
    for (const line of lines) {
      const match = ITEM.exec(line), last = items[items.length - 1];
      if (match && depth(match[1]) <= margin + 1) items.push({ text: [task(match[5])], inner: [] });
      else if (!line.trim() || match || last.inner.length) last.inner.push(line);
      else last.text.push(line.trim());
    }
    const element = bullet ? "ul" : "ol";
    const start = number && /\d/.test(number) ? Number(number) : 1;
    const kind = number && !/\d/.test(number) ? ` type="${number === number.toLowerCase() ? "a" : "A"}"` : "";
    return `<${element}${kind}${start > 1 ? ` start="${start}"` : ""}>\n${items.map(entry).join("\n")}\n</${element}>`;
  };

  /* An item: its text, and blocks in it. */
  const entry = ({ text, inner }) => {
    while (inner.length && !inner[inner.length - 1].trim()) inner.pop();
    const spare = Math.min(...inner.filter((line) => line.trim()).map((line) => depth(/^\s*/.exec(line)[0])), 99);
    const more = inner.map((line) => line.replace(/\t/g, "    ").slice(spare));
    const isTable = text.length > 1 && DIVIDER.test(text[1]) && text[0].includes("|");
    if (isTable) return `<li>\n${blocks([...text, ...more])}\n</li>`;
    const isLoose = inner.length && !inner[0].trim() && !ITEM.test(inner.find((line) => line.trim()));
    const said = isLoose ? `\n<p>${broken(text)}</p>` : broken(text);
    return `<li>${said}${more.length ? "\n" + blocks(more) : ""}</li>`;
  };

  const style = (line) => {
    const match = ITEM.exec(line);
    return match && (match[2] || (/\d/.test(match[3]) ? "1" : "a") + match[4]);
  };

  /* A number that isn't 1, a letter or a long dash needs a neighbour. */
  const begins = (lines, at) => {
    const match = ITEM.exec(lines[at]);
    if (!match) return false;
    if (match[2]) return !DASH.test(match[2]) || lines.some((line, place) => place !== at && DASH.test((ITEM.exec(line) || [])[2]));
    const value = (found) => /\d/.test(found) ? Number(found) : found.toLowerCase().charCodeAt(0) - 96;
    const near = [lines[at - 1], lines[at + 1]].map((line) => line !== undefined && ITEM.exec(line));
    return near.some((other) => other && other[3] && Math.abs(value(other[3]) - value(match[3])) <= 3) || (match[3] === "1" && !MONTH.test(match[5]));
  };

  const take = (lines, at, is) => {
    let end = at;
    while (end < lines.length && is(lines[end], end)) end++;
    return lines.slice(at, end);
  };

  /* Cells as a spreadsheet gives them; a tab before a colon only sets it apart. */
  const isTabbed = (line) => line !== undefined && /\S\t+[^\s:]/.test(line) && !ITEM.test(line);

  const isFence = (lines, at) => FENCE.test(lines[at]) && lines.slice(at + 1).some((one) => one.trim() === FENCE.exec(lines[at])[1]);

  /* Lines that stand in by four, as the text of a box. */
  const indented = (lines, at) => {
    const found = take(lines, at, (one) => !one.trim() || /^(?: {4}|\t)/.test(one));
    while (found.length && !found[found.length - 1].trim()) found.pop();
    return found.map((one) => one.replace(/^(?: {4}|\t)/, ""));
  };

  const ALONE = /^(?:\[([^[\]]+)\]\(([^()\s]+)\)|<?(https?:\/\/[^\s<>]+)>?)$/;
  const EMBEDDED = /^<iframe\b[^>]*\bsrc="([^"]+)"[^>]*><\/iframe>$/i;
  const carded = (line) => {
    const link = ALONE.exec(line), frame = EMBEDDED.exec(line);
    if (frame) return desk.card(frame[1], (/\btitle="([^"]*)"/.exec(line) || [])[1]);
    return link ? desk.card(link[2] || link[3], link[1]) : "";
  };

  const isHtml = (line) => {
    const match = new RegExp(`^\\s*${desk.TAG.source}`).exec(line);
    return match !== null && (desk.isBlockTag(match) || /^\s*<\/?(?:del|ins|strong|em|b|i|s|u)>\s*$/.test(line));
  };

  /* Elements with text in them: what begins on a line of its own is a paragraph. */
  const html = (source) => {
    isAbout = true;
    const alone = desk.TAG.exec(source);
    if (alone[0] === source.trim()) return desk.tag(alone);
    const tags = new RegExp(desk.TAG.source, "g");
    let made = "", at = 0, name = "";
    const add = (text) => {
      if (!text.trim()) return;
      const said = broken(text.trim().split("\n").map((one) => one.trim()));
      made += /^\s*\n/.test(text) && !/^(?:p|summary|td|th|li|h\d)$/.test(name) ? `<p>${said}</p>` : said;
    };
    for (const match of source.matchAll(tags)) {
      if (!desk.isBlockTag(match)) continue;
      add(source.slice(at, match.index));
      made += desk.tag(match);
      at = match.index + match[0].length;
      name = match[1] ? "" : match[2].toLowerCase();
    }
    add(source.slice(at));
    return made;
  };

  const blocks = (lines) => {
    const found = [];
    let at = 0;
    const opens = (line, place) => !line.trim() || HEADING.test(line) || RULE.test(line) || isFence(lines, place) || BOX.test(line) || isHtml(line) || /^>(?!\d)/.test(line)
      || begins(lines, place) || (isTabbed(line) && isTabbed(lines[place + 1])) || (line.includes("|") && !ITEM.test(line) && DIVIDER.test(lines[place + 1] || "") && (lines[place + 1] || "").includes("-"));
    while (at < lines.length) {
      const line = lines[at], heading = HEADING.exec(line);
      if (!line.trim()) at++;
      else if (heading) {
        const size = Math.max(2, heading[1].length);
        found.push(`<h${size}>${inline(heading[2].replace(new RegExp(`\\s+${BRACES}$`), ""))}</h${size}>`);
        at++;
      } else if (BOX.test(line)) {
        const [, kind, title] = BOX.exec(line), inner = indented(lines, at + 1);
        found.push(`<div class="admonition ${kind}">\n<p class="admonition-title">${inline(title || BOXES[kind])}</p>\n${blocks(inner)}\n</div>`);
        at += inner.length + 1;
      } else if (isHtml(line)) {
        const group = take(lines, at, (one) => one.trim());
        found.push(html(group.join("\n")));
        at += group.length;
      } else if (line.trim() && /^:\s+\S/.test(lines[at + 1] || "") && !/^[:>#|-]/.test(line)) {
        const told = take(lines, at + 1, (one) => /^:\s+\S/.test(one));
        found.push(`<dl>\n<dt>${inline(line.trim())}</dt>\n${told.map((one) => `<dd>${inline(one.replace(/^:\s+/, ""))}</dd>`).join("\n")}\n</dl>`);
        at += told.length + 1;
      } else if (RULE.test(line)) { found.push("<hr>"); at++; }
      else if (FENCE.test(line) && lines.slice(at + 1).some((one) => FENCE.test(one))) {
        const inner = take(lines, at + 1, (one) => !FENCE.test(one));
        found.push(`<pre><code>${escape(inner.join("\n"))}\n</code></pre>`);
        at += inner.length + 2;
      } else if (/^>(?!\d)/.test(line)) {
        const inner = take(lines, at, (one) => /^>(?!\d)/.test(one));
        found.push(`<blockquote>\n${blocks(inner.map((one) => one.replace(/^> ?/, "")))}\n</blockquote>`);
        at += inner.length;
      } else if (line.includes("|") && !ITEM.test(line) && at + 1 < lines.length && DIVIDER.test(lines[at + 1]) && lines[at + 1].includes("-")) {
        const rows = take(lines, at, (one) => one.includes("|") || DIVIDER.test(one) && one.includes("-"));
        found.push(table(rows));
        at += rows.length;
      } else if (isTabbed(line) && isTabbed(lines[at + 1])) {
        const rows = take(lines, at, isTabbed).map((one) => one.replace(/\|/g, "\\|").split("\t").join("|"));
        found.push(table([rows[0], "|-|", ...rows.slice(1)]));
        at += rows.length;
      } else if (begins(lines, at)) {
        const own = style(line), margin = depth(ITEM.exec(line)[1]);
        const all = take(lines, at, (one, place) => {
          if (place === at) return true;
          const match = ITEM.exec(one);
          if (match && match[3] === "1" && depth(match[1]) <= margin + 1 && !lines[place - 1].trim()) return false;
          if (match) return depth(match[1]) > margin + 1 || style(one) === own;
          if (one.trim()) return depth(/^\s*/.exec(one)[0]) > margin + 1;
          const next = lines.slice(place + 1).find((other) => other.trim());
          return next !== undefined && (style(next) === own || depth(/^\s*/.exec(next)[0]) > margin + 1);
        });
        found.push(list(all));
        at += all.length;
      } else {
        const rows = [line, ...take(lines, at + 1, (one, place) => !opens(one, place))];
        at += rows.length;
        const said = rows.map((one) => one.trim()).filter((one) => !ADORNING.test(one)), cards = said.map(carded);
        if (said.length) found.push(cards.every(Boolean) ? cards.join("") : `<p>${broken(said)}</p>`);
      }
    }
    return found.join("\n");
  };

  desk.html = (body) => {
    const whole = body.replace(/\r\n?/g, "\n").replace(UNSEEN, ""), text = desk.shown(whole);
    isAbout = text !== whole;
    defined = desk.definitions(text.split("\n"));
    return blocks(defined.lines) + notes();
  };

  /* Whether the page may show the last body otherwise: it holds HTML, or marks of another program. */
  desk.isAbout = () => isAbout;
})();
