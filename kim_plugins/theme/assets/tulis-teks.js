/* The writing desk: a body as its page will show it (the dialect of catalogue/bodies/dialect.py). */
(function () {
  "use strict";
  const desk = window.kimDesk;

  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escape = desk.escape = (text) => String(text).replace(/[&<>"]/g, (sign) => SIGNS[sign]);

  const ITEM = /^([ \t]*)(?:([-*+•●▪◦○·]|[\uf0b7\uf0a7])\s+|(\d{1,3}|[a-z])([.)])\s+)(\S.*)$/i;
  const MONTH = /^(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des)/i;
  const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
  const RULE = /^(?:-{3,}|={3,}|\*{3,})\s*$/;
  const DIVIDER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
  const FENCE = /^```\w*\s*$/;
  const UNSEEN = /[\xad\u200b\u2060\ufeff]/g;
  const LINK = new RegExp([
    /!?\[([^\]]*)\]\(([^()\s]*(?:\([^()\s]*\))?[^()\s]*)(?:\s+"([^"]*)")?\)/,
    /https?:\/\/(?:[^\s<>"()]|\([^\s<>"()]*\))*(?:\([^\s<>"()]*\)|[^\s<>"().,;:!?\]'*_~])/,
    /www\.[^\s<>"()]+\.[^\s<>"()]*[^\s<>"().,;:!?\]'*_~]/,
    /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
    /(?<![\p{L}\p{N}])(`+)(?!`)([^`\n]+?)\4(?!`)(?=[^\p{L}\p{N}]|$|(?:nya|lah|kah|pun|ku|mu)\b)/,
    /(?<!\\)\\([*_()#.+!~[\]{}-])/,
  ].map((one) => one.source).join("|"), "gu");

  const WORD = /[\p{L}\p{N}]/u;
  const mayOpen = (sign, size, before, after) => !/[\s.,;:!?)\]}”’»…]|^$/.test(after) && !(sign === "_" && after === "/")
    && (!WORD.test(before) || (sign === "*" && size > 1 && !/\d/.test(before)));
  const mayClose = (sign, size, before, after) => {
    if (/\s|^$/.test(before)) return false;
    if (!WORD.test(after)) return true;
    return sign === "*" && (size > 1 || (/\p{L}/u.test(before) && /\p{Ll}/u.test(after)));
  };
  const ELEMENTS = { "*": ["strong", "strong"], _: ["em", "strong"], "~": ["del", "del"] };

  /* Pairs the signs of one text; a sign that finds no partner is itself. */
  const stressed = (text) => {
    const pieces = text.split(/(\*+|_+|~+)/), raw = pieces.slice(), open = [];
    for (let at = 1; at < pieces.length; at += 2) {
      const run = pieces[at], sign = run[0], size = run.length;
      if (size > 2) continue;
      const before = (raw[at - 1] || raw[at - 2] || "").slice(-1), after = (raw[at + 1] || raw[at + 2] || "").charAt(0);
      const struck = sign === "~" && size === 2;
      const mate = open.map((one) => one.sign + one.size).lastIndexOf(sign + size);
      const holdsWords = mate >= 0 && raw.slice(open[mate].at + 1, at).some((one) => WORD.test(one) || one.includes("\ue000"));
      if (holdsWords && (struck || mayClose(sign, size, before, after))) {
        const element = ELEMENTS[sign][size - 1];
        pieces[open[mate].at] = `<${element}>`;
        pieces[at] = `</${element}>`;
        open.length = mate;
      } else if (struck || mayOpen(sign, size, before, after)) open.push({ sign, size, at });
    }
    return pieces.join("");
  };

  /* Links and code first, so that no sign in them stresses anything. */
  const inline = (text) => {
    const kept = [];
    const put = (html) => `\ue000${kept.push(html) - 1}\ue001`;
    const plain = text.replace(LINK, (whole, label, target, title, ticks, code, sign) => {
      if (code !== undefined) return put(`<code>${escape(code)}</code>`);
      if (sign !== undefined) return put(escape(sign));
      if (target === undefined) {
        const address = whole.includes("://") ? whole : whole.includes("@") && !whole.startsWith("www.") ? `mailto:${whole}` : `https://${whole}`;
        return put(`<a href="${escape(address)}">${escape(whole)}</a>`);
      }
      if (whole.startsWith("!")) return put(picture(target, label, title));
      return put(safe(target) ? `<a href="${escape(target)}">` : "<a>") + label + put("</a>");
    });
    let html = stressed(escape(plain.replace(/(\p{L})`(?=\p{L})/gu, "$1'")));
    while (/\ue000\d+\ue001/.test(html)) html = html.replace(/\ue000(\d+)\ue001/g, (_, place) => kept[place]);
    return html;
  };

  const safe = (target) => /^(?:https?:|mailto:|tel:|[^:]*$)/i.test(target);

  const picture = (target, alt, title) => {
    const found = Object.values(desk.media).find((one) => one.path === target);
    return `<img src="${found ? found.data : ""}" alt="${escape(alt)}"${title ? ` title="${escape(title)}"` : ""}>`;
  };

  const broken = (lines) => inline(lines.join("\n")).replace(/\n/g, "<br>\n");

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
      const match = ITEM.exec(line);
      if (match && depth(match[1]) <= margin + 1) items.push({ text: [task(match[5])], inner: [] });
      else if (match || items[items.length - 1].inner.length) items[items.length - 1].inner.push(line);
      else items[items.length - 1].text.push(line.trim());
    }
    const element = bullet ? "ul" : "ol";
    const start = number && /\d/.test(number) ? Number(number) : 1;
    const kind = number && !/\d/.test(number) ? ` type="${number === number.toLowerCase() ? "a" : "A"}"` : "";
    return `<${element}${kind}${start > 1 ? ` start="${start}"` : ""}>\n${items.map((item) =>
      `<li>${broken(item.text)}${item.inner.length ? "\n" + blocks(item.inner) : ""}</li>`).join("\n")}\n</${element}>`;
  };

  const style = (line) => {
    const match = ITEM.exec(line);
    return match && (match[2] || (/\d/.test(match[3]) ? "1" : "a") + match[4]);
  };

  /* A number that isn't 1, or a letter, needs a neighbour. */
  const begins = (lines, at) => {
    const match = ITEM.exec(lines[at]);
    if (!match) return false;
    if (match[2]) return true;
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

  const blocks = (lines) => {
    const found = [];
    let at = 0;
    const opens = (line, place) => !line.trim() || HEADING.test(line) || RULE.test(line) || (FENCE.test(line) && lines.slice(place + 1).some((one) => FENCE.test(one))) || /^>(?!\d)/.test(line)
      || begins(lines, place) || (isTabbed(line) && isTabbed(lines[place + 1])) || (line.includes("|") && DIVIDER.test(lines[place + 1] || "") && (lines[place + 1] || "").includes("-"));
    while (at < lines.length) {
      const line = lines[at], heading = HEADING.exec(line);
      if (!line.trim()) at++;
      else if (heading) {
        const size = Math.max(2, heading[1].length);
        found.push(`<h${size}>${inline(heading[2])}</h${size}>`);
        at++;
      } else if (RULE.test(line)) { found.push("<hr>"); at++; }
      else if (FENCE.test(line) && lines.slice(at + 1).some((one) => FENCE.test(one))) {
        const inner = take(lines, at + 1, (one) => !FENCE.test(one));
        found.push(`<pre><code>${escape(inner.join("\n"))}\n</code></pre>`);
        at += inner.length + 2;
      } else if (/^>(?!\d)/.test(line)) {
        const inner = take(lines, at, (one) => /^>(?!\d)/.test(one));
        found.push(`<blockquote>\n${blocks(inner.map((one) => one.replace(/^> ?/, "")))}\n</blockquote>`);
        at += inner.length;
      } else if (line.includes("|") && at + 1 < lines.length && DIVIDER.test(lines[at + 1]) && lines[at + 1].includes("-")) {
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
          return one.trim() ? depth(/^\s*/.exec(one)[0]) > margin + 1 : lines[place + 1] !== undefined && style(lines[place + 1]) === own;
        });
        found.push(list(all.filter((one) => one.trim())));
        at += all.length;
      } else {
        const rows = [line, ...take(lines, at + 1, (one, place) => !opens(one, place))];
        found.push(`<p>${broken(rows.map((one) => one.trim()))}</p>`);
        at += rows.length;
      }
    }
    return found.join("\n");
  };

  desk.html = (body) => blocks(body.replace(/\r\n?/g, "\n").replace(UNSEEN, "").split("\n"));
})();
